"""Which facts of each table are columns on a page. Every other fact is in the source note of its row."""

import datetime
from collections.abc import Sequence

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.repairs.rules import is_open
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.tables import Cell, Column

C = Column
DUE_WITHIN = datetime.timedelta(days=30)

UNDONE = {"no_access": Kind.DUE, "cancelled": Kind.NONE, "aborted": Kind.NONE, "rejected": Kind.NONE}
"""Over, but not because it was done."""

LAYOUTS: dict[str, tuple[Column, ...]] = {
    "address": (C("Address", "line"), C("What for", "role"), C("UPRN", "uprn"), C("From", "starts_on")),
    "survey": (
        C("Survey", "kind", sub="survey_ref"),
        C("When", "surveyed_on"),
        C("By", "surveyor"),
        C("Access", "access"),
    ),
    "decent_home": (
        C("Criterion", "criterion"),
        C("Result", "result"),
        C("Year it fails", "fail_year", none=""),
    ),
    "room": (C("Room", "room_type"), C("Floor area, m²", "floor_area_m2", number=True)),
    "hazard_report": (
        C("Hazard", "hazard_code"),
        C("Category", "category"),
        C("Band", "band"),
        C("Found", "found_on"),
        C("Scheme", "scheme"),
    ),
    "location_alert": (
        C("What", "material", sub="material_type"),
        C("Where", "location"),
        C("Score", "score", number=True, none=""),
        C("What to do", "action"),
        C("Inspected", "inspected_on"),
    ),
    "tenancy": (
        C("Tenancy", "tenancy_ref", sub="correspondence_name", link="self"),
        C("Kind", "kind", sub="tenure"),
        C("Began", "starts_on"),
        C("Ended", "ends_on", sub="end_reason", none=""),
        C("How it stands", "status"),
    ),
    "tenancy_unit": (
        C("Home", "unit_ref", link="unit"),
        C("From", "starts_on"),
        C("Until", "ends_on", none=""),
    ),
    "rent_account": (
        C("Account", "account_ref", sub="kind"),
        C("Balance", "balance_pence", number=True),
        C("At", "balance_on", none=""),
        C("Opened", "starts_on"),
        C("Closed", "ends_on", none=""),
    ),
    "rent_charge": (
        C("Charge", "element"),
        C("Amount", "amount_pence", number=True),
        C("From", "starts_on"),
        C("Until", "ends_on", none=""),
    ),
    "rent_transaction": (
        C("Day", "transacted_on"),
        C("What", "kind", sub="payment_method"),
        C("Charged", "debit_pence", number=True, none=""),
        C("Paid", "credit_pence", number=True, none=""),
    ),
    "arrears_action": (
        C("Step", "code"),
        C("How it stands", "status"),
        C("Taken", "effective_on"),
        C("Next", "next_action_on", none=""),
        C("Balance then", "balance_pence", number=True),
    ),
    "void": (
        C("Empty from", "starts_on", sub="void_ref"),
        C("Until", "ends_on", none=""),
        C("Class", "void_class"),
        C("Path", "path"),
        C("Ready to let", "lettable_on", none=""),
        C("Last step", "last_event", sub="last_event_on"),
    ),
    "status_history": (C("Step", "code"), C("Done", "happened_on", none=""), C("Due", "target_on", none="")),
    "letting": (
        C("Let", "let_on"),
        C("Tenancy", "tenancy_ref", link="tenancy"),
        C("How", "source"),
        C("Tenure", "tenure"),
    ),
    "offer": (
        C("Offered", "offered_on"),
        C("Home", "unit_ref", link="unit"),
        C("Outcome", "outcome", sub="refusal_reason", none=""),
    ),
    "bid": (
        C("Bid", "bid_on"),
        C("Home", "unit_ref", link="unit"),
        C("Cycle", "cycle"),
        C("Place", "rank", number=True),
    ),
    "housing_application": (
        C("Application", "application_ref"),
        C("Band", "band", sub="band_on"),
        C("Bedrooms needed", "bedroom_need", number=True),
        C("How it stands", "status"),
        C("Review", "review_on", none=""),
    ),
    "homelessness_case": (
        C("Case", "case_ref"),
        C("Applied", "applied_on"),
        C("How it stands", "status", sub="closed_on"),
        C("Why the home was lost", "loss_reason"),
        C("Officer", "officer"),
    ),
    "homelessness_duty": (
        C("Duty", "duty"),
        C("From", "starts_on"),
        C("Until", "ends_on", sub="end_reason", none=""),
        C("Decision", "decision", sub="decided_on"),
    ),
    "temporary_accommodation_placement": (
        C("Where", "address_line", sub="postcode", link="unit"),
        C("Kind", "kind", sub="provider_name"),
        C("From", "entered_on"),
        C("Until", "left_on", none=""),
        C("A night", "nightly_cost_pence", number=True),
    ),
    "household": (
        C("Household", "kind", sub="household_ref"),
        C("People", "size", number=True),
        C("From", "starts_on"),
        C("Until", "ends_on", none=""),
    ),
    "person_name": (C("Name", "full_name"), C("Kind of name", "alias_type")),
    "communication": (
        C("How", "medium"),
        C("Number or address", "value"),
        C("May we text?", "allow_texts"),
        C("Preferred", "preference"),
        C("From", "starts_on"),
        C("Until", "ends_on", none=""),
    ),
    "service_request": (
        C("Request", "description", sub="request_ref"),
        C("Asked", "reported_at", by_day=True),
        C("How", "channel"),
        C("How it stands", "status", sub="status_on"),
    ),
    "complaint": (
        C("Complaint", "complaint_ref", sub="category"),
        C("Stage", "stage"),
        C("Received", "received_on"),
        C("Answer due", "due_on"),
        C("Answered", "responded_on", none=""),
        C("Outcome", "outcome", sub="status", none=""),
    ),
    "work_element": (C("Rate item", "sor_code"), C("Trade", "trade"), C("Cost", "cost_pence", number=True)),
    "job_status_update": (
        C("When", "happened_at", by_day=True),
        C("What", "code", sub="description"),
        C("Recorded by", "recorded_by"),
    ),
    "notification": (
        C("Message", "kind"),
        C("By", "channel"),
        C("To", "sent_to"),
        C("Sent", "sent_at", by_day=True),
        C("Arrived", "delivered_at", none="", by_day=True),
        C("How it stands", "status"),
    ),
    "operative": (C("Operative", "name"), C("Trade", "trade"), C("Employer", "employer_name")),
    "organization": (C("Body", "name"), C("Kind", "kind")),
    "attachment": (C("File", "kind"), C("Taken", "taken_at", by_day=True), C("Visit", "appointment_ref")),
    "reference": (
        C("System", lambda held: Cell(title_of(held.lineage.system))),
        C("Reference there", lambda held: Cell(held.lineage.key), shows=("source_key",)),
        C("How we know it is this one", "method"),
        C("Decided by", "decided_by"),
    ),
}


