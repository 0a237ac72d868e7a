"""What two rows say against being one person, worked out for many pairs at once, and put into words."""

from collections.abc import Sequence
from enum import IntFlag
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from rooftree.engine.tables import Table
from rooftree.records.matching.linkage.weighing.preparing.values import slips

Column = Any
LEAST_ALIKE = 0.85
"""Jaro and Winkler's measure of two spellings of one name."""
MOST_SLIPS_IN_BIRTH, MOST_SLIPS_IN_NINO = 2, 1


class Says(IntFlag):
    """What a pair shows. Bits, so that those of many pairs add up to those of two groups of rows."""

    NOTHING = 0
    SAME_NINO = 1
    NEAR_NINO = 2
    OTHER_NINO = 4
    OTHER_NAME = 8
    OTHER_INITIAL = 16
    NEAR_BIRTH = 32
    OTHER_BIRTH = 64
    ALL_ELSE = 128
    """Same names, birthday and home: whatever the numbers are, one of them is wrong."""
    LISTED_TWICE = 256
    """One source lists both at one home under different first names: a number copied to a twin."""
    TOLD_APART = 512
    """A person said that these two are not one."""
    KNOWN_APART = 1024
    """Each had an id of its own before tonight: two who are known never merge by themselves."""
    NAMESAKES = 2048
    """Two sources that list nobody twice list both at one home, and neither a birthday nor a number of both
    tells whether they are one: a father and a son of one name."""


def _likeness(one: str, other: str) -> Any: ...


def _share(one: list[str], other: list[str]) -> Any: ...


_alike = ibis.udf.scalar.builtin(
    _likeness, name="jaro_winkler_similarity", signature=((dt.string, dt.string), dt.float64)
)
_any_shared = ibis.udf.scalar.builtin(
    _share, name="list_has_any", signature=((dt.Array(dt.string), dt.Array(dt.string)), dt.boolean)
)


def says(one: Table, other: Table, once: Sequence[tuple[str, str]] = ()) -> Column:
    """The bits of `Says` for a row of one table and a row of another (or of a view of the same); `once` are
    the sources, two and two in order, that list nobody twice at one home."""
    nino = slips(one.nino, other.nino)
    bits = [
        (one.nino == other.nino, Says.SAME_NINO),
        (nino <= MOST_SLIPS_IN_NINO, Says.NEAR_NINO),
        ((nino > MOST_SLIPS_IN_NINO) & _sound(one.nino) & _sound(other.nino), Says.OTHER_NINO),
        (_all_else(one, other), Says.ALL_ELSE),
        (_listed_twice(one, other), Says.LISTED_TWICE),
        (_namesakes(one, other, once), Says.NAMESAKES),
        (_other_name(one, other), Says.OTHER_NAME),
        (_other_initial(one, other), Says.OTHER_INITIAL),
        (_near_birth(one.dob, other.dob), Says.NEAR_BIRTH),
        (~_near_birth(one.dob, other.dob), Says.OTHER_BIRTH),
    ]
    total = ibis.literal(0, "int16")
    for holds, bit in bits:
        total = total + ibis.ifelse(holds.fill_null(False), int(bit), 0).cast("int16")
    return total


def _sound(nino: Column) -> Column:
    """A number of another form is no reason to tell two people apart."""
    return nino.re_search(r"^[A-Z]{2}[0-9]{6}[A-D]?$")


def _all_else(one: Table, other: Table) -> Column:
    names = _any_shared(one.first_forms, other.first_forms) & (one.surname == other.surname)
    whole = (one.first_name.length() > 1) & (other.first_name.length() > 1)
    return names & whole & (one.dob == other.dob) & (one.home == other.home)


def _other_name(one: Table, other: Table) -> Column:
    whole = (one.first_name.length() > 1) & (other.first_name.length() > 1)
    alike = _any_shared(one.first_forms, other.first_forms) | (
        _alike(one.first_name, other.first_name) >= LEAST_ALIKE
    )
    return whole & ~alike & ~_swapped(one, other)


