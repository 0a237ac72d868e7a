"""Documents of the standard as their parts: each rule, each code, the rest; what differs, part by part."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rooftree.reference.standard.quality.reading import ENGINE

Document = Mapping[str, Any]
Documents = Mapping[str, Document]
COLUMN = "column"
"""Beside a rule's own words: the column in whose list it stands; "" for the whole table's."""
STAMPS = ("version", "effective_from", "servers")
"""What a document says of itself when it is published or exported; no part of what it asks."""


class PartKind(StrEnum):
    """What a part is."""

    RULE = "rule"
    CODE = "code"
    REST = "rest"


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One part of one document: contracts/tenancy, rule, tenancy.starts_on.required."""

    document: str
    kind: PartKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part as it was and as it is to be; None where it is not there."""

    part: Part
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Rebased:
    """Changes laid over another version, whole documents; and the parts that both had changed."""

    changes: dict[str, dict[str, Any]]
    overlaps: tuple[Difference, ...]


def is_ours(rule: Any) -> bool:
    """Whether an entry of a quality list is a rule that is ours to run."""
    return isinstance(rule, Mapping) and rule.get("engine") == ENGINE and isinstance(rule.get("name"), str)


def parts_of(name: str, document: Document) -> dict[Part, Any]:
    """Every part of one document."""
    found: dict[Part, Any] = {}
    rest = {word: said for word, said in document.items() if word not in STAMPS}
    if name.startswith("codes/"):
        for each in document.get("codes", []):
            found[Part(name, PartKind.CODE, str(each["code"]))] = dict(each)
        rest.pop("codes", None)
    else:
        for column, rule in _rules(document):
            found[Part(name, PartKind.RULE, rule["name"])] = {COLUMN: column, **rule}
        rest = _without_rules(rest)
    return found | {Part(name, PartKind.REST): rest}


def differences(before: Documents, after: Documents) -> list[Difference]:
    """What differs in the documents of `after`; those that it does not name are as before."""
    found = []
    for name, said in sorted(after.items()):
        was = parts_of(name, before[name]) if name in before else {}
        now = parts_of(name, said)
        for part in [*now, *(part for part in was if part not in now)]:
            if was.get(part) != now.get(part):
                found.append(Difference(part, was.get(part), now.get(part)))
    return found


def changed(document: Document, difference: Difference) -> dict[str, Any]:
    """The document with one part as it is to be."""
    part, value = difference.part, difference.now
    if part.kind is PartKind.CODE:
        return _with_code(document, part.name, value)
    if part.kind is PartKind.RULE:
        return _with_rule(document, part.name, value)
    made = {
        **{word: document[word] for word in STAMPS if word in document},
        **copy.deepcopy(dict(value or {})),
    }
    if "codes" in document:
        return {**made, "codes": copy.deepcopy(document["codes"])}
    for column, rule in _rules(document):
        made = _with_rule(made, rule["name"], {COLUMN: column, **rule})
    return made


def applied(documents: Documents, found: Iterable[Difference]) -> dict[str, dict[str, Any]]:
    """The documents that differ once these differences are made, whole. The rest goes before its rules."""
    made: dict[str, dict[str, Any]] = {}
    for each in sorted(found, key=lambda each: each.part.kind is not PartKind.REST):
        name = each.part.document
        made[name] = changed(made.get(name) or documents.get(name, {}), each)
    return {name: said for name, said in made.items() if differences(documents, {name: said})}


def rebased(*, base: Documents, draft: Documents, now: Documents) -> Rebased:
    """The draft's changes over the version in force by now, where nobody else changed the same part."""
    own = differences(base, draft)
    others = {each.part: each for each in differences(base, {name: now[name] for name in draft})}
    overlaps = tuple(
        Difference(each.part, others[each.part].now, each.now)
        for each in own
        if each.part in others and others[each.part].now != each.now
    )
    taken = {each.part for each in overlaps}
    return Rebased(applied(now, [each for each in own if each.part not in taken]), overlaps)


def rule_in(document: Document, name: str) -> dict[str, Any] | None:
    """One rule with the column it stands at; None when the document has none of that name."""
    return next(({COLUMN: column, **rule} for column, rule in _rules(document) if rule["name"] == name), None)


def _rules(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for column, holder in holders(document):
        for rule in holder.get("quality") or []:
            if is_ours(rule):
                yield column, rule


def holders(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """The table, named "", and each of its columns: what may hold rules."""
    for table in document.get("schema") or []:
        yield "", table
        for column in table.get("properties") or []:
            yield str(column.get("name")), column


def _without_rules(document: Document) -> dict[str, Any]:
    made = copy.deepcopy(dict(document))
    for _, holder in holders(made):
        if "quality" in holder:
            holder["quality"] = [rule for rule in holder["quality"] or [] if not is_ours(rule)]
            if not holder["quality"]:
                del holder["quality"]
    return made


def _with_rule(document: Document, name: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    made = copy.deepcopy(dict(document))
    wanted = {word: said for word, said in (value or {}).items() if word != COLUMN}
    for column, holder in holders(made):
        listed = holder.get("quality") or []
        at = next((at for at, rule in enumerate(listed) if is_ours(rule) and rule["name"] == name), None)
        here = value is not None and column == value.get(COLUMN)
        if at is not None:
            listed[at : at + 1] = [wanted] if here else []
        elif here:
            holder["quality"] = [*listed, wanted]
        if not holder.get("quality"):
            holder.pop("quality", None)
    return made


def _with_code(document: Document, code: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    made = copy.deepcopy(dict(document))
    listed = made.setdefault("codes", [])
    at = next((at for at, each in enumerate(listed) if str(each["code"]) == code), len(listed))
    listed[at : at + 1] = [dict(value)] if value is not None else []
    return made
