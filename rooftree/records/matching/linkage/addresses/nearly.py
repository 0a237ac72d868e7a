"""Addresses that are a home's but for a slip that tells no door from another: no matcher is needed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rooftree.records.matching.linkage.addresses.saying import Said
from rooftree.records.matching.rules import Evidence

Key = tuple[str, tuple[str, ...], str]


def letter_by_letter(
    asked: Mapping[int, Said], homes: Mapping[int, Said]
) -> Iterator[tuple[int, int, tuple[Evidence, ...]]]:
    """Each address that differs from one home alone by its postcode's end or having none, by the order of its
    words, or by a letter before the number of its door where no door has one; with the home and why."""
    streets = _only((_key(said, said.postcode[:-2]), at) for at, said in homes.items() if _tells(said))
    doors = _only((_key(said, said.postcode), at) for at, said in homes.items() if _tells(said))
    anywhere = _only((_key(said, ""), at) for at, said in homes.items() if said.units)
    lettered = {said.postcode for said in homes.values() if any(unit.isalpha() for unit in said.units)}
    for at, said in asked.items():
        if not said.postcode and said.units and len(said.words) >= WITH_TOWN:
            home = anywhere.get(_key(said, ""))
            if home is not None:
                yield at, home, _but_for("No postcode is given, and no other home has this address")
        if not _tells(said):
            continue
        home = streets.get(_key(said, said.postcode[:-2]))
        if home is not None:
            is_same = said.postcode == homes[home].postcode
            yield at, home, _but_for(TOGETHER if is_same else f"The postcode ends in {said.postcode[-2:]}")
        elif said.prefixes and said.postcode not in lettered:
            home = doors.get(_key(said, said.postcode, without=said.prefixes))
            if home is not None:
                letters = " and ".join(letter.upper() for letter in said.prefixes)
                yield at, home, _but_for(f"It has {letters} before the number; no door there has a letter")


def _tells(said: Said) -> bool:
    return bool(said.units and said.words and len(said.postcode) > 3)


def _key(said: Said, place: str, *, without: Iterable[str] = ()) -> Key:
    units = said.counted - Counter(without)
    return place, tuple(sorted(units.elements())), said.letters


def _only(keyed: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    twice: set[Key] = set()
    for key, at in keyed:
        if found.setdefault(key, at) != at:
            twice.add(key)
    return {key: at for key, at in found.items() if key not in twice}


WITH_TOWN = 3
"""So many words are a street's and a town's; other towns have that street, too."""
TOGETHER = "Words run together, or stand in another order"


def _but_for(words: str) -> tuple[Evidence, ...]:
    return Evidence("The same address, letter by letter"), Evidence(words)
