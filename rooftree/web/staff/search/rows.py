"""What is shown of each record that was found: what it is, why it is here, and how it stands."""

import datetime
from dataclasses import dataclass

from rooftree.desk.freshness import title_of
from rooftree.desk.search.searching import Hit
from rooftree.records.claims.held import Held, end_of
from rooftree.records.people.rules import humane
from rooftree.web import clock, shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Row, Status
from rooftree.web.staff.names import address_of, home_link, name_of, person_link
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import worded

CALLED = {
    "housing_application": ("Housing application", "application_ref"),
    "homelessness_case": ("Homelessness case", "case_ref"),
    "complaint": ("Complaint", "complaint_ref"),
    "service_request": ("Request", "request_ref"),
}


@dataclass(frozen=True, slots=True)
class Then:
    """The day that is shown, when it is not today."""

    on: datetime.date | None = None


def row_of(hit: Hit, then: Then) -> Row:
    """One hit, by the table that its record is in."""
    makers = {
        "person": person_row,
        "unit": home_row,
        "property": block_row,
        "tenancy": tenancy_row,
    }
    if hit.record.table == "work_order":
        return repair_row(hit, then)
    return makers.get(hit.record.table, matter_row)(hit)


def _why(hit: Hit) -> str:
    """Why it is here; an old name or address is said to be one."""
    if hit.formerly:
        until = f" until {words.day(hit.until)}" if hit.until else ""
        return f"Formerly {humane(hit.formerly)}{until}. {hit.why}."
    return f"{hit.why}."


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
        lines=(" ".join(lines), f"{_why(hit)} In {words.listed(known_to)}."),
        status=status,
    )


def home_row(hit: Hit) -> Row:
    """One home: its references, why it is here."""
    held = hit.record
    link = home_link(held)
    refs = [f"UPRN {held.text('uprn')}" if held.text("uprn") else "", held.text("asset_ref")]
    facts = " · ".join(part for part in (str(worded(held, "kind") or ""), *refs) if part)
    status = Status(Kind.NONE, "Ended") if held.ended_on else _home_status(hit)
    return Row(link.words, href=link.href, lines=(facts, _why(hit)), status=status)


def _home_status(hit: Hit) -> Status | None:
    said = worded(hit.record, "status")
    if not said:
        return None
    return Status(Kind.DUE if hit.record.text("status") == "void" else Kind.OK, str(said))


def block_row(hit: Hit) -> Row:
    """One block: its reference."""
    held = hit.record
    facts = " · ".join(part for part in (str(worded(held, "kind") or ""), held.text("asset_ref")) if part)
    status = Status(Kind.NONE, "Ended") if held.ended_on else None
    return Row(
        address_of(held), href=shown_day.page_of("block", held.id), lines=(facts, _why(hit)), status=status
    )


def tenancy_row(hit: Hit) -> Row:
    """One tenancy."""
    held = hit.record
    days = [
        words.day(held.day("starts_on")),
        words.day(held.day("ends_on")) if held.day("ends_on") else "now",
    ]
    lines = (f"{days[0]} to {days[1]}", _of(hit))
    status = (
        Status(Kind.NONE, "Ended")
        if held.day("ends_on")
        else Status(Kind.OK, str(worded(held, "status") or "Runs"))
    )
    return Row(
        f"Tenancy {held.text('tenancy_ref')}",
        href=shown_day.page_of("tenancy", held.id),
        lines=lines,
        status=status,
    )


def _of(hit: Hit) -> str:
    """Why it is here: its own reference, or whose it is, written as names are."""
    return f"Of {humane(hit.why[3:])}." if hit.why.startswith("Of ") else _why(hit)


def repair_row(hit: Hit, then: Then) -> Row:
    """One repair, as it stands, or stood at the end of the day that is shown."""
    held = hit.record
    title = held.text("description") or f"Repair {held.text('job_ref') or held.text('order_ref')}"
    lines = (f"Reported {words.day(held.day('reported_at'))}.", _why(hit))
    status = standing.repair_status(held, end_of(then.on) if then.on else clock.now())
    return Row(title, href=shown_day.page_of("repair", held.id), lines=lines, status=status)


def matter_row(hit: Hit) -> Row:
    """An application, a homelessness case, a request or a complaint; its page, or whose it is."""
    held = hit.record
    called, ref = CALLED[held.table]
    began = held.day("applied_on") or held.day("received_on") or held.day("reported_at")
    said = [str(worded(held, "kind") or ""), held.text("description"), f"{words.day(began)}" if began else ""]
    status = worded(held, "status")
    return Row(
        f"{called} {held.text(ref)}",
        href=shown_day.page_of(PAGES[held.table], held.id) if held.table in PAGES else _whose(held),
        lines=(" · ".join(one for one in said if one), _of(hit)),
        status=Status(Kind.NONE, str(status)) if status else None,
    )


PAGES = {"housing_application": "application", "homelessness_case": "case"}


def _whose(held: Held) -> str:
    """The page of the person or the home that it is about."""
    if held.link("person"):
        return shown_day.page_of("person", held.link("person"))
    return shown_day.page_of("home", held.link("unit")) if held.link("unit") else ""
