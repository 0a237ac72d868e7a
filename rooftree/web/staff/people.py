"""One person, tab by tab. Opening any of them leaves a line in the audit trail."""

import datetime
from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import person as desk
from rooftree.desk.person import PersonPage
from rooftree.desk.timeline import timeline_of_person
from rooftree.desk.visits import Beside
from rooftree.records.claims.held import end_of, record_id
from rooftree.records.matching.queries import now_known_as
from rooftree.records.repairs import queries as repairs
from rooftree.records.vulnerabilities.queries import at_the_door
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock, shown_day
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links
from rooftree.web.staff.claims.mending import mendings_of
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.households import sections as households
from rooftree.web.staff.matching.ties import not_sure, tagged, told
from rooftree.web.staff.names import home_link, name_of, short_address
from rooftree.web.staff.records import StaleBanner, known_since, not_known_then, stale_banners
from rooftree.web.staff.sections.household import other_households
from rooftree.web.staff.sections.notes import notes_section
from rooftree.web.staff.sections.person import Asked, sections_of, tabs
from rooftree.web.staff.sections.reaching import asked_and_said, each_once, reached_on
from rooftree.web.staff.sections.seeking import beside_fact
from rooftree.web.staff.sections.visits import door_lines, door_note
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.references import reference_links
from rooftree.web.staff.showing.sections import Section
from rooftree.web.staff.showing.tabs import Tab, tab_href, tab_links, tab_named
from rooftree.web.staff.showing.timeline import timeline_section
from rooftree.web.visibility import visible_to


@visible_to(*SEES_PEOPLE)
@require_safe
def person(request: StaffRequest, person_id: str, tab: str = "") -> HttpResponse:
    """What is known of one person, today or as known on a day; one tab of it."""
    own, today = record_id(person_id), clock.today()
    if own is None:
        raise Http404
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    lists = tab == "exceptions"
    page = desk.person(str(own), viewer=request.viewer, today=today, on=asked.on, counted=not lists)
    if page is None or (page.person.ended_on and not asked.on and _now(request, str(own))):
        return _elsewhere(request, str(own), asked, tab)
    if tab_named(tabs(page), tab) is None:
        raise Http404
    part = f"{tab or 'summary'} as known on {asked.on}" if asked.on else tab or "page"
    record_reading(by=request.viewer, now=clock.now(), subject_type="person", subject_id=str(own), part=part)
    return render(request, "staff/person.html", _context(request, page, asked, tab))


def _elsewhere(request: StaffRequest, person_id: str, asked: AskedDay, tab: str) -> HttpResponse:
    """A merged person leads to who they became; one not known on that day says so."""
    if found := _now(request, person_id):
        return HttpResponseRedirect(tab_href(reverse("person", args=[found]), tab))
    if asked.on and desk.person(person_id, viewer=request.viewer, today=clock.today()):
        href = reverse("person", args=[person_id])
        return not_known_then(request, asked.on, what="person", href=href, table="person", own=person_id)
    raise Http404


def _now(request: StaffRequest, person_id: str) -> str:
    return now_known_as("person", person_id, viewer=request.viewer)


def _context(request: StaffRequest, page: PersonPage, asked: AskedDay, tab: str) -> dict[str, object]:
    held, today = page.person, clock.today()
    base = reverse("person", args=[held.id])
    sections = tagged(_sections(request, page, asked, tab), page.references)
    found = [_led(one, base, asked.on) for one in sections]
    if tab == "exceptions":
        page = replace(page, exceptions=found[0].count or 0)
    needs = at_the_door(
        viewer=request.viewer, person_ids=[held.id], moment=end_of(asked.on) if asked.on else None
    )
    door = Beside(needs=needs)
    return {
        "nav": "people",
        "title": name_of(held),
        "identity_facts": identity(page, asked.on or today),
        "ended": _ended(page),
        "references": reference_links(page.references, kind="person"),
        "sections": found,
        "door": door_lines(door, asked.on or today),
        "door_note": door_note(door),
        "tab_title": "" if not tab else (tab_named(tabs(page), tab) or Tab("", "")).words,
        "side": tab_links(tabs(page), base=base, current=tab, on=asked.on),
        "tabs_of": f"{held.id} {asked.on or ''}",
        "asat": asked.on,
        "form": asked.form,
        "action": tab_href(base, tab),
        "days": day_links(asked, _days(page), today, since=known_since(page.records)),
        "compare": reverse("person-difference", args=[held.id]),
        "stale": _stale(request, page, tab, asked.on),
        "ties": []
        if asked.on
        else not_sure(held.id, page.references)
        + told(
            "person", held.id, page.joins, others=page.may_be, records=page.persons, viewer=request.viewer
        ),
    }


