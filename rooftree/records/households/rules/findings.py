"""Where systems do not agree on who lives at a home on a day, or what one says cannot be; and why."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rooftree.records.households.rules.claims import Basis, Claim, Empty, HomeSaid, Paper, running
from rooftree.records.households.rules.living import Household, Lives

Day = datetime.date


class Kind(StrEnum):
    """What is not right. The value stands in addresses and answers."""

    LEFT = "left"
    """One system says that they left or that the tenancy ended; another still has them there."""
    NOT_LISTED = "not-listed"
    """A system has them there; the household of the tenancy that runs does not."""
    LEFT_OUT = "left-out"
    """An application that gives this home leaves out some whom the tenancy has there."""
    TWO_TENANCIES = "two-tenancies"
    """More than one tenancy of the home runs."""
    EMPTY = "empty"
    """A system has the home empty, and somebody is said to live there."""
    NOT_LET = "not-let"
    """No tenancy runs, and somebody is said to live there."""
    DIED = "died"
    """They have died, and the tenancy still has them."""
    NO_TENANT = "no-tenant"
    """A tenancy runs and all who held it have left or died, or no person is named on it."""
    TWO_HOMES = "two-homes"
    """They live at another home as well."""
    NO_NAME = "no-name"
    """No system gives a name."""
    CASE_CLOSED = "case-closed"
    """A placement has no day of leaving, and its case has closed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right on the day: about whom, what says they live there, what speaks against."""

    kind: Kind
    people: Sequence[str] = ()
    says: Sequence[Claim] = ()
    against: Sequence[Claim] = ()
    papers: Sequence[Paper] = ()
    empty: Empty | None = None
    system: str = ""
    """Which system speaks against, where no claim of it does."""
    key: str = field(default="")
    """The same from day to day for the same people and papers."""

    @property
    def systems(self) -> list[str]:
        """The systems that it is about: those that say so first."""
        named = [one.system for one in (*self.says, *self.against)]
        named += [self.empty.system] if self.empty else []
        return list(dict.fromkeys([*named, *([self.system] if self.system else [])]))


def findings(said: HomeSaid, now: Household) -> list[Finding]:
    """Everything that is not right on the day of a household, what is most at stake first."""
    found = [
        *_died(said, now),
        *_tenancies(said, now),
        *_empty(said, now),
        *_told_only(said, now),
        *_left_out(now),
        *_two_homes(said, now),
        *_case_closed(said, now),
        *_no_name(now),
    ]
    return [_keyed(one) for one in found]


def _keyed(one: Finding) -> Finding:
    about = [*one.people[:1], *(paper.id for paper in one.papers[:1])]
    about = about or [one.empty.system if one.empty else ""]
    key = "-".join([one.kind.value, *(each for each in about if each)])
    return Finding(one.kind, one.people, one.says, one.against, one.papers, one.empty, one.system, key)


def _died(said: HomeSaid, now: Household) -> Iterator[Finding]:
    """Succession, or a mistake: who has died is not counted as living there."""
    for own, claims in _by_person(said.claims).items():
        died = said.somebody(own).died_on
        told = [one for one in claims if one.is_told_on(now.day) and one.basis is not Basis.CONTACT]
        if died and died <= now.day and told:
            yield Finding(Kind.DIED, [own], says=told)


def _tenancies(said: HomeSaid, now: Household) -> Iterator[Finding]:
    """Two that run at once, and those that nobody holds any more."""
    if not said.can_be_lived_in:
        return
    papers = running(said.tenancies, now.day)
    if len(papers) > 1:
        yield Finding(Kind.TWO_TENANCIES, papers=papers, system=said.lets)
    for paper in papers:
        named = [one for one in said.claims if one.paper.id == paper.id]
        parties = [one for one in named if one.is_party]
        if any(one.is_told_on(now.day) and not _dead(said, one, now.day) for one in parties):
            continue
        gone = [one for one in parties if one.has_ended_by(now.day) or _dead(said, one, now.day)]
        if gone or not named:
            people = [one.person_id for one in gone]
            yield Finding(Kind.NO_TENANT, people, against=gone, papers=[paper], system=said.lets)


def _dead(said: HomeSaid, claim: Claim, day: Day) -> bool:
    died = said.somebody(claim.person_id).died_on
    return died is not None and died <= day


def _empty(said: HomeSaid, now: Household) -> Iterator[Finding]:
    """A home that stands empty, or that is not let, and that somebody is said to live in."""
    told = [claim for one in now.everybody for claim in one.told_on(now.day)]
    if not told or not said.can_be_lived_in:
        return
    people = list(dict.fromkeys(one.person_id for one in told))
    empty = next((one for one in said.empties if one.on(now.day)), None)
    if empty:
        yield Finding(Kind.EMPTY, people, says=told, empty=empty)
    elif said.lets and not running(said.tenancies, now.day):
        yield Finding(Kind.NOT_LET, people, says=told, papers=_last_ended(said, now.day), system=said.lets)


def _last_ended(said: HomeSaid, day: Day) -> list[Paper]:
    over = [one for one in said.tenancies if one.until_on and one.until_on <= day]
    return [max(over, key=lambda one: one.until_on or Day.min)] if over else []


def _told_only(said: HomeSaid, now: Household) -> Iterator[Finding]:
    """Those who are only told of: whom another system has as gone, or the tenancy's household never had."""
    let = running(said.tenancies, now.day)
    never: dict[str, list[Claim]] = defaultdict(list)
    for one in now.told:
        told = one.told_on(now.day)
        gone = [claim for claim in one.claims if claim.has_ended_by(now.day)]
        if one.who.died_on and one.who.died_on <= now.day:
            continue
        if gone:
            last = max(gone, key=lambda claim: claim.until_on or Day.min)
            yield Finding(Kind.LEFT, [one.who.id], says=told, against=[last])
        elif let and any(claim.sure_until is None for claim in told):
            never[told[0].paper.id] += told
    for claims in never.values():
        people = list(dict.fromkeys(one.person_id for one in claims))
        yield Finding(Kind.NOT_LISTED, people, says=claims, papers=let, system=said.lets)


