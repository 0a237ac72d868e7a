"""One home: a summary, and tabs that each have an address of their own. Opening it leaves an audit line."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import home as desk
from rooftree.desk.home import SUMMARY, HomePage
from rooftree.desk.timeline import timeline_of_home
from rooftree.records.claims.held import Held, record_id
from rooftree.records.matching.queries import now_known_as
from rooftree.reference.accounts.rules import Role, Viewer, may_see_homes, may_see_money, may_see_people
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links
from rooftree.web.staff.claims.mending import mendings_of
from rooftree.web.staff.households import sections as households
from rooftree.web.staff.matching.ties import read_and_told
from rooftree.web.staff.names import person_link, short_address
from rooftree.web.staff.records import known_since, not_known_then, stale_banners
from rooftree.web.staff.sections import fabric
from rooftree.web.staff.sections import home as sections
from rooftree.web.staff.sections.exceptions import exceptions
from rooftree.web.staff.sections.notes import notes_section
from rooftree.web.staff.sections.summary import summary
from rooftree.web.staff.sections.visits import door_lines, door_note
from rooftree.web.staff.sections.voids import voids
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.references import reference_links
from rooftree.web.staff.showing.sections import Section, disagreements
from rooftree.web.staff.showing.tabs import Tab, tab_href, tab_links, tab_named
from rooftree.web.staff.showing.timeline import timeline_section
from rooftree.web.staff.stock.words import listed_link
from rooftree.web.visibility import visible_to

SEES_RECORDS = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD, Role.ADMINISTRATOR)
SEES_PEOPLE = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)
"""As `may_see_people` of the accounts' rules says."""
ABOUT_PEOPLE = ("tenancy", "person", "housing_application", "homelessness_case")
"""Whose pages are not for those who look after the system: a home's story tells them, and leads nowhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a tab is made from: the page, who asks, when, and where the other tabs are."""

    page: HomePage
    request: StaffRequest
    href: Callable[[str], str]

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return self.request.viewer

    @property
    def judged_at(self) -> datetime.datetime:
        """When what is late is judged by: the end of the day that is shown, or this moment."""
        return self.page.moment or clock.now()


@dataclass(frozen=True, slots=True)
class OfHome:
    """One tab of a home: its words, who has it, and the sections it shows."""

    words: str
    sections: Callable[[Asked], Sequence[Section]]
    for_whom: Callable[[Viewer], bool] = may_see_homes


TABS: dict[str, OfHome] = {
    SUMMARY: OfHome("Summary", lambda one: _summary(one)),
    "people": OfHome("People", lambda one: _people(one), may_see_people),
    "tenancies": OfHome("Tenancies and rent", lambda one: [_tenancies(one)], may_see_people),
    "repairs": OfHome("Repairs and visits", lambda one: sections.repairs(one.page, one.judged_at)),
    "certificates": OfHome("Certificates and safety", lambda one: [fabric.certificates(one.page)]),
    "components": OfHome("Components and condition", lambda one: [fabric.components(one.page)]),
    "hazards": OfHome("Hazards and alerts", lambda one: [fabric.hazards(one.page)]),
    "voids": OfHome("Voids and lettings", lambda one: [voids(one.page)]),
    "contacts": OfHome("Contacts", lambda one: [sections.contacts(one.page)], may_see_people),
    "disagreements": OfHome("Disagreements", lambda one: [_disagreements(one)]),
    "exceptions": OfHome("Exceptions", lambda one: [_exceptions(one)]),
    "timeline": OfHome("Timeline", lambda one: [_timeline(one)]),
    "files": OfHome("Files", lambda one: [sections.attachments(one.page)]),
    "notes": OfHome(
        "Notes and tasks",
        lambda one: [notes_section("unit", one.page.home.id, request=one.request)],
        may_see_people,
    ),
    "facts": OfHome("Every fact", lambda one: sections.facts(one.page, one.viewer)),
}


def _summary(one: Asked) -> list[Section]:
    return summary(one.page, viewer=one.viewer, now=one.judged_at, href=one.href)


def _people(one: Asked) -> list[Section]:
    return households.of_home(one.page, one.request, today=clock.today())


def _tenancies(one: Asked) -> Section:
    return sections.tenancies(one.page, with_money=may_see_money(one.viewer))


def _exceptions(one: Asked) -> Section:
    past = one.page.moment is not None
    return exceptions("unit", one.page.home.id, viewer=one.viewer, today=one.page.day, past=past)


def _timeline(one: Asked) -> Section:
    before, keep = one.request.GET.get("before", ""), {}
    if one.page.moment:
        keep["on"] = one.page.day.isoformat()
    story = timeline_of_home(
        one.page.home.id,
        viewer=one.viewer,
        moment=one.page.moment,
        before=before or None,
        kinds=one.request.GET.getlist("kind"),
        today=one.page.day,
    )
    closed = () if may_see_people(one.viewer) else ABOUT_PEOPLE
    return timeline_section(story, keep=keep, before=before, today=one.page.day, closed=closed)


