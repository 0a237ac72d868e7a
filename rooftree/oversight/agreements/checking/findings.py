"""What standardising and the rules found, brought back to the rows and headings of the file that was sent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.engine.checking.kinds import Kind
from rooftree.oversight.agreements.rules.intake import Finding, Grade, Grading
from rooftree.reference.standard.quality.rules import Rule

SAME = frozenset({Kind.FORMAT, Kind.REAL_DATE, Kind.RANGE, Kind.CODELIST, Kind.REQUIRED})
"""Of a value that could not be read, these say again what standardising has said already."""
STANDARDISING = "standardising"


@dataclass(frozen=True)
class Cells:
    """Which column of the file a canonical column came from."""

    entries: Sequence[Mapping[str, Any]]
    header: Mapping[str, str]
    """Known column → heading in the file."""
    columns: set[str]

    def of(self, table: str, column: str) -> str:
        """The heading; empty when the column is made of several, or of none."""
        for entry in self.entries:
            rule = entry["columns"].get(column) if entry["table"] == table else None
            names = _origins(rule)
            if len(names) == 1 and names[0] in self.columns:
                return self.heading(names[0])
        if column == "" and (keys := {tuple(e["key"]) for e in self.entries if e["table"] == table}):
            key = keys.pop()
            return self.heading(key[0]) if len(key) == 1 and not keys else ""
        return ""

    def heading(self, name: str) -> str:
        """A known column as the file heads it."""
        return self.header.get(name, name)


def _origins(rule: Any) -> list[str]:
    if rule is None:
        return []
    if isinstance(rule, str):
        return [rule]
    named = rule.get("first") or rule.get("join") or [rule.get("from", "")]
    return [name for name in named if name]


def findings(
    problems: Iterable[Mapping[str, Any]],
    failing: Iterable[Mapping[str, Any]],
    rules: Mapping[str, Rule],
    cells: Cells,
    grading: Grading,
) -> list[Finding]:
    """Every finding once, those that must be mended first, then by row."""
    found: dict[tuple[int, str, str], Finding] = {}
    said: dict[tuple[int, str], tuple[int, str, str]] = {}
    for each in problems:
        heading = cells.heading(each["column"])
        key = (int(each["row"]), heading, str(each["says"]))
        grade = grading.of_kind(each["kind"])
        mend, value = str(each["mend"]), str(each["value"] or "")
        before = said.get((key[0], heading))
        if before and found[before].grade is Grade.CRITICAL:
            continue  # A row that was set aside cannot also have been kept.
        if before and grade is Grade.CRITICAL:
            del found[before]
        found[key] = Finding(key[0], heading, grade, key[2], mend, STANDARDISING, value)
        said[key[0], heading] = key
    for each in failing:
        rule = rules[each["rule_id"]]
        heading = cells.of(rule.table, rule.check.column)
        row, grade = int(each["source_row"]), grading.of_severity(rule.severity.value)
        before = said.get((row, heading)) if heading and rule.check.kind in SAME else None
        if before is None:
            says = f"The rule is not kept: {rule.title[:1].lower()}{rule.title[1:].rstrip('.')}."
            found.setdefault((row, heading, says), Finding(row, heading, grade, says, rule.mend, rule.id))
        elif grade is Grade.CRITICAL:
            found[before] = _graver(found[before])
    return sorted(found.values(), key=lambda one: (one.grade is not Grade.CRITICAL, one.row, one.column))


def _graver(one: Finding) -> Finding:
    return Finding(one.row, one.column, Grade.CRITICAL, one.says, one.mend, one.rule, one.value)


def causes(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings alike, counted: what must be mended first, the most frequent of it first."""
    alike: Counter[tuple[str, str, str, str, str]] = Counter()
    first: dict[tuple[str, str, str, str, str], int] = {}
    for one in found:
        key = (one.grade.value, one.column, one.says, one.mend, one.rule)
        alike[key] += 1
        first[key] = min(first.get(key, one.row), one.row)
    names = ("grade", "column", "says", "mend", "rule")
    listed = [
        dict(zip(names, key, strict=True)) | {"count": n, "row": first[key]} for key, n in alike.items()
    ]
    return sorted(listed, key=lambda one: (one["grade"] != Grade.CRITICAL, -int(one["count"]), one["row"]))
