"""One home."""

import datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import home as desk
from rooftree.desk.home import HomePage
from rooftree.records.claims.held import Held, record_id
from rooftree.records.matching.queries import now_known_as
from rooftree.reference.accounts.rules import Role
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links
from rooftree.web.staff.names import person_link, short_address
from rooftree.web.staff.records import known_since, references_line, stale_banners
from rooftree.web.staff.sections.home import sections
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.sections import side_links
from rooftree.web.visibility import visible_to

SEES_RECORDS = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD, Role.ADMINISTRATOR)
SEES_PEOPLE = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)
"""As `may_see_people` of the accounts' rules says."""


@visible_to(*SEES_RECORDS)
@require_safe
def home(request: StaffRequest, unit_id: str) -> HttpResponse:
    """Everything that is known of one home, today or as known on a day."""
    own, today = record_id(unit_id), clock.today()
    if own is None:
        raise Http404
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = desk.home(str(own), viewer=request.viewer, today=today, on=asked.on)
    if page is None:
        return _elsewhere(request, str(own), asked)
    return render(request, "staff/home.html", _context(request, page, asked, today))


def _elsewhere(request: StaffRequest, unit_id: str, asked: AskedDay) -> HttpResponse:
    """A merged home leads to the one it became; one not known on that day says so."""
    if found := now_known_as("unit", unit_id, viewer=request.viewer):
        return HttpResponseRedirect(reverse("home", args=[found]))
    if asked.on and desk.home(unit_id, viewer=request.viewer, today=clock.today()):
        context = {"on": asked.on, "href": reverse("home", args=[unit_id]), "what": "home", "nav": "homes"}
        return render(request, "staff/not_known_then.html", context)
    raise Http404


def _context(
    request: StaffRequest, page: HomePage, asked: AskedDay, today: datetime.date
) -> dict[str, object]:
    day = asked.on or today
    found = sections(page, viewer=request.viewer, now=clock.now(), day=day)
    unit = page.home
    return {
        "nav": "homes",
        "page": page,
        "title": short_address(unit),
        "kind": _kind_and_place(unit),
        "identity_facts": _identity(page),
        "ended": Status(Kind.NONE, "Ended: no longer in any system’s extract") if unit.ended_on else None,
        "references_line": references_line(page.references),
        "sections": found,
        "side": side_links(found),
        "asat": asked.on,
        "form": asked.form,
        "action": reverse("home", args=[unit.id]),
        "days": day_links(asked, _days(page), today, since=known_since(page.records)),
        "stale": stale_banners(page.records, page.said, request=request),
    }


def _kind_and_place(unit: Held) -> str:
    """ "Flat, Orchard Rise, Haverleigh, ZZ4 2LH": what its title leaves out."""
    rest = unit.text("address_line").removeprefix(short_address(unit)).strip(", ")
    return ", ".join(part for part in (str(worded(unit, "kind") or ""), rest, unit.text("postcode")) if part)


def _identity(page: HomePage) -> list[Fact]:
    unit = page.home
    here = [one for one in page.lives_here if one.person]
    let_to: Fact = Fact("Lives here", "Nobody recorded", href="#people")
    if here:
        first = person_link(here[0].person)
        count = len(page.lives_here)
        people = f"{count} {'person' if count == 1 else 'people'}"
        let_to = Fact("Let to", first.words, href=first.href, sub=people if count > 1 else "")
    tenure = page.tenancy and (worded(page.tenancy, "tenure") or worded(page.tenancy, "kind"))
    rooms = unit.whole("bedrooms")
    beds = f"{rooms} bedroom{'' if rooms == 1 else 's'}" if rooms is not None else ""
    return [
        Fact("UPRN", unit.text("uprn") or None),
        let_to,
        Fact("Tenure", tenure or worded(unit, "tenure")),
        Fact("State", ", ".join(part for part in (str(worded(unit, "status") or ""), beds) if part)),
    ]


def _days(page: HomePage) -> list[tuple[datetime.date | None, str]]:
    repairs = [(one.day("reported_at"), "repair reported") for one in page.records["work_order"]]
    complaints = [(one.day("received_on"), "complaint") for one in page.records["complaint"]]
    began = [(page.tenancy.day("starts_on"), "tenancy began")] if page.tenancy else []
    newest = sorted((one for one in repairs if one[0]), key=lambda one: str(one[0]))[-1:]
    return [*newest, *sorted(complaints, key=lambda one: str(one[0]))[-1:], *began]
