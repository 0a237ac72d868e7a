"""One box for everything. What was sought is recorded, because it may be a person."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import search as desk
from rooftree.desk.freshness import title_of
from rooftree.desk.search import Hit, Results
from rooftree.reference.audit.actions import record_search
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Row, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.names import home_link, name_of, person_link
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import worded
from rooftree.web.visibility import visible_to

FIRST = 10
A_PAGE = 25
KINDS = (("people", "People"), ("homes", "Homes"), ("tenancies", "Tenancies"), ("repairs", "Repairs"))


@visible_to(*SEES_RECORDS)
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """The heading is the answer; each result says why it is there."""
    typed, what = request.GET.get("q", ""), request.GET.get("what", "")
    found = desk.search(typed, viewer=request.viewer, today=clock.today())
    if found.sought.text:
        record_search(by=request.viewer, now=clock.now(), sought=found.sought.text, found=found.count)
    rows = {
        "people": [person_row(one) for one in found.people],
        "homes": [home_row(one) for one in found.homes],
        "tenancies": [tenancy_row(one) for one in found.tenancies],
        "repairs": [repair_row(one) for one in found.repairs],
    }
    context = {
        "sought": found.sought.text,
        "found": found,
        "heading": heading(found),
        "marks": found.sought.words,
        "groups": _groups(rows, what),
        "kinds": _kinds(rows, what),
    }
    if what in rows:
        context["page"] = Paginator(rows[what], A_PAGE).get_page(request.GET.get("page", 1))
        context["what"] = what
    return render(request, "staff/search.html", context)


def _groups(rows: dict[str, list[Row]], what: str) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "title": title,
            "rows": rows[name][:FIRST],
            "count": len(rows[name]),
            "more": len(rows[name]) > FIRST,
        }
        for name, title in KINDS
        if rows[name] and what in ("", name)
    ]


def _kinds(rows: dict[str, list[Row]], what: str) -> list[Link]:
    total = sum(len(one) for one in rows.values())
    return [
        Link("Everything", "", total, current=not what),
        *(Link(title, name, len(rows[name]), current=what == name) for name, title in KINDS if rows[name]),
    ]


def heading(found: Results) -> str:
    """What was found, in words: "4 people, 2 homes and 3 repairs fit “okoro”"."""
    if not found.sought.text:
        return "Find a home or a person"
    said = [
        words.counted(len(hits), one, many)
        for hits, one, many in (
            (found.people, "person", "people"),
            (found.homes, "home", "homes"),
            (found.tenancies, "tenancy", "tenancies"),
            (found.repairs, "repair", "repairs"),
        )
        if hits
    ]
    if not said:
        return f"Nothing fits “{found.sought.text}”"
    verb = "fits" if found.count == 1 else "fit"
    return f"{words.listed(said)} {verb} “{found.sought.text}”"


def person_row(hit: Hit) -> Row:
    """One person: born, where they live, why they are here."""
    held, lives = hit.record, hit.lives
    born = held.day("date_of_birth")
    lines = [f"Born {words.day(born)}." if born else "Date of birth not known."]
    known_to = sorted(
        {title_of(one) for one in (held.origin or {}).values()} | {title_of(held.lineage.system)}
    )
    status = None
    if held.ended_on:
        status = Status(Kind.NONE, "Ended")
    elif lives:
        where = ", ".join(
            str(part)
            for part in (lives["tenancy__unit__address_line"], lives["tenancy__unit__postcode"])
            if part
        )
        if lives["now"]:
            since = f", since {words.day(lives['starts_on'])}" if lives["starts_on"] else ""
            lines.append(f"Lives at {where}{since}.")
            status = Status(Kind.OK, "On a tenancy" if lives["is_tenancy_party"] else "Lives with a tenant")
        else:
            lines.append(f"Left {where} on {words.day(lives['left_on'])}.")
            status = Status(Kind.NONE, "Former tenant" if lives["is_tenancy_party"] else "Moved on")
    return Row(
        name_of(held),
        href=person_link(held).href,
        lines=(" ".join(lines), f"{hit.why}. In {words.listed(known_to)}."),
        status=status,
    )


def home_row(hit: Hit) -> Row:
    """One home: its references, why it is here."""
    held = hit.record
    link = home_link(held)
    refs = [f"UPRN {held.text('uprn')}" if held.text("uprn") else "", held.text("asset_ref")]
    facts = " · ".join(part for part in (str(worded(held, "kind") or ""), *refs) if part)
    status = Status(Kind.NONE, "Ended") if held.ended_on else _home_status(hit)
    return Row(link.words, href=link.href, lines=(facts, hit.why), status=status)


def _home_status(hit: Hit) -> Status | None:
    said = worded(hit.record, "status")
    if not said:
        return None
    return Status(Kind.DUE if hit.record.text("status") == "void" else Kind.OK, str(said))


def tenancy_row(hit: Hit) -> Row:
    """One tenancy."""
    held = hit.record
    days = [
        words.day(held.day("starts_on")),
        words.day(held.day("ends_on")) if held.day("ends_on") else "now",
    ]
    lines = (f"{days[0]} to {days[1]}", hit.why)
    status = (
        Status(Kind.NONE, "Ended")
        if held.day("ends_on")
        else Status(Kind.OK, str(worded(held, "status") or "Runs"))
    )
    return Row(
        f"Tenancy {held.text('tenancy_ref')}",
        href=reverse("tenancy", args=[held.id]),
        lines=lines,
        status=status,
    )


def repair_row(hit: Hit) -> Row:
    """One repair."""
    held = hit.record
    title = held.text("description") or f"Repair {held.text('job_ref') or held.text('order_ref')}"
    lines = (f"Reported {words.day(held.day('reported_at'))}.", hit.why)
    status = standing.repair_status(held, clock.now())
    return Row(title, href=reverse("repair", args=[held.id]), lines=lines, status=status)
