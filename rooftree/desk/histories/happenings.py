"""What counts as something that happened, table by table: which day of a record, and how it is told.

Data, so that one more kind of event is one more line. Words of codes come from the standard's code lists.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rooftree.records.claims.held import Held

When = datetime.date | datetime.datetime


class Kind(StrEnum):
    """What an entry of a timeline is about; a page filters by it."""

    TENANCIES = "tenancies"
    PEOPLE = "people"
    REPAIRS = "repairs"
    VISITS = "visits"
    SAFETY = "safety"
    LETTINGS = "lettings"
    CONTACTS = "contacts"
    MESSAGES = "messages"
    RENT = "rent"
    NEEDS = "needs"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Happening:
    """One column of one table that says when something happened. `about` ends the title, `text` follows."""

    table: str
    column: str
    kind: Kind
    title: str
    about: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    leads: str = ""
    """The link whose page it leads to; "self" for the record's own."""
    else_column: str = ""
    """Told where the first column says nothing."""
    is_key: tuple[str, ...] = ()
    """Values of `about` that a reader must not miss."""
    needs: Callable[[Held], bool] | None = None


def _came_off(held: Held) -> bool:
    return held.text("status") not in NOT_VISITS


NOT_VISITS = ("offered", "pending", "cancelled", "cancelled_by_resident", "rescheduled")
NO_ACCESS = ("no_access", "missed_by_landlord", "failed")
POSSESSION = ("notice_seeking_possession", "notice_to_quit", "court_application", "court_hearing", "eviction")
H = Happening

HAPPENINGS: tuple[Happening, ...] = (
    H("tenancy", "starts_on", Kind.TENANCIES, "Tenancy began", (), ("tenancy_ref", "kind", "tenure"), "self"),
    H(
        "tenancy",
        "notice_received_on",
        Kind.TENANCIES,
        "Notice to end the tenancy",
        (),
        ("tenancy_ref",),
        "self",
    ),
    H("tenancy", "ends_on", Kind.TENANCIES, "Tenancy ended", ("end_reason",), ("tenancy_ref",), "self"),
    H(
        "household_member",
        "starts_on",
        Kind.PEOPLE,
        "{who} joined the household",
        (),
        ("relationship",),
        "person",
    ),
    H("household_member", "ends_on", Kind.PEOPLE, "{who} left the household", ("end_reason",), (), "person"),
    H("person", "deceased_on", Kind.PEOPLE, "{who} died", leads="self"),
    H(
        "work_order",
        "reported_at",
        Kind.REPAIRS,
        "Repair reported",
        ("description",),
        ("job_ref", "priority", "contractor_name"),
        "self",
        else_column="raised_at",
    ),
    H(
        "work_order",
        "completed_at",
        Kind.REPAIRS,
        "Repair completed",
        ("description",),
        ("job_ref", "contractor_name"),
        "self",
    ),
    H(
        "appointment",
        "starts_at",
        Kind.VISITS,
        "Visit",
        ("status",),
        ("job_ref", "slot", "late_reason"),
        "work_order",
        is_key=NO_ACCESS,
        needs=_came_off,
    ),
    H(
        "service_request",
        "reported_at",
        Kind.CONTACTS,
        "Asked for something",
        ("description",),
        ("request_ref", "channel", "status"),
    ),
    H("complaint", "received_on", Kind.CONTACTS, "Complaint", ("category",), ("complaint_ref", "stage")),
    H("complaint", "responded_on", Kind.CONTACTS, "Complaint answered", ("outcome",), ("complaint_ref",)),
    H("certification", "issued_on", Kind.SAFETY, "{kind}", ("result",), ("number", "contractor_name")),
    H("survey", "surveyed_on", Kind.SAFETY, "Survey", ("kind",), ("surveyor", "access")),
    H("hazard_report", "found_on", Kind.SAFETY, "Hazard found", ("hazard_code",), ("category", "band")),
    H("void", "starts_on", Kind.LETTINGS, "Became empty", ("void_class",), ("void_ref", "path")),
    H("void", "ends_on", Kind.LETTINGS, "No longer empty", (), ("void_ref",)),
    H("status_history", "happened_on", Kind.LETTINGS, "Void", ("code",), ("void_ref",)),
    H("letting", "let_on", Kind.LETTINGS, "Let", ("source",), ("tenancy_ref", "tenure"), "tenancy"),
    H(
        "offer",
        "offered_on",
        Kind.LETTINGS,
        "Offered",
        ("outcome",),
        ("application_ref", "unit_ref", "refusal_reason"),
        "housing_application",
    ),
    H(
        "arrears_action",
        "effective_on",
        Kind.RENT,
        "Step about arrears",
        ("code",),
        ("status", "balance_pence"),
        else_column="created_on",
        is_key=POSSESSION,
    ),
    H(
        "housing_application",
        "band_on",
        Kind.NEEDS,
        "Band on the housing register",
        ("band",),
        ("application_ref",),
        "self",
    ),
    H(
        "homelessness_case",
        "applied_on",
        Kind.NEEDS,
        "Asked for help with homelessness",
        (),
        ("case_ref",),
        "self",
    ),
    H(
        "homelessness_case",
        "closed_on",
        Kind.NEEDS,
        "Homelessness case closed",
        ("status",),
        ("case_ref",),
        "self",
    ),
    H(
        "homelessness_duty",
        "starts_on",
        Kind.NEEDS,
        "Duty owed",
        ("duty",),
        ("case_ref", "decision"),
        "homelessness_case",
    ),
    H(
        "homelessness_duty",
        "ends_on",
        Kind.NEEDS,
        "Duty ended",
        ("duty",),
        ("end_reason",),
        "homelessness_case",
    ),
    H(
        "temporary_accommodation_placement",
        "entered_on",
        Kind.NEEDS,
        "Placed in temporary accommodation",
        ("address_line",),
        ("kind", "provider_name"),
        "homelessness_case",
    ),
    H(
        "temporary_accommodation_placement",
        "left_on",
        Kind.NEEDS,
        "Left temporary accommodation",
        ("address_line",),
        (),
        "homelessness_case",
    ),
)