def certification(today: datetime.date) -> tuple[Column, ...]:
    """Certificates, with how each stands on the day."""

    def stands(held: Held) -> Cell:
        return Cell("", _result(held), status=standing(held, today), blank=True)

    return (
        C("What", "kind", sub="number"),
        C("Last done", "issued_on", none=""),
        C("Next by", "expires_on", none=""),
        C("How it stands", stands, shows=("result", "not_required")),
    )


SUPERSEDED = (
    C("What", "kind", sub="number"),
    C("Done", "issued_on", none=""),
    C("Ran out", "expires_on", none=""),
    C("Result", "result", none=""),
)
"""Earlier certificates of the same kind: they have no standing any more."""


def latest_and_earlier(records: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """The latest certificate of each kind, and those that it took the place of."""
    latest: dict[str, Held] = {}
    earlier: list[Held] = []
    for one in sorted(
        records, key=lambda one: (one.ended_on is None, str(one.day("issued_on"))), reverse=True
    ):
        if one.text("kind") in latest and one.text("kind"):
            earlier.append(one)
        else:
            latest[one.text("kind") or one.id] = one
    return sorted(latest.values(), key=lambda one: one.text("kind")), earlier


def _result(held: Held) -> object:
    said = worded(held, "result") or ""
    return "" if held.text("result") == "not_required" else said


def standing(held: Held, today: datetime.date) -> Status:
    """How a certificate stands on a day. "Not required" is a fact, and is not the same as not held."""
    if held.facts.get("not_required"):
        return Status(Kind.NONE, "Not required")
    if held.text("result") in ("fail", "unsatisfactory"):
        return Status(Kind.OVER, "Failed")
    expires = held.day("expires_on")
    if expires is None:
        return Status(Kind.DUE, "No end date held")
    left = (expires - today).days
    if left < 0:
        return Status(Kind.OVER, f"{-left} day{'' if left == -1 else 's'} overdue")
    if expires - today <= DUE_WITHIN:
        return Status(Kind.DUE, "Due today" if left == 0 else f"Due in {left} day{'' if left == 1 else 's'}")
    return Status(Kind.OK, "In date")


def component(year: int) -> tuple[Column, ...]:
    """Components, with how much of the life is used and how we know."""

    def what(held: Held) -> Cell:
        main = str(worded(held, "component") or worded(held, "element") or "")
        main = main.capitalize() if main.isupper() else main
        parts = [str(part) for name in ("attribute", "location") if (part := worded(held, name))]
        return Cell(main, ", ".join(parts))

    def used(held: Held) -> Cell:
        share = life_used(held, year)
        return Cell(f"{share}%" if share is not None else "", blank=True)

    def known(held: Held) -> Cell:
        how = held.text("provenance")
        words_ = worded(held, "provenance")
        when = held.day("surveyed_on")
        if how in ("cloned", "clone", "desktop"):
            return Cell("", words.day(when) if when else "", status=Status(Kind.DUE, str(words_)), blank=True)
        return Cell(words_, words.day(when) if when else "")

    return (
        C("Component", what, shows=("attribute", "location")),
        C("Put in", "installed_year", number=True, none=""),
        C("Renew", "renewal_year", number=True, none=""),
        C("Life used", used, number=True, shows=()),
        C("Condition", "condition"),
        C("Known from", known, shows=("provenance", "surveyed_on")),
    )


def life_used(held: Held, year: int) -> int | None:
    """How many per cent of a component's life have gone."""
    put_in, life = held.whole("installed_year"), held.whole("life_years")
    if put_in is None or not life:
        return None
    return max(0, min(100, round((year - put_in) * 100 / life)))


def repair(now: datetime.datetime) -> tuple[Column, ...]:
    """Repairs, with how each stands."""

    def stands(held: Held) -> Cell:
        return Cell("", status=repair_status(held, now), blank=True)

    return (
        C("Repair", "description", sub="job_ref", link="self"),
        C("Reported", "reported_at", by_day=True),
        C("Target", "target_at", none="", by_day=True),
        C("Done", "completed_at", none="", by_day=True),
        C("How it stands", stands, shows=("status",)),
    )


def repair_status(held: Held, now: datetime.datetime) -> Status:
    """How a repair stands: overdue before open before done."""
    done, target, state = held.moment("completed_at"), held.moment("target_at"), held.text("status")
    said = str(worded(held, "status") or "")
    if is_open(status=state, completed_at=done):
        if target and target < now:
            return Status(Kind.OVER, f"{said or 'Open'}, past its target")
        return Status(Kind.NOW, said or "Open")
    if state in UNDONE:
        return Status(UNDONE[state], said)
    return Status(Kind.OK, said or "Done")


def visit() -> tuple[Column, ...]:
    """Visits."""
    return (
        C("Visit", "starts_at", sub="slot", by_day=True),
        C("How it stands", "status"),
        C("Arrived", "actual_start_at", none="", by_day=True),
        C("Left", "actual_end_at", none="", by_day=True),
        C("Who", "operative_ref", link="operative"),
    )
