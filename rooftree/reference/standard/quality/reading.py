"""Rules out of contracts: the `quality` lists of the Open Data Contract Standard, read into `Rule`s.

What is wrong is said in words, each with the file and the place in it, and all of it at once: whoever edits a
contract should not have to try again for every slip.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from open_data_contract_standard.model import OpenDataContractStandard
from pydantic import ValidationError

from rooftree.engine.checking.kinds import OPERATORS, Check, Kind, When
from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.reference.standard.quality.rules import RECOMMENDATIONS, Dimension, Rule, Severity

ENGINE = "rooftree"
"""What `engine` says of a rule that is ours to run."""
IMPLEMENTATION = frozenset({"kind", "column", "given", "when", "systems"})
OWN = {"version": "version", "recommendation": "recommendation", "mend": "mend"}
OPTIONAL = {"mendIn": "mend_in", "owner": "owner", "source": "source", "active": "active"}
NEEDED = ("description", "businessImpact", "dimension", "severity", "implementation")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a file, and the place in it as people find it."""

    file: str
    place: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.says}" if self.place else f"{self.file}: {self.says}"


@dataclass(slots=True)
class Found:
    """What was read of one document or of many."""

    rules: dict[str, Rule] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """What another document holds; the same rule in two is a fault of the second."""
        for name, rule in other.rules.items():
            if name in self.rules:
                says = f"there is a rule {name} in another contract already; give this one another name."
                self.faults.append(Fault(f"{rule.table}.yaml", f"rule {name}", says))
            else:
                self.rules[name] = rule
        self.faults += other.faults


def read(said: Mapping[str, Any], file: str) -> Found:
    """Every rule of one contract that is ours to run; those of other engines are left to them."""
    found = Found()
    try:
        document = OpenDataContractStandard.model_validate(said)
    except ValidationError as failure:
        found.faults += [_of_pydantic(file, each) for each in failure.errors()]
        return found
    for table in document.schema_ or []:
        for column, quality in _places(table):
            _read_one(quality, Place(file, table.name or "", column), found)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a contract a rule stands; a rule of the whole table has no column."""

    file: str
    table: str
    column: str

    def fault(self, rule: str, says: str) -> Fault:
        """Something wrong with a rule that stands here."""
        at = f"{self.table}.{self.column}" if self.column else self.table
        return Fault(self.file, f"{at}, rule {rule or 'without a name'}", says)


def _places(table: Any) -> Iterator[tuple[str, Any]]:
    for quality in table.quality or []:
        yield "", quality
    for column in table.properties or []:
        for quality in column.quality or []:
            yield column.name, quality


def _of_pydantic(file: str, error: Mapping[str, Any]) -> Fault:
    where = ".".join(str(part) for part in error["loc"])
    return Fault(file, where, f"{error['msg'][:1].lower()}{error['msg'][1:]}")


def _read_one(said: Any, place: Place, found: Found) -> None:
    if said.type != "custom" or said.engine != ENGINE:
        return
    name = said.name or ""
    faults = list(_faults(said, place))
    if name in found.rules:
        faults.append("the name stands twice in this contract; give this rule another.")
    found.faults += [place.fault(name, says) for says in faults]
    if not faults:
        found.rules[name] = _rule(said, place)


def _faults(said: Any, place: Place) -> Iterator[str]:
    """What is wrong with a rule as it is written; what it asks is judged by `judging`."""
    name = said.name or ""
    if not name.startswith(f"{place.table}.") or not all(name.split(".")) or name != name.lower().strip():
        yield f"name must be in small letters and begin with the table: {place.table}.column.required."
    for word in NEEDED:
        if not getattr(said, word):
            yield f"lacks {word}."
    for word, kind in (("dimension", Dimension), ("severity", Severity)):
        value = getattr(said, word)
        if value and value not in set(kind):
            yield f"{word} {value} is none that is known; they are {_listed(kind)}."
    own = properties(said.customProperties)
    for word in OWN:
        if own.get(word) in (None, ""):
            yield f"lacks customProperties {word}."
    for word in set(own) - set(OWN) - set(OPTIONAL):
        yield f"customProperties {word} is nothing that a rule has."
    if own.get("recommendation") and own["recommendation"] not in RECOMMENDATIONS:
        yield f"recommendation {own['recommendation']} is none of R1 to R21."
    if "version" in own and (not isinstance(own["version"], int) or own["version"] < 1):
        yield f"version {own['version']} is no whole number from 1."
    yield from _implementation_faults(said.implementation)


def _implementation_faults(said: Any) -> Iterator[str]:
    if not isinstance(said, Mapping):
        if said:
            yield "implementation must hold a kind and what it is given, not a text."
        return
    for word in set(said) - IMPLEMENTATION:
        yield f"implementation {word} is nothing that a rule has; it has {_listed(sorted(IMPLEMENTATION))}."
    if said.get("kind") not in set(Kind):
        yield f"kind {said.get('kind')} is none that is known; they are {_listed(Kind)}."
    if not isinstance(said.get("given", {}), Mapping):
        yield "given must be names with values."
    systems = said.get("systems", [])
    if not isinstance(systems, list) or not all(isinstance(each, str) for each in systems):
        yield "systems must be a list of names."
    when = said.get("when", [])
    for condition in when if isinstance(when, list) else ["none"]:
        yield from _when_faults(condition)


def _when_faults(said: Any) -> Iterator[str]:
    if not isinstance(said, Mapping) or not said.get("column") or set(said) - {"column", "op", "value"}:
        yield "when must be a list of conditions, each with column, op and value."
    elif said.get("op") not in OPERATORS:
        known = _listed(OPERATORS)
        yield f"when {said['column']}: op {said.get('op')} is none that is known; they are {known}."


def _rule(said: Any, place: Place) -> Rule:
    own = properties(said.customProperties)
    implementation = said.implementation
    when = tuple(
        When(each["column"], each["op"], each.get("value")) for each in implementation.get("when", [])
    )
    kind = Kind(implementation["kind"])
    check = Check(
        id=said.name,
        table=SET_ASIDE if kind is Kind.SET_ASIDE else place.table,
        column=place.column or implementation.get("column", ""),
        kind=kind,
        given=implementation.get("given", {}),
        when=when,
        systems=tuple(implementation.get("systems", ())),
    )
    told: dict[str, Any] = {field: own[word] for word, field in (OWN | OPTIONAL).items() if word in own}
    return Rule(
        check=check,
        title=said.description,
        dimension=Dimension(said.dimension),
        severity=Severity(said.severity),
        reason=said.businessImpact,
        **told,
    )


def properties(said: Sequence[Any] | None) -> dict[str, Any]:
    """Custom properties by name."""
    return {each.property: each.value for each in said or []}


def _listed(words: Any) -> str:
    return ", ".join(str(word) for word in words)
