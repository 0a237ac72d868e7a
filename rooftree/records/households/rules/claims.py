"""One thing that one system says of who lives where, and when it says so."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Day = datetime.date


class Basis(StrEnum):
    """What makes a system say that somebody lives at a home."""

    TENANCY = "tenancy"
    """They are in the household of a tenancy of it."""
    PLACEMENT = "placement"
    """They are in a household that was placed there."""
    APPLICATION = "application"
    """They are in a household that gives a tenancy of it as where they live."""
    CONTACT = "contact"
    """They are whom a contractor is told to ask for there."""


MAKES_A_HOME = (Basis.TENANCY, Basis.PLACEMENT)
"""By these somebody lives there; the others only say that somebody told a system so."""
NOT_LIVED_IN = frozenset({"garage", "parking_space", "store", "commercial", "communal", "block", "land"})
"""Kinds of home (a list of the standard) that are let, and that nobody lives in."""
CHILD = frozenset({"son", "daughter", "child", "stepchild", "foster_child", "grandchild"})
EXPECTED = "unborn_child"
"""Somebody who is not there yet: an application may name a child that is on its way."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The tenancy, placement, application or site that says so: its table and id, and what it is called."""

    table: str
    id: str
    ref: str
    from_on: Day | None = None
    until_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody lives at a home, by one row of one system, from a day until before another.

    `left_on` is that they left; without it what ends the claim is that the paper ended. `sure_until` is from
    when it is told but not believed: a placement without a day of leaving whose case has closed.
    """

    person_id: str
    home_id: str
    system: str
    basis: Basis
    paper: Paper
    row: str
    """Which record says so, by its id."""
    from_on: Day | None = None
    until_on: Day | None = None
    left_on: Day | None = None
    sure_until: Day | None = None
    role: str = ""
    """A code of the list of relationships."""
    is_party: bool = False
    is_main: bool = False
    age_stated: int | None = None
    age_stated_on: Day | None = None
    is_over: bool = False
    """That it is over and no system tells since when: an application that was closed, a row that is gone."""
    is_of_home: bool = True
    """False where nobody can live: a garage."""

    def is_told_on(self, day: Day) -> bool:
        """Whether the system says that they live there on a day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and not self.is_over and (self.until_on is None or self.until_on > day)

    def is_believed_on(self, day: Day) -> bool:
        """Whether by this alone they live there on a day."""
        sure = self.sure_until is None or self.sure_until > day
        return self.basis in MAKES_A_HOME and self.is_of_home and sure and self.is_told_on(day)

    def has_ended_by(self, day: Day) -> bool:
        """Whether they lived there by it before a day and no longer do."""
        return not self.is_over and self.until_on is not None and self.until_on <= day


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as far as it matters who they are: names, born, died."""

    id: str
    name: str = ""
    given: str = ""
    family: str = ""
    born_on: Day | None = None
    died_on: Day | None = None

    @property
    def is_named(self) -> bool:
        """Whether any system gives a name that is one; "Baby" is none."""
        said = f"{self.given} {self.family}".strip() or self.name
        return bool(said) and said.casefold().split()[0].strip(".,") not in NO_NAME


NO_NAME = frozenset({"baby", "unborn", "unknown", "child", "infant", "tbc", "n/a", "na", "expected", "not"})
"""First words of what stands where a name should."""


@dataclass(frozen=True, slots=True)
class Empty:
    """That a home stands empty, by one system, from a day until before another."""

    system: str
    from_on: Day | None
    until_on: Day | None

    def on(self, day: Day) -> bool:
        """Whether it is said to be empty on a day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or self.until_on > day
        )


@dataclass(frozen=True, slots=True)
class HomeSaid:
    """All that systems say of who lives at a home; `elsewhere` is what they say of the same people at others.

    `tenancies` are those of the home with their days, whoever is on them; `lets` is the system they are of.
    """

    home_id: str
    claims: Sequence[Claim] = ()
    people: Mapping[str, Somebody] = field(default_factory=dict)
    tenancies: Sequence[Paper] = ()
    empties: Sequence[Empty] = ()
    elsewhere: Sequence[Claim] = ()
    lets: str = ""
    """No text where that system does not know the home."""
    can_be_lived_in: bool = True

    def somebody(self, person_id: str) -> Somebody:
        """Who that is, as far as known."""
        return self.people.get(person_id) or Somebody(person_id)


def running(papers: Iterable[Paper], day: Day) -> list[Paper]:
    """Those that run on a day, the latest begun last."""
    found = [
        one
        for one in papers
        if (one.from_on is None or one.from_on <= day) and (one.until_on is None or one.until_on > day)
    ]
    return sorted(found, key=lambda one: (one.from_on or Day.min, one.ref))
