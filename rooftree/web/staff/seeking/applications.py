"""An application to the housing register; a homelessness case. By reference or id; reading leaves a line."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import application as desk
from rooftree.desk.application import ApplicationPage
from rooftree.records.tenancies.queries import seeking_id_of
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import asked_day, day_links
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.names import person_link
from rooftree.web.staff.records import known_since, not_known_then, stale_banners
from rooftree.web.staff.sections.application import sections
from rooftree.web.staff.sections.notes import notes_section
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.sections import side_links
from rooftree.web.visibility import visible_to

Read = Callable[..., ApplicationPage | None]


@visible_to(*SEES_PEOPLE)
@require_safe
def application(request: StaffRequest, ref: str) -> HttpResponse:
    """A household's place on the housing register: band, bids, offers."""
    return _page(request, ref, "housing_application", desk.application)


@visible_to(*SEES_PEOPLE)
@require_safe
def case(request: StaffRequest, ref: str) -> HttpResponse:
    """A homelessness case: duties owed, placements in temporary accommodation."""
    return _page(request, ref, "homelessness_case", desk.case)


def _page(request: StaffRequest, ref: str, table: str, read: Read) -> HttpResponse:
    own, today = seeking_id_of(table, ref, viewer=request.viewer), clock.today()
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = read(own, viewer=request.viewer, today=today, on=asked.on) if own else None
    name = "application" if table == "housing_application" else "case"
    if page is None and own and asked.on:
        href = reverse(name, args=[own])
        return not_known_then(request, asked.on, what=name, href=href, table=table, own=own)
    if page is None:
        raise Http404
    held = page.record
    part = f"{name} as known on {asked.on}" if asked.on else name
    record_reading(by=request.viewer, now=clock.now(), subject_type=table, subject_id=held.id, part=part)
    found = [*sections(page), notes_section(table, held.id, request=request)]
    days = [(held.day(one), said) for one, said in DAYS[table]]
    context = {
        "nav": "people",
        "title": f"{KIND[table]} {held.text(REFERENCE[table])}".strip(),
        "applicant": person_link(page.applicant) if page.applicant else None,
        "identity_facts": _identity(page),
        "ended": Status(Kind.NONE, "Ended: no longer in the extract") if held.ended_on else None,
        "references_line": f"Locata {held.lineage.key}",
        "sections": found,
        "side": side_links(found),
        "asat": asked.on,
        "form": asked.form,
        "action": reverse(name, args=[held.id]),
        "days": day_links(asked, days, today, since=known_since(page.records)),
        "stale": stale_banners(page.records, request=request, page=name, on=asked.on),
    }
    return render(request, "staff/application.html", context)


KIND = {"housing_application": "Application", "homelessness_case": "Homelessness case"}
REFERENCE = {"housing_application": "application_ref", "homelessness_case": "case_ref"}
DAYS = {
    "housing_application": (("band_on", "band set"), ("review_on", "review")),
    "homelessness_case": (("applied_on", "applied"), ("assessed_on", "assessed"), ("closed_on", "closed")),
}


def _identity(page: ApplicationPage) -> list[Fact]:
    held = page.record
    who = person_link(page.applicant) if page.applicant else None
    asked = Fact("Asked for by", who.words if who else None, href=who.href if who else "")
    people = len(page.household)
    size = Fact("Household", f"{people} {'person' if people == 1 else 'people'}", href="#household")
    if held.table == "housing_application":
        return [
            asked,
            Fact("Band", worded(held, "band")),
            Fact("Bedrooms needed", held.whole("bedroom_need")),
            Fact("How it stands", worded(held, "status")),
        ]
    return [
        asked,
        Fact("Applied", held.day("applied_on")),
        Fact("How it stands", worded(held, "status")),
        size,
    ]
