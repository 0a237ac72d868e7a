"""What is compared, and how far two values may differ before they count for less: two models.

Inside one home the address proves nothing and a surname little; what tells people apart there is the first
name and the date of birth. Between homes all of it counts, and a rare name counts for more than a common one.
Splink's own levels are used wherever there is one, and plain SQL elsewhere, so that Spark can do the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations_with_replacement

import splink.comparison_level_library as cll
from splink.internals.comparison_level_creator import ComparisonLevelCreator
from splink.internals.dialects import SplinkDialect

INITIAL_ONLY = "(length(first_name_l) = 1 or length(first_name_r) = 1)"
HALF_SWAPPED = "(first_name_l = surname_r or surname_l = first_name_r)"
SWAPPED_DAY = (
    "substr(dob_l, 1, 4) = substr(dob_r, 1, 4) and substr(dob_l, 6, 2) = substr(dob_r, 9, 2)"
    " and substr(dob_l, 9, 2) = substr(dob_r, 6, 2)"
)
NO_CONTACT = "((postcode_l is null or postcode_r is null) and (phone_l is null or phone_r is null))"
MOST_FEEDS = 6
"""With more sources than these their pairs are too many to learn each by itself."""


class Model(StrEnum):
    """Which pairs a model is for."""

    ACROSS = "across homes"
    WITHIN = "within a home"


class Swapped(ComparisonLevelCreator):
    """First name and surname changed places. A short form of the first name may stand in its place; and the
    initial of either, where `initials` says so."""

    def __init__(self, *, initials: bool) -> None:
        super().__init__()
        self._initials = initials

    def create_sql(self, sql_dialect: SplinkDialect) -> str:
        """In the words of each engine: they name it differently that two lists share something."""
        shared = "arrays_overlap" if sql_dialect.sql_dialect_str == "spark" else "list_has_any"
        ways = []
        for one, other in ("lr", "rl"):
            there = f"first_name_{one} = surname_{other}"
            back = f"{shared}(surname_forms_{one}, first_forms_{other})"
            ways.append(f"({there} and {back})")
            if self._initials:
                ways.append(f"(first_name_{one} = substr(surname_{other}, 1, 1) and {back})")
                ways.append(f"({there} and surname_{one} = substr(first_name_{other}, 1, 1))")
        return f"({' or '.join(ways)})"

    def create_label_for_charts(self) -> str:
        """What Splink's own charts would say."""
        return "first name and surname swapped"


@dataclass(frozen=True)
class Level:
    """One degree of agreement: its words, for people, and how it is told."""

    words: str
    told_by: ComparisonLevelCreator


@dataclass(frozen=True)
class Comparison:
    """What two rows say of one thing: when nothing can be said, then the levels, strongest first."""

    name: str
    nothing: ComparisonLevelCreator
    levels: tuple[Level, ...]
    otherwise: str
    """The words of what remains."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of every level, the last being what remains."""
        return (*(level.words for level in self.levels), self.otherwise)


def comparisons(model: Model, feeds: Sequence[str] = ()) -> tuple[Comparison, ...]:
    """What the model compares; `feeds` are the sources of the rows it was trained on."""
    shared = (
        _plain("sex"),
        _middle(),
        _near("nino", 1, "National Insurance number"),
        _near("email", 2, "e-mail"),
    )
    if model is Model.ACROSS:
        return (_first_name(model), _surname_across(), _dob(model), _contact(), *shared)
    telephone = _near("phone", 1, "telephone")
    return (_first_name(model), _surname_within(), _dob(model), telephone, *shared, _feeds(feeds))


def _feeds(feeds: Sequence[str]) -> Comparison:
    """Inside a home it matters who tells: a landlord lists a tenant once, a repair caller again and again."""
    levels = [
        Level(
            f"both from {one}" if one == other else f"from {one} and {other}",
            cll.CustomLevel(
                f"least(feed_l, feed_r) = {_text(one)} and greatest(feed_l, feed_r) = {_text(other)}"
            ),
        )
        for one, other in combinations_with_replacement(sorted(feeds)[: MOST_FEEDS + 1], 2)
    ]
    if len(feeds) > MOST_FEEDS or not feeds:
        levels = [Level("from the same source", cll.ExactMatchLevel("feed"))]
    return Comparison("feed", cll.NullLevel("feed"), tuple(levels), "from other sources")


def _text(value: str) -> str:
    """A text as SQL writes it; quote marks and backslashes by number: engines differ in escaping them."""
    parts = [f"chr({ord(part)})" if part in MARKS else f"'{part}'" for part in SPLIT.split(value) if part]
    return f"concat({', '.join(parts)})" if len(parts) > 1 else "".join(parts) or "''"


