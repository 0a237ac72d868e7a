"""Which links are drawn, and what the answers say of all links: precision with its interval."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rooftree.records.matching.review.rules import Answer, Outcome, wilson

BOUNDS = (4.0, 6.0, 10.0, 15.0)
BANDS = ("below 4", "4 to 6", "6 to 10", "10 to 15", "15 and more")
"""Of weights in bits, each of which doubles the odds, with their words."""
LEAST = 5
"""Links drawn of each method and band, where it has so many: one that is rare says something, too."""
WEEKS = 12
"""How many weeks count: the links of long ago were made by other rules."""

Stratum = tuple[str, str]
"""A method, and a band of weight where the method weighs."""


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week."""
    return day - datetime.timedelta(days=day.weekday())


def weeks_from(day: datetime.date, weeks: int = WEEKS) -> datetime.date:
    """The first Monday of the last so many weeks."""
    return week_of(day) - datetime.timedelta(weeks=weeks - 1)


def band_of(weight: float | None) -> str:
    """The band of a weight in bits; none where nothing was weighed."""
    if weight is None:
        return ""
    return BANDS[sum(weight >= bound for bound in BOUNDS)]


def allocation(links: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """How many to draw of each stratum: a few of each, the rest by how many links it has; `size` in all."""
    drawn = dict.fromkeys(links, 0)
    order = sorted(links, key=lambda one: (-links[one], one))
    left = min(size, sum(links.values()))
    for _ in range(LEAST):
        for one in order:
            if left and drawn[one] < links[one]:
                drawn[one] += 1
                left -= 1
    while left:
        open_yet = [each for each in order if drawn[each] < links[each]]
        one = max(open_yet, key=lambda each: links[each] / (drawn[each] + 1))
        drawn[one] += 1
        left -= 1
    return drawn


def needed(*, is_sensitive: bool, is_twice: bool) -> int:
    """How many people must say the same of a link."""
    return 2 if is_sensitive or is_twice else 1


@dataclass(frozen=True, slots=True)
class Share:
    """A share that was measured, and within which bounds the true one lies with 95 % confidence."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was drawn of one method and band, and how it was answered."""

    method: str
    band: str
    links: int
    """How many such links there were when it was drawn last."""
    drawn: int
    same: int
    different: int
    unsaid: int
    """Nobody who answered could say, or two did not agree, so far."""

    @property
    def judged(self) -> int:
        """Those of which it is known."""
        return self.same + self.different

    @property
    def waiting(self) -> int:
        """Those that nobody has answered to the end."""
        return self.drawn - self.judged - self.unsaid

    @property
    def precision(self) -> Share | None:
        """The share of links that join what is one, by Wilson's interval; nothing before the first answer."""
        if not self.judged:
            return None
        return Share(self.same / self.judged, *wilson(self.same / self.judged, self.judged))


def overall(strata: Sequence[Measured]) -> Share | None:
    """The precision of all links: each stratum counts by how many links it has.

    The interval is Wilson's, with the number of answers that a plain sample would need to say as much (Kish's
    effective number). Strata of which nothing is known are left out, which the page says.
    """
    known = [one for one in strata if one.judged and one.links]
    total = sum(one.links for one in known)
    if not total:
        return None
    share = sum(one.links / total * one.same / one.judged for one in known)
    effective = 1 / sum((one.links / total) ** 2 / one.judged for one in known)
    return Share(share, *wilson(share, effective))


class Stands(StrEnum):
    """What is known of one drawn link by now. The value is the code that addresses carry."""

    SAME = "same"
    DIFFERENT = "different"
    UNSAID = "unsaid"
    WAITING = "waiting"

    @property
    def words(self) -> str:
        """As pages say it."""
        return _STANDS[self]


_STANDS = {
    Stands.SAME: "Right",
    Stands.DIFFERENT: "Wrong",
    Stands.UNSAID: "Could not be said",
    Stands.WAITING: "Not looked at yet",
}


def counts(strata: Sequence[Measured]) -> dict[Stands, int]:
    """How many of all drawn links stand how."""
    return {
        Stands.SAME: sum(one.same for one in strata),
        Stands.DIFFERENT: sum(one.different for one in strata),
        Stands.UNSAID: sum(one.unsaid for one in strata),
        Stands.WAITING: sum(one.waiting for one in strata),
    }


@dataclass(frozen=True, slots=True)
class Week:
    """What was drawn in one week, by its Monday, and how it was answered, by method and band."""

    week: datetime.date
    strata: Sequence[Measured]

    @property
    def precision(self) -> Share | None:
        """The precision of that week's links; nothing before the first answer."""
        return overall(self.strata)

    @property
    def counts(self) -> dict[Stands, int]:
        """How many of its links stand how."""
        return counts(self.strata)


def stands(outcome: str, answers: Sequence[str]) -> Stands:
    """What is known of one drawn link by now."""
    if outcome in (Outcome.SAME, Outcome.DIFFERENT):
        return Stands(outcome)
    if outcome == Outcome.THIRD or Answer.CANNOT_SAY in answers:
        return Stands.UNSAID
    return Stands.WAITING
