"""Somebody else's contract brought in: rules of the open standard's own kinds become ours where they can.

What cannot be mapped is said, rule by rule, and left out; nothing is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from open_data_contract_standard.model import OpenDataContractStandard
from pydantic import ValidationError

from rooftree.engine.checking.kinds import Check, Kind
from rooftree.reference.standard.quality.reading import ENGINE, Fault, read
from rooftree.reference.standard.quality.rules import Dimension, Rule, Severity

WORDS = {"info": Severity.PLEASE_CONFIRM, "warning": Severity.MINOR, "error": Severity.MAJOR}
OF_METRIC = {
    "nullValues": (Kind.REQUIRED, Dimension.COMPLETENESS),
    "missingValues": (Kind.REQUIRED, Dimension.COMPLETENESS),
    "duplicateValues": (Kind.UNIQUE, Dimension.UNIQUENESS),
    "invalidValues": (Kind.CODELIST, Dimension.CONFORMITY),
}
BLANK = {None, ""}
MEND = "Correct it in the system that it came from."


@dataclass(frozen=True, slots=True)
class Brought:
    """What a foreign contract gave: rules, faults of our own kind of rule, and what was left out and why."""

    rules: tuple[Rule, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...]


def bring_in(said: Mapping[str, Any], file: str, *, tables: Mapping[str, Sequence[str]]) -> Brought:
    """The rules of a contract of the open standard; `tables` are ours, with their columns."""
    try:
        document = OpenDataContractStandard.model_validate(said)
    except ValidationError:
        return Brought((), tuple(read(said, file).faults), ())
    own = read(said, file)
    rules, left = list(own.rules.values()), []
    for table in document.schema_ or []:
        if table.name not in tables:
            left.append(f"{table.name}: there is no such table, so its rules are left out.")
            continue
        for column, quality, number in _places(table):
            if quality.type == "custom" and quality.engine == ENGINE:
                continue
            if (quality.name or "").removesuffix(".sql") in own.rules:
                continue
            made = _mapped(quality, table.name, column, number, tables[table.name])
            (rules if isinstance(made, Rule) else left).append(made)  # type: ignore[arg-type]
    return Brought(tuple(rules), tuple(own.faults), tuple(left))


def _places(table: Any) -> Iterator[tuple[str, Any, int]]:
    numbered = [("", each) for each in table.quality or []]
    numbered += [(column.name, each) for column in table.properties or [] for each in column.quality or []]
    for number, (column, quality) in enumerate(numbered, 1):
        yield column, quality, number


def _mapped(said: Any, table: str, column: str, number: int, columns: Sequence[str]) -> Rule | str:
    """The rule, or why it is none."""
    name = said.name or said.id or f"rule {number}"
    where = f"{table}.{column}, {name}" if column else f"{table}, {name}"
    metric = said.metric or said.rule
    if (said.type or "library") != "library" or not metric:
        return (
            f"{where}: a rule of type {said.type or 'library'} cannot be brought in; write it as one of ours."
        )
    if metric not in OF_METRIC:
        return f"{where}: {metric} counts a whole table and names no row; it is left out."
    if not _asks_for_none(said):
        return f"{where}: it allows some to fail, and a rule of ours names every row; it is left out."
    kind, dimension = OF_METRIC[metric]
    given = _given(said, metric, column)
    if isinstance(given, str):
        return f"{where}: {given}"
    if column and column not in columns:
        return f"{where}: {table} has no column {column}."
    check = Check(
        id=f"{table}.{column or 'row'}.{metric.lower()}", table=table, column=column, kind=kind, given=given
    )
    return Rule(
        check=check,
        version=1,
        title=said.description or f"{metric} of {column or table}",
        dimension=Dimension(said.dimension) if said.dimension in set(Dimension) else dimension,
        severity=WORDS.get(said.severity or "", Severity.MAJOR)
        if said.severity not in set(Severity)
        else Severity(said.severity),
        reason=said.businessImpact or "The contract that it came with asks for it.",
        recommendation="R8",
        mend=MEND,
        source=f"brought in as {name}",
    )


def _asks_for_none(said: Any) -> bool:
    return said.mustBe in (0, 0.0) or said.mustBeLessOrEqualTo == 0 or said.mustBeLessThan == 1


def _given(said: Any, metric: str, column: str) -> dict[str, Any] | str:
    """What our kind is given; or why that cannot be."""
    arguments = said.arguments or {}
    if metric == "duplicateValues":
        columns = arguments.get("properties") or ([column] if column else [])
        return {"columns": list(columns)} if columns else "it names no column."
    if not column:
        return "it names no column."
    if metric == "missingValues" and not set(arguments.get("missingValues") or []) <= BLANK:
        return "stand-ins for missing values are emptied in the mapping, not by a rule."
    if metric == "invalidValues":
        if "validValues" in arguments:
            return {"codes": [str(each) for each in arguments["validValues"]]}
        return "it gives no validValues; write a pattern as a rule of kind format."
    return {}
