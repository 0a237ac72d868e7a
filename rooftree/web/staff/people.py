"""One person. Opening it leaves a line in the audit trail."""

import datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import person as desk
from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import record_id
from rooftree.records.matching.queries import now_known_as
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.names import home_link, name_of, person_link, short_address
from rooftree.web.staff.records import known_since, references_line, stale_banners
from rooftree.web.staff.sections.person import sections
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.sections import side_links
from rooftree.web.visibility import visible_to


@visible_to(*SEES_PEOPLE)
@require_safe
def person(request: StaffRequest, person_id: str) -> HttpResponse:
    """Everything that is known of one person, today or as known on a day."""
    own, today = record_id(person_id), clock.today()
    if own is None:
        raise Http404
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = desk.person(str(own), viewer=request.viewer, today=today, on=asked.on)
    if page is None:
        return _elsewhere(request, str(own), asked)
    part = f"as known on {asked.on}" if asked.on else "page"
    record_reading(by=request.viewer, now=clock.now(), subject_type="person", subject_id=str(own), part=part)
    return render(request, "staff/person.html", _context(request, page, asked, today))


def _elsewhere(request: StaffRequest, person_id: str, asked: AskedDay) -> HttpResponse:
    """A merged person leads to who they became; one not known on that day says so."""
    if found := now_known_as("person", person_id, viewer=request.viewer):
        return HttpResponseRedirect(reverse("person", args=[found]))
    if asked.on and desk.person(person_id, viewer=request.viewer, today=clock.today()):
        context = {
            "on": asked.on,
            "href": reverse("person", args=[person_id]),
            "what": "person",
            "nav": "people",
        }
        return render(request, "staff/not_known_then.html", context)
    raise Http404


def _context(
    request: StaffRequest, page: PersonPage, asked: AskedDay, today: datetime.date
) -> dict[str, object]:
    found = sections(page, viewer=request.viewer, now=clock.now())
    held = page.person
    return {
        "nav": "people",
        "title": name_of(held),
        "identity_facts": _identity(page, asked.on or today),
        "ended": _ended(page),
        "references_line": references_line(page.references),
        "sections": found,
        "side": side_links(found),
        "asat": asked.on,
        "form": asked.form,
        "action": reverse("person", args=[held.id]),
        "days": day_links(asked, _days(page), today, since=known_since(page.records)),
        "stale": stale_banners(page.records, page.said, request=request),
        "may_be": [person_link(one) for one in page.may_be],
    }


def _ended(page: PersonPage) -> Status | None:
    if page.person.day("deceased_on"):
        return Status(Kind.NONE, "Has died")
    return Status(Kind.NONE, "Ended: no longer in any system’s extract") if page.person.ended_on else None


def age(born: datetime.date, day: datetime.date) -> int:
    """How old somebody is on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _identity(page: PersonPage, day: datetime.date) -> list[Fact]:
    born = page.person.day("date_of_birth")
    lives = Fact("Lives at", "Not in a home of ours")
    if page.home:
        lives = Fact("Lives at", short_address(page.home), href=home_link(page.home).href)
    facts = [Fact("Born", born, sub=f"({age(born, day)})" if born and born <= day else ""), lives]
    if page.tenancies_now:
        tenancy = page.tenancies_now[0]
        words = str(worded(tenancy, "tenure") or worded(tenancy, "kind") or "")
        href = reverse("tenancy", args=[tenancy.id])
        facts.append(Fact("Tenancy", tenancy.text("tenancy_ref"), href=href, sub=words.lower()))
    numbers = [
        one
        for one in page.records["communication"]
        if not one.ended_on and one.runs_on(day) and "@" not in one.text("value")
    ]
    first = sorted(numbers, key=lambda one: one.whole("precedence") or 99)[:1]
    facts.append(Fact("Telephone", first[0].text("value") if first else None))
    return facts


def _days(page: PersonPage) -> list[tuple[datetime.date | None, str]]:
    latest = [(one.day("reported_at"), "repair reported") for one in page.records["work_order"]]
    complaints = [(one.day("received_on"), "complaint") for one in page.records["complaint"]]
    began = [(one.day("starts_on"), "tenancy began") for one in page.tenancies_now[:1]]
    newest = [max(rows, key=lambda one: str(one[0] or "")) for rows in (latest, complaints) if rows]
    return [*newest, *began]