def _listed_twice(one: Table, other: Table) -> Column:
    names = _other_name(one, other) | _of_twins(one, other)
    return names & (one.feed == other.feed) & (one.home == other.home)


def _namesakes(one: Table, other: Table, once: Sequence[tuple[str, str]]) -> Column:
    first, second = ibis.least(one.feed, other.feed), ibis.greatest(one.feed, other.feed)
    sources = [(first == low) & (second == high) for low, high in once]
    told = (one.dob.notnull() & other.dob.notnull()) | (one.nino.notnull() & other.nino.notnull())
    return ibis.or_(ibis.literal(value=False), *sources) & (one.home == other.home) & ~told


def _of_twins(one: Table, other: Table) -> Column:
    """Paul and Paula, Jade and Jake: so alike that one may be the other misspelt, were each not a name of its
    own, or the one a girl's and the other a boy's."""
    differ = (one.first_name != other.first_name) & ~_any_shared(one.first_forms, other.first_forms)
    own = (one.is_usual & other.is_usual) | (one.sex != other.sex).fill_null(False)
    whole = (one.first_name.length() > 1) & (other.first_name.length() > 1)
    return differ & own & whole & one.dob.notnull() & other.dob.notnull() & ~_swapped(one, other)


def _swapped(one: Table, other: Table) -> Column:
    """First name and surname changed places in one of the two."""
    there, back = one.first_name == other.surname, other.first_name == one.surname
    return there.fill_null(False) | back.fill_null(False)


def _other_initial(one: Table, other: Table) -> Column:
    initial = (one.first_name.length() == 1) != (other.first_name.length() == 1)
    both = (one.first_name.length() == 1) & (other.first_name.length() == 1)
    fits = _any_shared(one.initials, other.initials)
    return (initial | both) & ~fits & ~_swapped(one, other)


def _near_birth(one: Column, other: Column) -> Column:
    swapped = (one.left(4) == other.left(4)) & (one.substr(5, 2) == other.right(2))
    return (slips(one, other) <= MOST_SLIPS_IN_BIRTH) | (swapped & (one.right(2) == other.substr(5, 2)))


HARDEST = Says.TOLD_APART | Says.LISTED_TWICE | Says.KNOWN_APART
"""What stands against even overwhelming evidence."""


LISTED_BOTH = (
    "both are listed at the home, where people are listed once, and no date of birth or number of both tells "
    "that they are one"
)
LISTED_APART = "one source lists both at one home under different first names"
OTHER_NUMBERS = "different National Insurance numbers"
OTHER_DAYS = "different dates of birth"
TOLD_BY_LISTS = (LISTED_APART, LISTED_BOTH, OTHER_NUMBERS, OTHER_DAYS)
"""That two people are two is told by what sources say of each, whoever a third row between them is."""
KNOWN = "both were known before, as two people"


def against(said: int) -> str:
    """Why two groups of rows, whose pairs say this, are not one person; empty when nothing speaks against."""
    shown = Says(said)
    if shown & Says.TOLD_APART:
        return "a person said that they are two people"
    return _contradiction(shown) or (KNOWN if shown & Says.KNOWN_APART else "")


def _contradiction(shown: Says) -> str:
    if shown & Says.LISTED_TWICE:
        return LISTED_APART
    if shown & Says.SAME_NINO:
        return ""
    if shown & Says.NAMESAKES:
        return LISTED_BOTH
    if shown & Says.OTHER_NINO and not shown & (Says.NEAR_NINO | Says.ALL_ELSE):
        return OTHER_NUMBERS
    if shown & Says.OTHER_NAME:
        return "different first names"
    if shown & Says.OTHER_INITIAL:
        return "the initial does not fit the first name"
    # A number with one slip, under a name that fits, is nobody else's: then the birthday is the mistake.
    if shown & Says.OTHER_BIRTH and not shown & (Says.NEAR_BIRTH | Says.NEAR_NINO):
        return OTHER_DAYS
    return ""