def _sections(request: StaffRequest, page: PersonPage, asked: AskedDay, tab: str) -> list[Section]:
    """What the tab shows; some need to read more than the page did."""
    viewer, today = request.viewer, clock.today()
    moment = end_of(asked.on) if asked.on else None
    if tab == "timeline":
        return [_timeline(request, page, asked)]
    if tab == "notes":
        return [notes_section("person", page.person.id, request=request)]
    if tab == "household":
        return [*households.of_person(page, request, today=today, on=asked.on), *other_households(page)]
    if tab == "communications":
        orders = [one.id for one in page.records["work_order"]]
        visits = repairs.visits(orders, viewer=viewer, moment=moment)["appointment"]
        sent = repairs.messages([one.id for one in visits], viewer=viewer, moment=moment)["notification"]
        return asked_and_said(page, sent)
    mendings = mendings_of(page.person, viewer=viewer) if page.differs and not asked.on else None
    return sections_of(tab, page, Asked(viewer, moment or clock.now(), asked.on or today, today, mendings))


def _timeline(request: StaffRequest, page: PersonPage, asked: AskedDay) -> Section:
    before, today = request.GET.get("before", ""), clock.today()
    found = timeline_of_person(
        page.person.id,
        viewer=request.viewer,
        moment=end_of(asked.on) if asked.on else None,
        before=before,
        kinds=request.GET.getlist("kind"),
        today=asked.on or today,
        known=page.known,
    )
    keep = {"on": asked.on.isoformat()} if asked.on else {}
    return timeline_section(found, keep=keep, before=before, today=today)


def _led(section: Section, base: str, on: datetime.date | None) -> Section:
    """A section's link to another tab, as an address that keeps the day."""
    if section.link is None or section.link.href.startswith("/"):
        return section
    href = tab_href(base, section.link.href.strip("/"), on=on)
    return replace(section, link=replace(section.link, href=href))


def _stale(request: StaffRequest, page: PersonPage, tab: str, on: datetime.date | None) -> list[StaleBanner]:
    """What may be missing; nothing on the tab of notes, which no system brings."""
    if tab == "notes":
        return []
    return stale_banners(page.records, page.said, request=request, page="person", on=on)


def _ended(page: PersonPage) -> Status | None:
    if page.person.day("deceased_on"):
        return Status(Kind.NONE, "Has died")
    return Status(Kind.NONE, "Ended: no longer in any system’s extract") if page.person.ended_on else None


def age(born: datetime.date, day: datetime.date) -> int:
    """How old somebody is on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def identity(page: PersonPage, day: datetime.date) -> list[Fact]:
    """Born and age, where they live, on which tenancy, and how to ring them."""
    born = page.person.day("date_of_birth")
    lives = Fact("Lives at", "Not in a home of ours")
    if page.home:
        lives = Fact("Lives at", short_address(page.home), href=home_link(page.home).href)
    facts = [Fact("Born", born, sub=f"({age(born, day)})" if born and born <= day else ""), lives]
    if not page.home and (beside := beside_fact(page)):
        facts.append(beside)
    if page.tenancies_now:
        tenancy = page.tenancies_now[0]
        words = str(worded(tenancy, "tenure") or worded(tenancy, "kind") or "")
        href = shown_day.page_of("tenancy", tenancy.id)
        facts.append(Fact("Tenancy", tenancy.text("tenancy_ref"), href=href, sub=words.lower()))
    numbers = [one for one in each_once(reached_on(page, day)) if "@" not in one.text("value")]
    if not numbers:
        return [*facts, Fact("Telephone", None)]
    consent = {True: "texts welcome", False: "no texts", None: "ask before texting"}
    said = numbers[0].facts.get("allow_texts")
    sub = f"({consent[None if said is None else bool(said)]})"
    return [*facts, Fact("Telephone", numbers[0].text("value"), sub=sub)]


def _days(page: PersonPage) -> list[tuple[datetime.date | None, str]]:
    latest = [(one.day("reported_at"), "repair reported") for one in page.repairs_now]
    complaints = [(one.day("received_on"), "complaint") for one in page.records["complaint"]]
    began = [(one.day("starts_on"), "tenancy began") for one in page.tenancies_now[:1]]
    newest = [max(rows, key=lambda one: str(one[0] or "")) for rows in (latest, complaints) if rows]
    return [*newest, *began]
