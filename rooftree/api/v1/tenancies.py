"""Tenancies: the list, and one with its household, and its rent account where that is for the reader."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import Field

from rooftree.api import clock, telling
from rooftree.api.asking import Asked, Listing, RecordId, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import answer, many, one, page_of, shape_of
from rooftree.api.v1.homes import Lived, lives
from rooftree.desk import tenancy as desk
from rooftree.records.claims import pages
from rooftree.records.tenancies.queries import id_of
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.actions import record, record_reading

router = Router(tags=["Tenancies"])
Tenancies = page_of(shape_of("tenancy"), name="TenancyPage")


TenancyRead = answer(
    "TenancyRead",
    "One tenancy.",
    tenancy=one("tenancy"),
    homes=many("unit", "The homes it covers."),
    household=many(Lived, "Who is of its household on the day."),
    former=many(Lived, "Who was or will be."),
    accounts=many("rent_account", "Rent accounts. Empty where money is not for you."),
    charges=many("rent_charge", "What is charged. Empty likewise."),
)


class TenanciesAsked(Listing):
    """Filters of the list of tenancies."""

    status: Text = Field("", description="A code of `Tenancy.status`.")
    tenure: Text = Field("", description="A code of `Tenancy.tenure`.")
    home: RecordId = Field("", description="The id of a home.")
    ref: Text = Field("", description="The tenancy's reference.")
    running: bool | None = Field(
        None, description="Only those that run on the day, or only those that do not."
    )
    columns: ClassVar[dict[str, str]] = {
        "status": "status",
        "tenure": "tenure",
        "home": "unit_id",
        "ref": "tenancy_ref",
    }


@reads(router, "/tenancies", name="tenancies", answers=Tenancies, scope=Scope.PEOPLE)
def tenancies(request: ApiRequest, asked: Query[TenanciesAsked], response: HttpResponse) -> dict[str, Any]:
    """List tenancies."""
    where = asked.where() & Q(ended_on=None)
    if asked.running is not None:
        day = asked.day or clock.today()
        runs = (Q(starts_on=None) | Q(starts_on__lte=day)) & (Q(ends_on=None) | Q(ends_on__gt=day))
        where &= runs if asked.running else ~runs
    found = pages.page(
        "tenancy", where, viewer=request.viewer, moment=asked.moment, after=asked.cursor, limit=asked.limit
    )
    record(
        by=request.viewer,
        now=clock.now(),
        action="read",
        subject_type="tenancies",
        detail={"rows": len(found.records), "part": telling.came_by(request, "list")},
    )
    return telling.page(found, asked, path=request.path, response=response)


@reads(router, "/tenancies/{ref_or_id}", name="tenancy", answers=TenancyRead, scope=Scope.PEOPLE)
def tenancy(
    request: ApiRequest, ref_or_id: str, asked: Query[Asked], response: HttpResponse
) -> dict[str, Any]:
    """Read one tenancy by its reference or id: its homes, household and rent account."""
    own = id_of(ref_or_id, viewer=request.viewer)
    page = own and desk.tenancy(own, viewer=request.viewer, today=clock.today(), on=asked.day)
    if not page:
        raise Http404
    record_reading(
        by=request.viewer,
        now=clock.now(),
        subject_type="tenancy",
        subject_id=own,
        part=telling.came_by(request, f"as known on {asked.day}" if asked.day else "page"),
    )
    telling.stamp(response, [page.tenancy, *(row for rows in page.records.values() for row in rows)])
    return {
        "tenancy": telling.record(page.tenancy),
        "homes": telling.records(page.homes.values()),
        "household": [lives(who) for who in page.lives],
        "former": [lives(who) for who in page.lived],
        "accounts": telling.records(page.records.get("rent_account", ())),
        "charges": telling.records(page.records.get("rent_charge", ())),
    }
