"""From addresses to known homes: what exact and normalised keys leave is asked of the trained matcher."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage import keys
from rooftree.records.matching.linkage.addresses import asking
from rooftree.records.matching.linkage.addresses.judging import Decision, Found, evidence, judge
from rooftree.records.matching.linkage.addresses.kept import Kept, digest, kept_in
from rooftree.records.matching.linkage.addresses.nearly import letter_by_letter
from rooftree.records.matching.linkage.addresses.saying import LONGEST, OUTBUILDING, Said, read
from rooftree.records.matching.rules import Evidence, Method

MEMORY = "1GB"


@dataclass(frozen=True)
class Address:
    """An address as some system has it."""

    line: str
    postcode: str = ""
    uprn: str = ""

    @cached_property
    def key(self) -> str:
        """What tells its text from any other."""
        return digest([self.text, self.postcode])

    @cached_property
    def text(self) -> str:
        """The line as far as it can be an address, without what no address has."""
        line = "".join(letter if letter.isprintable() else " " for letter in self.line[: 2 * LONGEST])
        return " ".join(line.split())[:LONGEST]

    @cached_property
    def said(self) -> Said:
        """What it says, taken apart."""
        return read(self.text, self.postcode)


@dataclass(frozen=True, slots=True)
class Answer:
    """Which home an address means, by places in the two lists; `weight` in bits where it was weighed."""

    asked: int
    home: int
    decision: Decision
    method: Method
    weight: float | None = None
    evidence: tuple[Evidence, ...] = ()


def match(
    engine: Engine, asked: Sequence[Address], homes: Sequence[Address], *, kept: Path | None = None
) -> list[Answer]:
    """The home that each address means, accepted or for a person to look at; what is rejected is left out.

    `kept` is a folder for what should not be done twice.
    """
    found = by_keys(engine, asked, homes)
    rest = [at for at in range(len(asked)) if at not in found]
    weighed = weigh(engine, {at: asked[at] for at in rest}, homes, kept=kept)
    return sorted([*found.values(), *weighed], key=lambda one: one.asked)


def by_keys(engine: Engine, asked: Sequence[Address], homes: Sequence[Address]) -> dict[int, Answer]:
    """What the same UPRN or the same address, however it is abbreviated, decides without any doubt."""
    found: dict[int, Answer] = {}
    ours, theirs = _keyed(engine, homes), _keyed(engine, asked)
    for column, method in (("uprn", Method.UPRN), ("place", Method.ADDRESS)):
        known = _only(ours[column])
        for at, key in enumerate(theirs[column]):
            home = known.get(key) if key else None
            if home is not None and at not in found:
                found[at] = Answer(at, home, Decision.ACCEPT, method)
    return found


def _keyed(engine: Engine, addresses: Sequence[Address]) -> dict[str, list[str | None]]:
    table = pa.table(
        {
            "at": pa.array(range(len(addresses)), pa.int64()),
            "line": pa.array([each.text for each in addresses], pa.string()),
            "postcode": pa.array([each.postcode for each in addresses], pa.string()),
            "uprn": pa.array([each.uprn or None for each in addresses], pa.string()),
        }
    )
    held = engine.arrow(table)
    told = held.select("at", "uprn", place=keys.address(held.line, held.postcode)).order_by("at")
    found: dict[str, list[str | None]] = engine.to_arrow(told).to_pydict()
    engine.release(held)
    return found


def _only(values: Sequence[str | None]) -> dict[str, int]:
    """Those values that one place alone has, with the place."""
    often = Counter(values)
    return {value: at for at, value in enumerate(values) if value and often[value] == 1}


def weigh(
    engine: Engine, asked: Mapping[int, Address], homes: Sequence[Address], *, kept: Path | None = None
) -> list[Answer]:
    """What no key decides: addresses but for a slip, then what the trained matcher says, judged."""
    worth = {at: each for at, each in asked.items() if each.text and not OUTBUILDING.search(each.text)}
    places = _places(homes) if worth else {}
    known = {each[0]: homes[each[0]] for each in places.values()}
    possible = _possible(worth, known.values())
    if not possible:
        return []
    ours = {at: homes[at].said for each in places.values() for at in each}
    slips = letter_by_letter({at: worth[at].said for at in possible}, ours)
    answers = [Answer(at, home, Decision.ACCEPT, Method.MESSY_ADDRESS, None, why) for at, home, why in slips]
    found = {one.asked for one in answers}
    left = {at: worth[at] for at in possible if at not in found}
    if left:
        told = _answers(
            engine,
            {each.key: each for each in left.values()},
            {each.key: each for each in known.values()},
            kept,
        )
        for at, address in left.items():
            one = told.get(address.key)
            if one is not None and len(places[one["home"]]) == 1:
                answers += _judged(at, address, homes, one, places)
    return answers


def _places(homes: Sequence[Address]) -> dict[str, list[int]]:
    """The known homes by the text of their address: two of one text are told apart by nothing."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, home in enumerate(homes):
        if home.text and not OUTBUILDING.search(home.text):
            places[home.key].append(at)
    return places


