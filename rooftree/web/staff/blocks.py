"""One block: the homes in it, and tabs for its safety, fabric, hazards and repairs in shared parts."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import block as desk
from rooftree.desk.block import SUMMARY, BlockPage
from rooftree.records.claims.held import record_id
from rooftree.records.matching.queries import now_known_as
from rooftree.reference.accounts.rules import Viewer, may_see_people
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.names import address_of
from rooftree.web.staff.records import known_since, stale_banners
from rooftree.web.staff.sections import block as sections
from rooftree.web.staff.sections import fabric
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.references import reference_links
from rooftree.web.staff.showing.sections import Section, disagreements
from rooftree.web.staff.showing.tabs import Tab, tab_href, tab_links, tab_named
from rooftree.web.visibility import visible_to

Sections = Callable[[BlockPage, Viewer], Sequence[Section]]


def _summary(page: BlockPage, viewer: Viewer) -> list[Section]:
    return [sections.homes(page, viewer=viewer)]


def _certificates(page: BlockPage, viewer: Viewer) -> list[Section]:
    del viewer
    return [sections.certificates(page)]


def _components(page: BlockPage, viewer: Viewer) -> list[Section]:
    del viewer
    return [sections.components(page)]


def _hazards(page: BlockPage, viewer: Viewer) -> list[Section]:
    del viewer
    return [sections.hazards(page)]


def _repairs(page: BlockPage, viewer: Viewer) -> list[Section]:
    del viewer
    return sections.repairs(page, clock.now())


def _disagreements(page: BlockPage, viewer: Viewer) -> list[Section]:
    del viewer
    return [disagreements(page.block, page.differs, page.said)]


def _facts(page: BlockPage, viewer: Viewer) -> list[Section]:
    del viewer
    return sections.facts(page)


TABS: dict[str, tuple[str, Sections]] = {
    SUMMARY: ("Homes in it", _summary),
    "certificates": ("Certificates and safety", _certificates),
    "components": ("Components and surveys", _components),
    "hazards": ("Hazards and alerts", _hazards),
    "repairs": ("Repairs in shared parts", _repairs),
    "disagreements": ("Disagreements", _disagreements),
    "facts": ("Every fact", _facts),
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
        "sections": TABS[tab][1](page, request.viewer),
        "side": tab_links(shown, base=base, current=tab, on=asked.on),
        "side_label": "Parts of this block",
        "tabs_of": f"{held.id} {asked.on or ''}",
        "asat": asked.on,
        "form": asked.form,
        "action": tab_href(base, tab),
        "days": day_links(asked, [], clock.today(), since=known_since(page.records)),
        "stale": stale_banners(page.records, page.said, request=request, page="block"),
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
