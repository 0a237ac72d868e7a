"""Who lived at a home on a day, with what each system says of it and what is not right about it."""

import datetime
from typing import Any, Literal

from django.http import Http404, HttpResponse, HttpResponseRedirect
from ninja import Query, Router
from pydantic import BaseModel, Field

from rooftree.api import clock, telling
from rooftree.api.asking import Asked, PastDay
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.v1.moved import elsewhere
from rooftree.desk.households import living
from rooftree.desk.households.living import AtHome
from rooftree.desk.households.telling import Told
from rooftree.records.claims.held import record_id
from rooftree.records.households.rules.ages import Band
from rooftree.records.households.rules.claims import Basis, Claim
from rooftree.records.households.rules.findings import Kind
from rooftree.records.households.rules.living import Lives
from rooftree.records.households.rules.periods import Period
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.actions import record_reading

router = Router(tags=["Homes"])


class SaysLives(BaseModel):
    """That somebody lives or lived at the home, by one row of one system."""

    person_id: str = Field(description="Whose row it is; not always the line’s, where nobody joined the two.")
    system: str
    basis: Literal[tuple(Basis)] = Field(  # type: ignore[valid-type]
        description="What makes it say so: a tenancy or a placement makes a home; the others only tell of it."
    )
    paper: str = Field(description="The reference of the tenancy, placement or application.")
    row: str = Field(description="The id of the record that says so.")
    from_on: datetime.date | None = Field(description="From this day; null where it gives none.")
    until_on: datetime.date | None = Field(description="Until before this day; null while it lasts.")
    holds: bool = Field(description="Whether it says so of the day.")


class LivesThere(BaseModel):
    """Somebody at the home on the day."""

    person_id: str
    name: str = Field(description="No text where no system gives a name.")
    age: int | None = Field(description="On the day; of a stated age, counted on from when it was stated.")
    since_on: datetime.date | None = Field(description="From when without a gap, by what makes a home.")
    says: list[SaysLives] = Field(description="All that systems say of them at this home, at any time.")
    taken_for: list[str] = Field(description="Ids of others who may be the same person, and are not counted.")


class NotRight(BaseModel):
    """Something about the household on which systems disagree, or that cannot be."""

    kind: Literal[tuple(Kind)]  # type: ignore[valid-type]
    key: str = Field(description="The same from day to day for the same people and papers.")
    says: str = Field(description="In words, for a person to read.")
    people: list[str] = Field(description="Ids of those it is about.")
    systems: list[str] = Field(description="The systems it is about.")


class HouseholdPeriod(BaseModel):
    """A time in which the same people lived there."""

    from_on: datetime.date | None
    until_on: datetime.date | None = Field(description="Until before this day; null while it lasts.")
    people: list[str]


class HomeHousehold(BaseModel):
    """Who lived at a home on a day."""

    day: datetime.date = Field(description="The day of which it tells.")
    known_on: datetime.date = Field(description="The day on which it was known so.")
    lives: list[LivesThere] = Field(description="Who lived there.")
    told: list[LivesThere] = Field(description="Who was said to and is not counted; `not_right` says why.")
    ages: dict[str, int] = Field(description="How many in each age band.", examples=[{"under 10": 1}])
    not_right: list[NotRight]
    over_time: list[HouseholdPeriod] = Field(description="The households over time, the latest first.")


class HouseholdAsked(Asked):
    """Of which day, as known on which."""

    lived: PastDay | None = Field(
        None,
        description="The day of which to tell; by default the day of `on`, or today.",
        examples=["2026-03-03"],
    )


@reads(router, "/homes/{home_id}/household", name="home-household", answers=HomeHousehold, scope=Scope.PEOPLE)
def household(
    request: ApiRequest, home_id: str, asked: Query[HouseholdAsked], response: HttpResponse
) -> dict[str, Any] | HttpResponseRedirect:
    """Read who lived at a home on a day, what each system says of it, and where they disagree."""
    own = record_id(home_id)
    if own is None:
        raise Http404
    today = clock.today()
    found = living.at_home(str(own), viewer=request.viewer, today=today, on=asked.day, day=asked.lived)
    if found is None:
        return elsewhere(request, "unit", str(own), asked)
    record_reading(
        by=request.viewer,
        now=clock.now(),
        subject_type="home",
        subject_id=found.home.id,
        part=telling.came_by(request, "household"),
    )
    telling.stamp(response, [found.home, *found.rows.values(), *found.persons.values()])
    return _told(found)


def _told(found: AtHome) -> dict[str, Any]:
    day = found.now.day
    return {
        "day": day,
        "known_on": found.known_on,
        "lives": [_lives(one, day) for one in found.now.lives],
        "told": [_lives(one, day) for one in found.now.told],
        "ages": {str(band.value): found.now.bands[band] for band in Band},
        "not_right": [_not_right(one) for one in found.findings],
        "over_time": [_period(one) for one in found.periods],
    }


def _lives(one: Lives, day: datetime.date) -> dict[str, Any]:
    claims = [*one.claims, *(claim for other in one.taken_for for claim in other.claims)]
    return {
        "person_id": one.who.id,
        "name": one.who.name,
        "age": one.age,
        "since_on": one.since_on(day),
        "says": [_says(claim, day) for claim in claims],
        "taken_for": [other.who.id for other in one.taken_for],
    }


def _says(claim: Claim, day: datetime.date) -> dict[str, Any]:
    return {
        "person_id": claim.person_id,
        "system": claim.system,
        "basis": claim.basis,
        "paper": claim.paper.ref,
        "row": claim.row,
        "from_on": claim.from_on,
        "until_on": claim.until_on,
        "holds": claim.is_told_on(day),
    }


def _not_right(one: Told) -> dict[str, Any]:
    return {
        "kind": one.finding.kind,
        "key": one.finding.key,
        "says": one.says,
        "people": list(dict.fromkeys(one.finding.people)),
        "systems": one.finding.systems,
    }


def _period(one: Period) -> dict[str, Any]:
    return {
        "from_on": one.from_on,
        "until_on": one.until_on,
        "people": [each.who.id for each in one.lives],
    }