def _possible(asked: Mapping[int, Address], homes: Iterable[Address]) -> list[int]:
    """The addresses that say the door of some home in the same few streets, or in a place of the same name.

    No other can be accepted, so the matcher need not be asked, nor loaded where there are none.
    """
    doors: set[tuple[str, str]] = set()
    for home in homes:
        door = home.said.units[0] if home.said.units else ""
        doors.update((door, place) for place in (home.said.postcode[:-2], *home.said.names) if place)
    return [at for at, address in asked.items() if _could_be(address.said, doors)]


def _could_be(said: Said, doors: set[tuple[str, str]]) -> bool:
    between = [str(unit) for low, high in said.ranges for unit in range(low, min(high, low + 50) + 1)]
    places = [said.postcode[:-2], *said.words]
    return any((unit, place) in doors for unit in (*said.units, *between, "") for place in places)


def _answers(
    engine: Engine, asked: Mapping[str, Address], homes: Mapping[str, Address], kept: Path | None
) -> dict[str, dict[str, Any]]:
    """The matcher's answer for each key; only for those that it has not given before."""
    with kept_in(kept, homes) as place:
        known = place.answers()
        seen = set(known["asked"].to_pylist())
        new = {key: each for key, each in asked.items() if key not in seen}
        if new:
            known = pa.concat_tables([known, _ask(engine, new, homes, place)])
            place.keep(known)
    return {one["asked"]: one for one in known.to_pylist() if one["asked"] in asked and one["home"]}


def _ask(engine: Engine, new: Mapping[str, Address], homes: Mapping[str, Address], place: Kept) -> pa.Table:
    """Asks of each; that the matcher had no answer is an answer, too."""
    beside = engine.beside(memory=MEMORY)

    def prepare(folder: Path) -> None:
        asking.prepare(beside, _table(homes), folder)

    try:
        was_there = place.is_prepared()
        if not was_there:
            place.prepare(prepare)
        try:
            told = asking.ask(beside, place.prepared, _table(new))
        except asking.UNREADABLE:
            if not was_there:
                raise
            place.prepare(prepare)  # a disk may have lost part of it since
            told = asking.ask(beside, place.prepared, _table(new))
    finally:
        beside.close()
    answered = set(told["asked"].to_pylist())
    none = [{"asked": key} for key in new if key not in answered]
    return pa.concat_tables([told, pa.Table.from_pylist(none, schema=asking.ANSWERS)])


def _table(addresses: Mapping[str, Address]) -> pa.Table:
    ordered = sorted(addresses)
    return pa.table(
        {
            "key": pa.array(ordered, pa.string()),
            "line": pa.array([addresses[key].text for key in ordered], pa.string()),
            "postcode": pa.array([addresses[key].postcode or None for key in ordered], pa.string()),
        }
    )


def _judged(
    at: int,
    address: Address,
    homes: Sequence[Address],
    told: Mapping[str, Any],
    places: Mapping[str, list[int]],
) -> list[Answer]:
    """The answer, unless it is no."""
    home = places[told["home"]][0]
    following = places.get(told["following"] or "", [None])[0]
    found = Found(home, told["weight"], told["gap"], following)
    said, other = address.said, homes[home].said
    decision = judge(said, other, found)
    if decision is Decision.REJECT:
        return []
    name = homes[following].text if following is not None else ""
    reasons = evidence(said, other, found, name)
    return [Answer(at, home, decision, Method.MESSY_ADDRESS, round(found.weight, 2), reasons)]
