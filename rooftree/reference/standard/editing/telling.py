"""A difference between two versions of the standard in words: what is called what, was and is to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rooftree.reference.register.rules import called
from rooftree.reference.standard.quality.in_force import code_lists
from rooftree.reference.standard.quality.parts import COLUMN, Difference, PartKind
from rooftree.reference.standard.queries import contracts

LABELS = {
    "description": "What must hold",
    "dimension": "Side of quality",
    "severity": "Severity",
    "businessImpact": "Why it matters",
    "recommendation": "Recommendation",
    "mend": "How it is mended",
    "mendIn": "Mended in",
    "owner": "Who answers for it",
    "active": "In use",
    "source": "Where the figure comes from",
    "version": "Version of the rule",
    COLUMN: "Column",
    "kind": "Kind",
    "systems": "Asked of",
    "when": "Asked when",
    "label": "Label",
    "ends_on": "Ends on",
}
"""What pages call what a rule and a code say."""
CODES = ("dimension", "severity")
"""What a rule says by a code whose name is its word."""
OPERATIONS = {
    "eq": "is",
    "ne": "is not",
    "in": "is one of",
    "not_in": "is none of",
    "null": "is empty",
    "not_null": "is not empty",
    "lt": "is under",
    "le": "is at most",
    "gt": "is over",
    "ge": "is at least",
    "matches": "has the pattern",
}
"""The operators of a condition, in words."""


@dataclass(frozen=True, slots=True)
class Told:
    """One difference: of what, whether it is new, gone or changed, and line by line."""

    difference: Difference
    title: str
    how: str
    lines: tuple[tuple[str, str, str], ...]
    """What is different, what it was, what it is to be."""


def told(found: list[Difference]) -> list[Told]:
    """Every difference in words."""
    return [_told(each) for each in found]


def _told(each: Difference) -> Told:
    how = "New" if each.was is None else "Taken out" if each.now is None else "Changed"
    was, now = facts(each.part.kind, each.was), facts(each.part.kind, each.now)
    labels = list(dict.fromkeys([*now, *was]))
    lines = [(name, was.get(name, ""), now.get(name, "")) for name in labels]
    differ = tuple(line for line in lines if line[1] != line[2])
    return Told(each, _title(each), how, differ)


def _title(each: Difference) -> str:
    kind, _, name = each.part.document.partition("/")
    of = _called(kind, name)
    if each.part.kind is PartKind.RULE:
        said = each.now or each.was
        return str(said.get("description") or each.part.name)
    if each.part.kind is PartKind.CODE:
        return f"{of}, code {each.part.name}"
    return f"{of}, the {'contract' if kind == 'contracts' else 'list'} itself"


def _called(kind: str, name: str) -> str:
    """A contract or list by its title, as pages have it."""
    held = contracts().get(name) if kind == "contracts" else code_lists().get(name)
    return held.title if held else name.replace("_", " ").capitalize()


def facts(kind: PartKind, value: Any) -> dict[str, str]:
    """What a part says, each under the name that pages give it."""
    if value is None:
        return {}
    if kind is PartKind.RULE:
        return dict(_of_rule(value))
    return {label(str(word)): plain(said) for word, said in value.items() if word != "code"}


def _of_rule(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for word in ("description", COLUMN, "dimension", "severity", "businessImpact"):
        said = plain(value.get(word, ""))
        yield label(word), said.replace("_", " ").capitalize() if word in CODES else said
    asks = value.get("implementation") or {}
    yield label("kind"), plain(asks.get("kind", ""))
    for word, said in sorted((asks.get("given") or {}).items()):
        shown = _called("codes", str(said)) if word == "list" else plain(said)
        yield f"Given: {word.replace('_', ' ')}", shown
    yield label("when"), "; ".join(condition(each) for each in asks.get("when") or [])
    yield label("systems"), ", ".join(map(called, asks.get("systems") or ())) or "Every system"
    for each in value.get("customProperties") or []:
        said = plain(each.get("value"))
        yield label(str(each.get("property"))), called(said) if each.get("property") == "mendIn" else said


def condition(said: Mapping[str, Any]) -> str:
    """A condition in words: status is one of let, void."""
    words = f"{said.get('column')} {OPERATIONS.get(str(said.get('op')), said.get('op'))}"
    return f"{words} {plain(said['value'])}" if said.get("value") is not None else words


def label(word: str) -> str:
    """What pages call one of the words of a contract."""
    return LABELS.get(word, word.replace("_", " ").capitalize())


def plain(said: Any) -> str:
    """A value as a steward writes it: lists with commas, a day from today as today-30, yes or no."""
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, Mapping) and set(said) == {"today"}:
        days = said["today"]
        return f"today{days:+d}" if days else "today"
    if isinstance(said, list | tuple):
        return ", ".join(plain(each) for each in said)
    if isinstance(said, Mapping):
        return "; ".join(f"{name}: {plain(each)}" for name, each in said.items())
    return "" if said is None else str(said)
