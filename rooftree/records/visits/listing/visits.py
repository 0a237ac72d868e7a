"""The list of visits that are due, each beside what is needed at the door and which times worked before."""

from dataclasses import replace

from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.listing.offers import Ready, WrittenOn
from rooftree.records.listing.several import Several
from rooftree.records.listing.shape import Column, Kind, List
from rooftree.records.visits import due
from rooftree.records.visits.listing.beside import ATTACHED
from rooftree.records.visits.listing.choices import PICKS, kinds, told_by
from rooftree.reference.accounts.rules import Viewer, may_see_needs_at_the_door

C = Column


def says_to(viewer: Viewer) -> str:
    """What stands above the list."""
    said = "Certificates that run out and repairs that wait"
    if may_see_needs_at_the_door(viewer):
        return f"{said}, beside what to do at the door: never why. That you looked is recorded."
    return f"{said}."


VISITS = List(
    name="visits",
    title="Visits",
    says="A visit due to a home: a certificate in force that runs out, or a repair that is not done, with "
    "the next visit booked for it.",
    one="visit",
    many="visits",
    counted_to=2000,
    begins="Soon and overdue",
    columns=(
        C("visit", "Visit", "What it is for: the check, or the repair.", of="what", searched=True),
        C(
            "kind",
            "What for",
            "Which check, or a repair.",
            of="visit_kind",
            kind=Kind.CODE,
            names=kinds,
            shown=False,
            filters=True,
        ),
        C("home", "Home", "The address of the home.", of="home_line", searched=True),
        C("postcode", "Postcode", "The home’s postcode.", of="home_postcode", shown=False, searched=True),
        C("uprn", "UPRN", "The home’s Unique Property Reference Number.", of="home_uprn", shown=False),
        C("reference", "Reference", "What the housing system calls the home.", of="home_ref", shown=False),
        replace(PATCH, of="home_area"),
        C(
            "when",
            "When",
            "The day it is booked for, else the day by which it is due; empty where neither is known.",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
        C(
            "due_by",
            "Due by",
            "The day the certificate runs out, or by which the repair should be done.",
            kind=Kind.DAY,
            shown=False,
            filters=True,
            sorts=True,
        ),
        C(
            "booked_for",
            "Booked for",
            "The moment of the next visit booked; empty while there is none.",
            kind=Kind.MOMENT,
            shown=False,
            filters=True,
            sorts=True,
        ),
        C(
            "booked_slot",
            "Time of day booked",
            "The time of day of that visit.",
            of="visit_slot",
            kind=Kind.CODE,
            codes="appointment_slot",
            shown=False,
        ),
        C(
            "system",
            "Told by",
            "The system that holds the certificate, the repair or the booking.",
            of="told_by",
            kind=Kind.CODE,
            names=told_by,
            shown=False,
        ),
        C(
            "extract",
            "In the extract of",
            "When that system’s extract was made.",
            of="told_at",
            kind=Kind.MOMENT,
            shown=False,
        ),
    ),
    rows=Several(due.parts, due.NEEDS),
    picks=PICKS,
    ready=(
        Ready("Overdue", "due=overdue"),
        Ready("Gas this month", "kind=gas_safety&due=this-month"),
        Ready(
            "Gas this month, help at the door",
            "kind=gas_safety&due=this-month&needs=yes",
            may_see_needs_at_the_door,
        ),
        Ready("Not booked", "booked=no"),
        Ready("No day known", "due=undated"),
    ),
    attached=ATTACHED,
    sort="when",
    written_on=WrittenOn("unit", "home_id", "home", "home", "homes"),
    says_to=says_to,
    past=False,
    also=(
        "of_table",
        "what",
        "order_id",
        "home_id",
        "home_line",
        "home_postcode",
        "home_ref",
        "when",
        "due_by",
        "booked_for",
        "visit_slot",
        "told_by",
        "told_at",
        "told_file",
        "told_row",
    ),
)