MARKS = "'\"\\"
SPLIT = re.compile(f"([{re.escape(MARKS)}])")


def _first_name(model: Model) -> Comparison:
    same: ComparisonLevelCreator = cll.ExactMatchLevel("first_name")
    if model is Model.ACROSS:
        same = same.configure(tf_adjustment_column="first_name")
    levels = [
        Level("same first name", same),
        Level("short form of the first name", cll.ArrayIntersectLevel("first_forms", min_intersection=1)),
        Level(
            "initial that fits",
            cll.And(cll.CustomLevel(INITIAL_ONLY), cll.ArrayIntersectLevel("initials", min_intersection=1)),
        ),
        Level("first name nearly the same", cll.JaroWinklerLevel("first_name", 0.92)),
        Level("first name much alike", cll.JaroWinklerLevel("first_name", 0.85)),
        Level("first name and surname swapped", Swapped(initials=model is Model.WITHIN)),
        Level("first name of the one is the surname of the other", cll.CustomLevel(HALF_SWAPPED)),
        Level("other initial", cll.CustomLevel(INITIAL_ONLY)),
    ]
    return Comparison("first_name", cll.NullLevel("first_name"), tuple(levels), "different first name")


def _surname_across() -> Comparison:
    levels = (
        Level("same surname", cll.ExactMatchLevel("surname").configure(tf_adjustment_column="surname")),
        Level("part of a double surname", cll.ArrayIntersectLevel("surname_parts", min_intersection=1)),
        Level("surname nearly the same", cll.JaroWinklerLevel("surname", 0.92)),
        Level("surname much alike", cll.JaroWinklerLevel("surname", 0.85)),
        Level("first name and surname swapped", cll.CustomLevel(HALF_SWAPPED)),
    )
    return Comparison("surname", cll.NullLevel("surname"), levels, "different surname")


def _surname_within() -> Comparison:
    same = cll.Or(
        cll.ExactMatchLevel("surname"), cll.ArrayIntersectLevel("surname_parts", min_intersection=1)
    )
    levels = (Level("same surname", same), Level("surname much alike", cll.JaroWinklerLevel("surname", 0.85)))
    return Comparison("surname", cll.NullLevel("surname"), levels, "different surname")


def _dob(model: Model) -> Comparison:
    levels = [
        Level("same date of birth", cll.ExactMatchLevel("dob")),
        Level("day and month of birth swapped", cll.CustomLevel(SWAPPED_DAY)),
        Level("date of birth one slip apart", cll.DamerauLevenshteinLevel("dob", 1)),
    ]
    if model is Model.WITHIN:
        levels.append(
            Level("same birthday, other year", cll.CustomLevel("substr(dob_l, 6, 5) = substr(dob_r, 6, 5)"))
        )
    levels.append(Level("date of birth two slips apart", cll.DamerauLevenshteinLevel("dob", 2)))
    if model is Model.ACROSS:
        levels.append(
            Level("same year of birth", cll.CustomLevel("substr(dob_l, 1, 4) = substr(dob_r, 1, 4)"))
        )
    return Comparison("dob", cll.NullLevel("dob"), tuple(levels), "different date of birth")


def _contact() -> Comparison:
    """Telephone and postcode say much the same thing, so they are counted once."""
    levels = (
        Level("same telephone", cll.CustomLevel("phone_l = phone_r")),
        Level("same postcode", cll.CustomLevel("postcode_l = postcode_r")),
    )
    nothing = cll.CustomLevel(NO_CONTACT).configure(is_null_level=True)
    return Comparison("contact", nothing, levels, "other telephone and postcode")


def _middle() -> Comparison:
    levels = (
        Level("same middle name", cll.ExactMatchLevel("middle")),
        Level("same middle initial", cll.CustomLevel("substr(middle_l, 1, 1) = substr(middle_r, 1, 1)")),
    )
    return Comparison("middle", cll.NullLevel("middle"), levels, "different middle name")


def _plain(name: str) -> Comparison:
    return Comparison(
        name, cll.NullLevel(name), (Level(f"same {name}", cll.ExactMatchLevel(name)),), f"different {name}"
    )


def _near(name: str, slips: int, words: str) -> Comparison:
    levels = (
        Level(f"same {words}", cll.ExactMatchLevel(name)),
        Level(f"{words} nearly the same", cll.DamerauLevenshteinLevel(name, slips)),
    )
    return Comparison(name, cll.NullLevel(name), levels, f"different {words}")
