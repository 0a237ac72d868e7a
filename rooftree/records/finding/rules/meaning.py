"""What a typed word may stand for: itself, a pet name, a street word cut short, a near spelling."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from nicknames import NickNamer

from rooftree.records.finding.rules import spelling

MOST_UNLIKE = 4
LONG = 6
"""In words as long as this two slips still leave the word."""


class How(IntEnum):
    """How a word that occurs came from a word that was typed; the value is what it is worth."""

    INITIAL = 3
    """Its first letter, where a record has no more of a name."""
    ALIKE = 4
    """It sounds the same, or most of its letters are the same."""
    SLIP = 6
    """One letter is wrong, missing, too many, or has changed places."""
    BEGINS = 7
    """It begins so."""
    OTHER = 8
    """A pet name, a full name, a word cut short."""
    EXACT = 10


@dataclass(frozen=True, slots=True)
class Occurs:
    """A word of the dictionary that a typed word may stand for, and how often it names people and places."""

    word: str
    how: How
    names: int
    places: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """One typed word with every word that it may stand for."""

    typed: str
    occurs: Sequence[Occurs] = ()

    @property
    def is_number(self) -> bool:
        """A house or flat number: it is that number or it is not."""
        return self.typed[:1].isdigit()

    @property
    def is_initial(self) -> bool:
        """One letter: too little to look for, enough to tell by."""
        return len(self.typed) == 1 and not self.is_number

    @property
    def is_known(self) -> bool:
        """That it occurs as it was typed, or begins something that does."""
        return self.is_number or any(one.how >= How.BEGINS for one in self.occurs)

    def words(self, *, least: How, of: str = "") -> list[str]:
        """The words it may stand for: those worth at least so much, that name people or places when said."""
        found = [one.word for one in self.occurs if one.how >= least and (not of or getattr(one, of))]
        return list(dict.fromkeys([self.typed, *found] if self.is_number or not of else found))

    def how(self, word: str) -> How | None:
        """How a word of a record came from what was typed; nothing when it did not."""
        if word == self.typed:
            return How.EXACT
        return max((one.how for one in self.occurs if one.word == word), default=None)


def others(word: str) -> list[str]:
    """Names that people of this name go by, and full or short forms of street words."""
    return [one for one in (*_pet_names(word), *_abbreviations()[word]) if one != word]


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


def _pet_names(word: str) -> list[str]:
    known = _nicknames()
    full = known.canonicals_of(word)
    short = known.nicknames_of(word).union(*(known.nicknames_of(one) for one in full))
    return sorted(full | short)


@cache
def _abbreviations() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with Path(__file__).with_name("abbreviations.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found[row["short"]].append(row["full"])
            found[row["full"]].append(row["short"])
    return found


def may_slip(word: str) -> bool:
    """That the word is long enough for "nearly" to mean anything, and no number."""
    return len(word) >= spelling.SHORTEST_WITH_SLIPS and not word[0].isdigit()


def near(typed: str, words: Iterable[tuple[str, int, int]]) -> list[Occurs]:
    """Which of some words of the dictionary are near enough to what was typed, and how near.

    One that sounds the same may differ in half of its letters; one that does not, in two of a longer word.
    """
    found = []
    for word, names, places in words:
        apart = spelling.slips(typed, word, most=MOST_UNLIKE)
        if apart <= 1:
            found.append(Occurs(word, How.SLIP, names, places))
        elif (apart <= 2 and len(typed) >= LONG) or (
            apart <= min(len(typed) // 2, MOST_UNLIKE) and spelling.sound(word) == spelling.sound(typed)
        ):
            found.append(Occurs(word, How.ALIKE, names, places))
    return found
