"""What an address says, taken apart into numbers and names, and what two of them say against each other."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from rooftree.records.matching.linkage.keys import SPELLED_OUT

LONGEST = 300
"""No address is longer; what follows is something else."""
UNIT = frozenset(("flat", "flt", "apartment", "apt", "unit", "room", "studio", "maisonette", "no"))
ALL_LETTERS = dict(SPELLED_OUT)
SMALL = frozenset(("the", "and", "at", "of", "on", "floor", "rear")) | UNIT
KINDS = frozenset(long for _, long in SPELLED_OUT) | frozenset(
    (
        *(
            "way",
            "walk",
            "grove",
            "terrace",
            "green",
            "hill",
            "row",
            "square",
            "mews",
            "rise",
            "view",
            "park",
        ),
        *("lodge", "tower", "point", "heights", "buildings", "villas", "cottages", "parade", "court"),
    )
)
"""What a street or a building is, after its name."""
SHORT = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "grd": "ground", "gnd": "ground"}
FLOOR = re.compile(
    r"\b(basement|ground|grd|gnd|first|second|third|fourth|1st|2nd|3rd|4th|top|upper|lower|garden|"
    r"attic|front|rear|left|right)\s+(?:floor\b|flat\b)"
)
ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
IS_FLAT = re.compile(rf"\b(?:{'|'.join(sorted(UNIT - {'no'}))})\s+[a-z]?\d")
PLOT = re.compile(r"\bplot\s+\d+\b")
"""What a builder called it before it had an address."""
PREFIXED = re.compile(r"\b([a-z])\d+\b")
RANGE = re.compile(r"\b0*(\d{1,4})\s*[-–]\s*0*(\d{1,4})\b")
LETTER = re.compile(rf"\b(?:{'|'.join(sorted(UNIT))})\s+([a-z])\b")
WITH_DIGITS = re.compile(r"([a-z]*)0*(\d+)([a-z]*)")
OUTBUILDING = re.compile(r"\b(garages?|lock-?ups?|parking|car ?port|bin store)\b", re.IGNORECASE)
ALIKE = 75.0
"""One letter of four amiss."""
LONG = 4
"""A name of so many letters is found in words that run together."""


@dataclass(frozen=True)
class Said:
    """One address: `units` tell doors apart (numbers and letters), in order, the street's last."""

    units: tuple[str, ...]
    floors: frozenset[str]
    ranges: tuple[tuple[int, int], ...]
    building: frozenset[str]
    """Names before the street's number."""
    street: frozenset[str]
    words: frozenset[str]
    letters: str
    """All of the words' letters in order of the alphabet: whatever ran together or was swapped."""
    is_flat: bool
    postcode: str
    counted: Counter[str] = field(compare=False)
    """Each of the units, and how often."""
    prefixes: tuple[str, ...] = ()
    """Letters before a number: the A of A12."""

    @property
    def names(self) -> frozenset[str]:
        """Those of its building and its street, not the town's; where it has none, every word."""
        return (self.building | self.street) or self.words


def read(line: str, postcode: str) -> Said:
    """What an address says."""
    place = re.sub(r"[^A-Z0-9]", "", postcode.upper())
    text = _without(" ".join(line[:LONGEST].lower().replace("&", " and ").split()), place)
    text = PLOT.sub(" ", text)
    floors = frozenset(SHORT.get(each, each) for each in FLOOR.findall(text))
    text = ORDINAL.sub(" ", FLOOR.sub(" ", text)).replace("'", "").replace("’", "")
    parts = [part for part in (re.findall(r"[a-z0-9]+", each) for each in text.split(",")) if part]
    units, building, street = _taken_apart(parts)
    units = [*LETTER.findall(text), *units]
    return Said(
        units=tuple(units),
        floors=floors,
        ranges=tuple((int(low), int(high)) for low, high in RANGE.findall(text)),
        building=frozenset(_named(building)),
        street=frozenset(_named(street)),
        words=frozenset(_spelled(each) for part in parts for each in _words(part)),
        letters="".join(
            sorted(letter for part in parts for each in _words(part) for letter in _spelled(each))
        ),
        is_flat=IS_FLAT.search(text) is not None,
        postcode=place,
        counted=Counter(units),
        prefixes=tuple(PREFIXED.findall(text)),
    )


