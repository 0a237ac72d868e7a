"""Who lives at a home on a day: each person once, with all that is said of them, and who is only told of."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooftree.records.households.rules import ages, alike
from rooftree.records.households.rules.claims import (
    CHILD,
    EXPECTED,
    MAKES_A_HOME,
    Basis,
    Claim,
    HomeSaid,
    Somebody,
)


@dataclass(frozen=True, slots=True)
class Lives:
    """Somebody at a home on a day. `claims` are all that is said of them there, those that hold first.

    `taken_for` are entries of others who may be the same person and are not counted again.
    """

    who: Somebody
    claims: Sequence[Claim]
    age: int | None
    taken_for: Sequence["Lives"] = ()

    def told_on(self, day: datetime.date) -> list[Claim]:
        """What says that they live there on the day, of those taken for them too."""
        own = [one for one in self.claims if one.is_told_on(day)]
        return own + [claim for one in self.taken_for for claim in one.told_on(day)]

    def since_on(self, day: datetime.date) -> datetime.date | None:
        """From when they have lived there without a gap until the day; nothing when no system says."""
        return _unbroken([one for one in self.claims if one.basis in MAKES_A_HOME and not one.is_over], day)

    @property
    def is_grown_child(self) -> bool:
        """Whether a system has them as a child and they are eighteen or more."""
        return (
            self.age is not None and self.age >= ages.ADULT and any(one.role in CHILD for one in self.claims)
        )


@dataclass(frozen=True, slots=True)
class Household:
    """A home on a day: who lives there, and who is said to and is not counted (`Finding`s say why)."""

    day: datetime.date
    lives: Sequence[Lives]
    told: Sequence[Lives]
    bands: Mapping[ages.Band, int]

    @property
    def everybody(self) -> list[Lives]:
        """Both."""
        return [*self.lives, *self.told]


def household(said: HomeSaid, day: datetime.date, *, known_on: datetime.date) -> Household:
    """Who lives there on a day, by what was known on another.

    Lives there: whoever is in the household of a tenancy that runs, or was placed there and has not left;
    not the dead, not those yet to be born. Told of: everybody else of whom a system says so on the day.
    """
    of_person: dict[str, list[Claim]] = defaultdict(list)
    for claim in said.claims:
        if not _is_expected(claim, said, day, known_on):
            of_person[claim.person_id].append(claim)
    every = {own: _lives(said, own, claims, day, known_on) for own, claims in of_person.items()}
    lives = {own: one for own, one in every.items() if _counts(one, day)}
    told = {own: one for own, one in every.items() if own not in lives and _is_told(one, day)}
    tenants = {own: one for own, one in lives.items() if _by_tenancy(one, day)}
    others = {own: one for own, one in (told | lives).items() if own not in tenants}
    may_be = alike.pairs(
        [_entry(one, day) for one in others.values()], [_entry(one, day) for one in tenants.values()]
    )
    taken: dict[str, list[Lives]] = defaultdict(list)
    for own, other in may_be.items():
        taken[other].append(others[own])
    full = [
        Lives(one.who, one.claims, one.age, taken_for=tuple(taken.get(own, ())))
        for own, one in lives.items()
        if own not in may_be
    ]
    return Household(
        day=day,
        lives=sorted(full, key=_order),
        told=sorted((one for own, one in told.items() if own not in may_be), key=_order),
        bands=ages.counted(one.age for one in full),
    )


def _lives(
    said: HomeSaid, own: str, claims: list[Claim], day: datetime.date, known_on: datetime.date
) -> Lives:
    who = said.somebody(own)
    ordered = sorted(
        claims, key=lambda one: (not one.is_believed_on(day), not one.is_told_on(day), _latest_first(one))
    )
    return Lives(who, tuple(ordered), ages.age_on(who, ordered, day, known_on=known_on))


def _latest_first(claim: Claim) -> int:
    return -(claim.from_on or datetime.date.min).toordinal()


def _is_expected(claim: Claim, said: HomeSaid, day: datetime.date, known_on: datetime.date) -> bool:
    """Somebody who is not born yet on the day; a day of birth that could not be known is a mistake."""
    born = said.somebody(claim.person_id).born_on
    if born and born <= known_on:
        return born > day
    return claim.role == EXPECTED


def _counts(one: Lives, day: datetime.date) -> bool:
    died = one.who.died_on
    return not (died and died <= day) and any(claim.is_believed_on(day) for claim in one.claims)


def _by_tenancy(one: Lives, day: datetime.date) -> bool:
    return any(claim.basis is Basis.TENANCY and claim.is_believed_on(day) for claim in one.claims)


def _is_told(one: Lives, day: datetime.date) -> bool:
    return any(claim.is_told_on(day) and claim.is_of_home for claim in one.claims)


def _entry(one: Lives, day: datetime.date) -> alike.Entry:
    told = [claim for claim in one.claims if claim.is_told_on(day)] or one.claims[:1]
    return alike.Entry(one.who, told[0].paper.id, frozenset(claim.role for claim in told if claim.role))


def _order(one: Lives) -> tuple[bool, bool, int, str]:
    """Tenants first, then by age, the eldest first."""
    first = one.claims[0]
    return (not first.is_main, not first.is_party, -(one.age if one.age is not None else -1), one.who.name)


def _unbroken(claims: Sequence[Claim], day: datetime.date) -> datetime.date | None:
    """The first day of the spans that join up to those in which the day is."""
    spans = [(one.from_on or datetime.date.min, one.until_on or datetime.date.max) for one in claims]
    start = min((begins for begins, ends in spans if begins <= day < ends), default=datetime.date.min)
    for begins, ends in sorted(spans, reverse=True):
        if begins < start <= ends:
            start = begins
    return None if start == datetime.date.min else start
