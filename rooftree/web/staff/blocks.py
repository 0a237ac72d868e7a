"""One block: the homes in it, and tabs for its safety, fabric, hazards, repairs in shared parts and story."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import block as desk
from rooftree.desk.block import SUMMARY, BlockPage
from rooftree.desk.timeline import timeline_of_block
from rooftree.records.claims.held import record_id
from rooftree.records.matching.queries import now_known_as
from rooftree.reference.accounts.rules import Viewer, may_see_people
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links
from rooftree.web.staff.claims.mending import mendings_of
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.names import address_of
from rooftree.web.staff.records import known_since, stale_banners
from rooftree.web.staff.sections import block as sections
from rooftree.web.staff.sections import fabric
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.references import reference_links
from rooftree.web.staff.showing.sections import Section, disagreements
from rooftree.web.staff.showing.tabs import Tab, tab_href, tab_links, tab_named
from rooftree.web.staff.showing.timeline import timeline_section
from rooftree.web.visibility import visible_to


@dataclass(frozen=True, slots=True)
class Asked:
    """What a tab is made from: the page, and who asks."""

    page: BlockPage
    request: StaffRequest

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return self.request.viewer


Sections = Callable[[Asked], Sequence[Section]]


def _disagreements(one: Asked) -> list[Section]:
    page = one.page
    sent = mendings_of(page.block, viewer=one.viewer) if page.differs and page.moment is None else None
    return [disagreements(page.block, page.differs, page.said, mendings=sent)]


def _timeline(one: Asked) -> list[Section]:
    page, before, keep = one.page, one.request.GET.get("before", ""), {}
    if page.moment:
        keep["on"] = page.day.isoformat()
    story = timeline_of_block(
        page.block.id,
        viewer=one.viewer,
        moment=page.moment,
        before=before or None,
        kinds=one.request.GET.getlist("kind"),
        today=page.day,
    )
    return [timeline_section(story, keep=keep, before=before, today=page.day)]


TABS: dict[str, tuple[str, Sections]] = {
    SUMMARY: ("Homes in it", lambda one: [sections.homes(one.page, viewer=one.viewer)]),
    "certificates": ("Certificates and safety", lambda one: [sections.certificates(one.page)]),
    "components": ("Components and surveys", lambda one: [sections.components(one.page)]),
    "hazards": ("Hazards and alerts", lambda one: [sections.hazards(one.page)]),
    "repairs": (
        "Repairs in shared parts",
        lambda one: sections.repairs(one.page, one.page.moment or clock.now()),
    ),
    "disagreements": ("Disagreements", _disagreements),
    "timeline": ("Timeline", _timeline),
    "facts": ("Every fact", lambda one: sections.facts(one.page)),
}


@visible_to(*SEES_RECORDS)
@require_safe
def block(request: StaffRequest, property_id: str, tab: str = SUMMARY) -> HttpResponse:
    """One tab of a block, today or as known on a day."""
    own, today = record_id(property_id), clock.today()
    if own is None or tab not in TABS:
        raise Http404
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = desk.block(str(own), viewer=request.viewer, today=today, on=asked.on, tab=tab)
    if page is None:
        return _elsewhere(request, str(own), asked)
    if tab == SUMMARY and may_see_people(request.viewer):
        record_reading(
            by=request.viewer,
            now=clock.now(),
            subject_type="property",
            subject_id=str(own),
            part=f"who lives in it{f', as known on {asked.on}' if asked.on else ''}",
        )
    return render(request, "staff/block.html", _context(request, page, asked, tab))


def _elsewhere(request: StaffRequest, property_id: str, asked: AskedDay) -> HttpResponse:
    """A merged block leads to the one it became; one not known on that day says so."""
    if found := now_known_as("property", property_id, viewer=request.viewer):
        return HttpResponseRedirect(reverse("block", args=[found]))
    if asked.on and desk.block(property_id, viewer=request.viewer, today=clock.today(), tab="facts"):
        href = reverse("block", args=[property_id])
        context = {"on": asked.on, "href": href, "what": "block", "nav": "homes"}
        return render(request, "staff/not_known_then.html", context)
    raise Http404


def _context(request: StaffRequest, page: BlockPage, asked: AskedDay, tab: str) -> dict[str, object]:
    held = page.block
    base = reverse("block", args=[held.id])
    shown = _tabs(page)
    named = tab_named(shown, tab)
    return {
        "nav": "homes",
        "page": page,
        "title": held.text("name") or address_of(held),
        "tab_title": named.words if named and tab else "",
        "kind": _kind_and_place(page),
        "identity_facts": _identity(page),
        "ended": Status(Kind.NONE, "Ended: no longer in any system’s extract") if held.ended_on else None,
        "references": reference_links(page.references, kind="home"),
        "sections": TABS[tab][1](Asked(page, request)),
        "side": tab_links(shown, base=base, current=tab, on=asked.on),
        "side_label": "Parts of this block",
        "tabs_of": f"{held.id} {asked.on or ''}",
        "asat": asked.on,
        "form": asked.form,
        "action": tab_href(base, tab),
        "days": day_links(asked, [], clock.today(), since=known_since(page.records)),
        "stale": stale_banners(page.records, page.said, request=request, page="block", on=asked.on),
    }


def _tabs(page: BlockPage) -> list[Tab]:
    groups = [page.records["certification"]]
    over = fabric.standings(groups, page.day).count(Kind.OVER)
    counts: dict[str, tuple[int | None, bool]] = {
        SUMMARY: (len(page.homes), False),
        "certificates": (over, True) if over else (len(groups[0]), False),
        "disagreements": (page.counts["disagreements"], True),
        **{name: (page.counts[name], False) for name in ("components", "hazards", "repairs")},
    }
    return [Tab(name, said, *counts.get(name, (None, False))) for name, (said, _) in TABS.items()]


def _kind_and_place(page: BlockPage) -> str:
    held = page.block
    kind = str(worded(held, "kind") or "Block")
    return ", ".join(part for part in (kind, held.text("address_line"), held.text("postcode")) if part)


def _identity(page: BlockPage) -> list[Fact]:
    held = page.block
    live = [one for one in page.homes if not one.home.ended_on]
    storeys = held.whole("storeys")
    return [
        Fact("UPRN", held.text("uprn") or None),
        Fact("Homes", len(live)),
        Fact("Storeys", storeys),
        Fact("Built", held.whole("built_year")),
    ]