def _disagreements(one: Asked) -> Section:
    page = one.page
    sent = mendings_of(page.home, viewer=one.viewer) if page.differs and page.moment is None else None
    section = disagreements(page.home, page.differs, page.said, mendings=sent)
    if page.moment:
        return section
    link, is_missing = listed_link(page.home.id, viewer=one.viewer)
    agree = "The systems that list this home agree; one that should does not list it"
    return replace(section, link=link, title=section.title if page.differs or not is_missing else agree)


@visible_to(*SEES_RECORDS)
@require_safe
def home(request: StaffRequest, unit_id: str, tab: str = SUMMARY) -> HttpResponse:
    """One tab of a home, today or as known on a day."""
    own, today = record_id(unit_id), clock.today()
    if own is None or tab not in TABS or not TABS[tab].for_whom(request.viewer):
        raise Http404
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = desk.home(str(own), viewer=request.viewer, today=today, on=asked.on, tab=tab)
    if page is None or (page.home.ended_on and not asked.on and _now(request, str(own))):
        return _elsewhere(request, str(own), asked, tab)
    part = f"{tab or 'summary'}{f', as known on {asked.on}' if asked.on else ''}"
    record_reading(by=request.viewer, now=clock.now(), subject_type="unit", subject_id=str(own), part=part)
    return render(request, "staff/home.html", _context(request, page, asked, tab))


def _elsewhere(request: StaffRequest, unit_id: str, asked: AskedDay, tab: str) -> HttpResponse:
    """A merged home leads to the one it became; one not known on that day says so."""
    if found := _now(request, unit_id):
        return HttpResponseRedirect(tab_href(reverse("home", args=[found]), tab))
    if asked.on and desk.home(unit_id, viewer=request.viewer, today=clock.today(), tab=SUMMARY):
        href = reverse("home", args=[unit_id])
        return not_known_then(request, asked.on, what="home", href=href, table="unit", own=unit_id)
    raise Http404


def _now(request: StaffRequest, unit_id: str) -> str:
    return now_known_as("unit", unit_id, viewer=request.viewer)


def _context(request: StaffRequest, page: HomePage, asked: AskedDay, tab: str) -> dict[str, object]:
    unit, today = page.home, clock.today()
    base = reverse("home", args=[unit.id])
    shown = tabs(page, request.viewer)
    named = tab_named(shown, tab)

    def href(name: str) -> str:
        return tab_href(base, name, on=asked.on)

    return {
        "nav": "homes",
        "page": page,
        "title": short_address(unit),
        "tab_title": named.words if named and tab else "",
        "kind": _kind_and_place(unit),
        "identity_facts": _identity(page),
        "door": door_lines(page.beside, page.day),
        "door_note": door_note(page.beside),
        "ended": Status(Kind.NONE, "Ended: no longer in any system’s extract") if unit.ended_on else None,
        "references": reference_links(page.references, kind="home"),
        "sections": TABS[tab].sections(Asked(page, request, href)),
        "side": tab_links(shown, base=base, current=tab, on=asked.on),
        "side_label": "Parts of this home",
        "tabs_of": f"{unit.id} {asked.on or ''}",
        "asat": asked.on,
        "form": asked.form,
        "action": tab_href(base, tab),
        "days": day_links(asked, _days(page), today, since=known_since(page.records)),
        "compare": reverse("home-difference", args=[unit.id]),
        "stale": stale_banners(page.records, page.said, request=request, page="home", tab=tab, on=asked.on),
        "ties": [] if asked.on else read_and_told("unit", unit.id, viewer=request.viewer),
    }


def tabs(page: HomePage, viewer: Viewer) -> list[Tab]:
    """The tabs that this viewer has, with how much is in each; what needs somebody is counted in brick."""
    counts = page.counts
    groups = [page.records["certification"], page.block_records["certification"]]
    over = fabric.standings(groups, page.day).count(Kind.OVER)
    held = {
        "people": (len(page.lives_here) or None, False),
        "tenancies": (len(page.records["tenancy"]), False),
        "repairs": (counts["overdue"], True) if counts["overdue"] else (counts["repairs"], False),
        "certificates": (over, True) if over else (sum(len(one) for one in groups), False),
        "disagreements": (counts["disagreements"], True),
        "exceptions": (counts.get("exceptions"), True),
        **{name: (counts[name], False) for name in ("components", "hazards", "voids", "contacts", "files")},
    }
    return [
        Tab(name, one.words, *held.get(name, (None, False)))
        for name, one in TABS.items()
        if one.for_whom(viewer)
    ]


def _kind_and_place(unit: Held) -> str:
    """ "Flat, Orchard Rise, Haverleigh, ZZ4 2LH": what its title leaves out."""
    rest = unit.text("address_line").removeprefix(short_address(unit)).strip(", ")
    return ", ".join(part for part in (str(worded(unit, "kind") or ""), rest, unit.text("postcode")) if part)


def _identity(page: HomePage) -> list[Fact]:
    unit = page.home
    here = [one for one in page.lives_here if one.person]
    let_to = Fact("Lives here", "Nobody recorded")
    if here:
        first = person_link(here[0].person)
        others = len(page.lives_here) - 1
        let_to = Fact("Lives here", first.words, href=first.href, sub=f"and {others} more" if others else "")
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
