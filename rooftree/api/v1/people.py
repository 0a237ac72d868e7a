"""People: the list, and one person. Each reading leaves a line in the audit trail."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from ninja import Query, Router
from pydantic import Field

from rooftree.api import clock, telling
from rooftree.api.asking import Asked, Listing
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import Disagreement, Says, answer, many, one, page_of, perhaps, shape_of
from rooftree.api.v1.moved import elsewhere
from rooftree.desk import person as desk
from rooftree.desk.person import PersonPage
from rooftree.records.claims import pages
from rooftree.records.claims.held import record_id
from rooftree.records.claims.queries import entities_that_differ
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.actions import record, record_reading

router = Router(tags=["People"])
People = page_of(shape_of("person"), name="PersonPage")
HOLDS = (
    ("names", "person_name", "Every name that a system has for them."),
    ("contacts", "communication", "How to reach them."),
    ("memberships", "household_member", "The households they are or were in."),
    ("tenancies", "tenancy", "The tenancies of those households."),
    ("applications", "housing_application", "Applications to the housing register."),
    ("homelessness", "homelessness_case", "Cases of help with homelessness."),
    ("placements", "temporary_accommodation_placement", "Temporary accommodation."),
    ("requests", "service_request", "What they asked for."),
    ("repairs", "work_order", "The newest repairs where they live."),
    ("complaints", "complaint", "Their complaints."),
)
"""What is told of one person: the name, the table, and what it is."""


LivesWith = answer(
    "LivesWith",
    "Somebody of a household with them.",
    member=one("household_member"),
    person=perhaps("person"),
    now=(bool, Field(description="Whether they live together on the day.")),
)
Person = answer(
    "PersonRead",
    "One person, with everything that is told of them.",
    person=one("person"),
    home=perhaps("unit", "Where they live by a tenancy that runs."),
    lives_with=many(LivesWith),
    references=many("reference", "What each system calls them."),
    may_be=(list[str], Field(description="Ids of people who may be the same; somebody has to decide.")),
    says=many(Says, "What each row of each system says of them."),
    disagreements=many(Disagreement),
    **{name: many(table, says) for name, table, says in HOLDS},
)


class PeopleAsked(Listing):
    """Filters of the list of people."""

    ended: bool = Field(False, description="Those that have ended, instead of those that have not.")
    differ: bool = Field(False, description="Only those on whom systems disagree today.")


@reads(router, "/people", name="people", answers=People, scope=Scope.PEOPLE)
def people(request: ApiRequest, asked: Query[PeopleAsked], response: HttpResponse) -> dict[str, Any]:
    """List people."""
    where = Q(ended_on__isnull=not asked.ended)
    if asked.differ:
        where &= Q(id__in=entities_that_differ(entity_type="person", viewer=request.viewer))
    found = pages.page(
        "person", where, viewer=request.viewer, moment=asked.moment, after=asked.cursor, limit=asked.limit
    )
    record(
        by=request.viewer,
        now=clock.now(),
        action="read",
        subject_type="people",
        detail={"rows": len(found.records), "part": telling.came_by(request, "list")},
    )
    return telling.page(found, asked, path=request.path, response=response)


@reads(router, "/people/{person_id}", name="person", answers=Person, scope=Scope.PEOPLE)
def person(
    request: ApiRequest, person_id: str, asked: Query[Asked], response: HttpResponse
) -> dict[str, Any] | HttpResponseRedirect:
    """Read one person: names, contacts, household, tenancies, applications, what each system says."""
    own = record_id(person_id)
    if own is None:
        raise Http404
    page = desk.person(str(own), viewer=request.viewer, today=clock.today(), on=asked.day)
    if page is None:
        return elsewhere(request, "person", str(own), asked)
    part = f"as known on {asked.day}" if asked.day else "page"
    record_reading(
        by=request.viewer,
        now=clock.now(),
        subject_type="person",
        subject_id=str(own),
        part=telling.came_by(request, part),
    )
    telling.stamp(response, [page.person, *(row for rows in page.records.values() for row in rows)])
    return _told(page)


def _told(page: PersonPage) -> dict[str, Any]:
    return {
        "person": telling.record(page.person),
        "home": telling.record(page.home) if page.home else None,
        "lives_with": [
            {
                "member": telling.record(who.member),
                "person": telling.record(who.person) if who.person else None,
                "now": who.now,
            }
            for who in page.lives_with
        ],
        "references": telling.records(page.references),
        "may_be": [doubt.id for doubt in page.may_be],
        "says": [telling.says(said) for said in page.said],
        "disagreements": [telling.differs(apart) for apart in page.differs],
        **{name: telling.records(page.records.get(table, ())) for name, table, _ in HOLDS},
    }