def _without(text: str, place: str) -> str:
    """The text without the postcode, which some systems write into it as well."""
    return re.sub(rf"\b{place[:-3].lower()}\s*{place[-3:].lower()}\b", " ", text) if place else text


def _taken_apart(parts: Sequence[Sequence[str]]) -> tuple[list[str], list[str], list[str]]:
    """The numbers in order, the words before the last of them, and those of the street after it."""
    units: list[str] = []
    words: list[str] = []
    before, street = 0, 0
    for part in parts:
        for word in part:
            if _is_number(word):
                units += _number(word)
                before, street = len(words), 0
            else:
                words.append(word)
        street = street or (len(words) if len(words) > before else 0)
    return units, words[:before], words[before : street or None]


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _number(word: str) -> list[str]:
    """`12a` as 12 and a: "Flat A, 12" says the same."""
    found = WITH_DIGITS.fullmatch(word)
    return [part for part in (found[2], found[1], found[3]) if part] if found else [word]


def _spelled(word: str) -> str:
    return ALL_LETTERS.get(word, word)


def _words(words: Sequence[str]) -> list[str]:
    """Those that could be names: not numbers, nor what stands in every address."""
    told = (word for word in words if word not in SMALL and not _is_number(word))
    return [word for word in told if len(word) > 2 or word in ALL_LETTERS]


def _named(words: Sequence[str]) -> list[str]:
    """The names among some words, not what is named: Larch of Larch House, Green of Green Lane."""
    told = [_spelled(each) for each in _words(words)]
    return [word for at, word in enumerate(told) if at == 0 or word not in KINDS]


def missing(asked: Said, home: Said) -> list[str]:
    """What tells the home from its neighbours and the address does not say.

    A named building needs no number in its street; nor does a flat whose street and postcode are told.
    """
    lacks = [each for each in (home.counted - asked.counted).elements() if not _in_any(each, asked.ranges)]
    lacks += sorted(home.floors - asked.floors)
    if len(home.units) < 2 or lacks != [home.units[-1]] or not home.building or beyond(asked, home):
        return lacks
    has_building, has_street = home.building <= asked.words, home.street <= asked.words
    if lacks[0] in asked.counted:  # 12 Larch House, 12 Orchard Road: which of the two does a 12 mean?
        is_told = asked.is_flat and has_building and has_street
    else:
        is_told = has_building or (asked.is_flat and has_street and asked.postcode == home.postcode)
    return [] if is_told else lacks


def beyond(asked: Said, home: Said) -> list[str]:
    """What the address says that the home does not: a flat in what is known as one house, a letter.

    A flat in a named building is no other for a letter after the street's number.
    """
    more = [each for each in (asked.counted - home.counted).elements() if not _ends(each, asked, home)]
    if (
        more
        and more == list(asked.units[-1:])
        and more[0].isalpha()
        and len(home.units) > 1
        and home.building <= asked.words
    ):
        more = []
    return more + (sorted(asked.floors - home.floors) if home.floors or not home.units else [])


def _ends(each: str, asked: Said, home: Said) -> bool:
    """That a number is of a range in which the home's number lies."""
    return any(each in map(str, one) and any(_in(unit, one) for unit in home.units) for one in asked.ranges)


def _in_any(unit: str, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(_in(unit, one) for one in ranges)


def _in(unit: str, span: tuple[int, int]) -> bool:
    return unit.isdigit() and span[0] <= int(unit) <= span[1]


def in_common(asked: Said, home: Said) -> list[str]:
    """Names of the home's building or street that the address says, a slip of the pen allowed."""
    return sorted(name for name in home.names if any(_alike(name, other) for other in asked.words))


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) >= LONG and one in other) or ratio(one, other) >= ALIKE


def contradict(one: Said, other: Said) -> bool:
    """That each names a door by what the other does not say."""
    return bool(one.counted - other.counted) and bool(other.counted - one.counted)
