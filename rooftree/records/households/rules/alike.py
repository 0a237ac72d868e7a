"""Whether two entries of one home may be one person whom nobody has joined, and so counts once."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from rooftree.records.households.rules.claims import Somebody
from rooftree.records.matching.linkage.weighing.preparing.nicknames import full_forms

SLIPS = ((8, 2), (4, 1))
"""How many slips of the pen a name of so many letters may have: "Melsted" and "Melstead"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody as one paper has them: the paper, and as whom."""

    who: Somebody
    paper_id: str = ""
    roles: frozenset[str] = frozenset()


def pairs(others: Iterable[Entry], living: Iterable[Entry]) -> dict[str, str]:
    """Whom each of the others may be among those who live there; one paper never names somebody twice.

    The surest first: a name that fits before a day of birth, and that before no more than the same place in
    the household.
    """
    lives, told = list(living), list(others)
    found: dict[str, str] = {}
    taken: dict[str, set[str]] = defaultdict(set)
    for fits in (_by_name, _by_birth, _by_place):
        for one in told:
            if one.who.id in found:
                continue
            free = (each for each in lives if each.who.id not in taken[one.paper_id] | {one.who.id})
            other = next((each for each in free if not _apart(one.who, each.who) and fits(one, each)), None)
            if other:
                found[one.who.id] = other.who.id
                taken[one.paper_id].add(other.who.id)
    return found


def _apart(one: Somebody, other: Somebody) -> bool:
    """Two days of birth that differ."""
    return bool(one.born_on and other.born_on and one.born_on != other.born_on)


def _by_name(one: Entry, other: Entry) -> bool:
    """Family and given names that fit, also the wrong way round."""
    if not (one.who.is_named and other.who.is_named):
        return False
    family, given = _plain(one.who.family), _plain(one.who.given)
    return any(
        _close(family, other_family) and _given_fits(given, other_given)
        for other_family, other_given in (
            (_plain(other.who.family), _plain(other.who.given)),
            (_plain(other.who.given), _plain(other.who.family)),
        )
    )


def _by_birth(one: Entry, other: Entry) -> bool:
    """No name to compare, and the same day of birth."""
    unnamed = not (one.who.is_named and other.who.is_named)
    return unnamed and one.who.born_on is not None and one.who.born_on == other.who.born_on


def _by_place(one: Entry, other: Entry) -> bool:
    """A son without a name, and a son, of whom one has no day of birth: nothing speaks against it."""
    told = one.who.born_on and other.who.born_on
    return not one.who.is_named and not told and bool(one.roles & other.roles)


def _given_fits(told: str, lives: str) -> bool:
    """An initial fits every name that begins with it, a short form its long one; no given name fits any."""
    if not told or not lives:
        return True
    if len(told) == 1 or len(lives) == 1:
        return told[0] == lives[0]
    return _close(told, lives) or not set(full_forms(told)).isdisjoint(full_forms(lives))


def _close(first: str, second: str) -> bool:
    letters = min(len(first), len(second))
    slips = next((most for long, most in SLIPS if letters >= long), 0)
    return letters > 0 and DamerauLevenshtein.distance(first, second) <= slips


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z]", "", bare)
