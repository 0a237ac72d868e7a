"""One repair."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import repair as desk
from rooftree.desk.repair import RepairPage
from rooftree.records.claims.held import Held, record_id
from rooftree.reference.accounts.rules import Viewer
from rooftree.web import clock
from rooftree.web.components.parts import Fact, Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import asked_day, day_links
from rooftree.web.staff.claims.mending import mendings_of
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.names import address_of, home_link, person_link, repair_links, short_address
from rooftree.web.staff.records import known_since, stale_banners
from rooftree.web.staff.sections import exceptions
from rooftree.web.staff.sections.home import newest_first
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import merged_facts, worded
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import (
    Block,
    EmptyBlock,
    FactsBlock,
    Section,
    disagreements,
    side_links,
)
from rooftree.web.staff.showing.tables import table
from rooftree.web.visibility import visible_to


@visible_to(*SEES_RECORDS)
@require_safe
def repair(request: StaffRequest, order_id: str) -> HttpResponse:
    """Everything that is known of one repair."""
    own, today = record_id(order_id), clock.today()
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = desk.repair(str(own), viewer=request.viewer, on=asked.on) if own else None
    if page is None:
        raise Http404
    found = sections(page, viewer=request.viewer)
    if not asked.on:
        found += exceptions.standing("work_order", page.order.id, viewer=request.viewer, today=today)
    order = page.order
    refs = (order.text("job_ref"), order.text("order_ref"))
    days = [(order.day("reported_at"), "reported"), (order.day("completed_at"), "done")]
    context = {
        "nav": "repairs",
        "title": order.text("description") or "A repair without a description",
        "kind": f"Repair {refs[0] or refs[1]}",
        "home": home_link(page.home) if page.home else None,
        "identity_facts": _identity(page),
        "ended": Status(Kind.NONE, "Ended: no longer in the extract") if order.ended_on else None,
        "references_line": " · ".join(dict.fromkeys(one for one in refs if one)),
        "sections": found,
        "side": side_links(found),
        "asat": asked.on,
        "form": asked.form,
        "action": reverse("repair", args=[order.id]),
        "days": day_links(asked, days, today, since=known_since(page.records)),
        "stale": stale_banners(page.records, page.said, request=request, on=asked.on),
    }
    return render(request, "staff/repair.html", context)


def _identity(page: RepairPage) -> list[Fact]:
    order = page.order
    at = Fact("At", None)
    if page.home:
        at = Fact("At", short_address(page.home), href=home_link(page.home).href)
    elif page.block:
        at = Fact("At", address_of(page.block))
    asked = person_link(page.person) if page.person else None
    facts = [at, Fact("Reported", order.day("reported_at")), Fact("Target", order.day("target_at"))]
    if asked:
        facts.insert(1, Fact("Asked for by", asked.words, href=asked.href))
    status = standing.repair_status(order, page.moment or clock.now())
    return [*facts, Fact("How it stands", status.words)]


def sections(page: RepairPage, *, viewer: Viewer) -> list[Section]:
    """All of them, in the order of the page."""
    records = page.records
    names = {one.id: Link(one.text("name") or one.text("resource_ref"), "") for one in records["operative"]}
    visits = newest_first(records["appointment"], "starts_at")
    events = newest_first(records["job_status_update"], "happened_at")
    facts = FactsBlock(merged_facts(page.order, page.said))
    found = [
        Section("summary", "The repair", [facts], note="Each value with its source", side="Summary"),
        _visits(page, visits, names),
        Section(
            "events",
            "What happened, step by step",
            [
                table("What happened", events, LAYOUTS["job_status_update"])
                if events
                else EmptyBlock("No events", "Events come from Oneserve each night. None names this repair.")
            ],
            count=len(events),
            side="Events",
        ),
    ]
    rest: list[Block] = []
    for name, caption in (
        ("service_request", "How it was asked for"),
        ("work_element", "Work and cost"),
        ("attachment", "Photos and documents"),
        ("organization", "Who does it"),
    ):
        if records[name]:
            rest.append(table(caption, records[name], LAYOUTS[name], show_caption=True))
    if page.follow_ons:
        links = repair_links(page.follow_ons)
        stands = standing.repair(page.moment or clock.now())
        rest.append(table("Follow-ons", page.follow_ons, stands, names=links, show_caption=True))
    if rest:
        found.append(Section("parts", "What belongs to it", rest))
    sent = mendings_of(page.order, viewer=viewer) if page.differs and page.moment is None else None
    return [*found, disagreements(page.order, page.differs, page.said, mendings=sent)]


def _visits(page: RepairPage, visits: list[Held], names: dict[str, Link]) -> Section:
    if not visits:
        empty = EmptyBlock(
            "No visits", "Visits come from Oneserve each night. None is booked for this repair."
        )
        return Section("visits", "Visits", [empty], count=0)
    blocks: list[Block] = [table("Visits", visits, standing.visit(), names=names)]
    if told := page.records["notification"]:
        blocks.append(
            table(
                "What the resident was told",
                newest_first(told, "sent_at"),
                LAYOUTS["notification"],
                show_caption=True,
            )
        )
    if who := page.records["operative"]:
        blocks.append(table("Who came or will come", who, LAYOUTS["operative"], show_caption=True))
    return Section("visits", "Visits", blocks, count=len(visits), note=str(worded(visits[0], "status") or ""))