def _left_out(now: Household) -> Iterator[Finding]:
    """Applications that give this home, and do not list some who live there by its tenancy."""
    listed: dict[str, set[str]] = defaultdict(set)
    papers: dict[str, Claim] = {}
    for one in now.everybody:
        for claim in one.told_on(now.day):
            if claim.basis is Basis.APPLICATION:
                listed[claim.paper.id].add(one.who.id)
                papers.setdefault(claim.paper.id, claim)
    for paper_id, claim in papers.items():
        lives = [one for one in now.lives if _has_tenancy(one, now.day)]
        others = [one for one in lives if one.who.id not in listed[paper_id]]
        if others and len(others) < len(lives):
            told = [each for one in others for each in one.told_on(now.day)]
            people = [one.who.id for one in others]
            yield Finding(Kind.LEFT_OUT, people, says=told, papers=[claim.paper], system=claim.system)


def _has_tenancy(one: Lives, day: Day) -> bool:
    return any(claim.basis is Basis.TENANCY and claim.is_believed_on(day) for claim in one.claims)


def _two_homes(said: HomeSaid, now: Household) -> Iterator[Finding]:
    elsewhere = _by_person(said.elsewhere)
    for one in now.lives:
        there = [claim for claim in elsewhere.get(one.who.id, ()) if claim.is_believed_on(now.day)]
        if there:
            yield Finding(Kind.TWO_HOMES, [one.who.id], says=one.told_on(now.day), against=there)


def _case_closed(said: HomeSaid, now: Household) -> Iterator[Finding]:
    """One for each placement, whoever is in it."""
    open_still: dict[str, list[Claim]] = defaultdict(list)
    for one in said.claims:
        if one.sure_until and one.sure_until <= now.day and one.is_told_on(now.day):
            open_still[one.paper.id].append(one)
    for claims in open_still.values():
        people = [one.person_id for one in claims]
        yield Finding(Kind.CASE_CLOSED, people, says=claims, papers=[claims[0].paper])


def _no_name(now: Household) -> Iterator[Finding]:
    for one in now.lives:
        if not one.who.is_named:
            yield Finding(Kind.NO_NAME, [one.who.id], says=one.told_on(now.day))


def _by_person(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        found[one.person_id].append(one)
    return found
