"""The list of voids."""

from django.db.models import Q

from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.listing.conditions import everything, live, over, running
from rooftree.records.listing.shape import Column, Kind, List, Tick
from rooftree.records.listing.table import Table
from rooftree.records.tenancies.models import Void
from rooftree.reference.accounts.rules import Viewer

C = Column


def says_to(viewer: Viewer) -> str:
    """What stands above the list: why it is not as long as the list of homes whose state is void."""
    del viewer
    return (
        "Times of standing empty, as NEC dates them. A home or garage whose state is void may have none: "
        "those are in the list of homes, by state."
    )


VOIDS = List(
    name="voids",
    title="Voids",
    says="A time in which a home is empty, between the end of one tenancy and the start of the next; "
    "those that run on the day unless past ones are asked for.",
    says_to=says_to,
    one="void",
    many="voids",
    columns=(
        C("home", "Home", "The address of the home.", of="unit__address_line", searched=True),
        C(
            "reference",
            "Reference",
            "What the housing system calls the void.",
            of="void_ref",
            shown=False,
            searched=True,
        ),
        C("postcode", "Postcode", "The home’s postcode.", of="unit__postcode", shown=False, searched=True),
        PATCH,
        C(
            "starts",
            "Empty from",
            "The first day of the void.",
            of="starts_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
        C(
            "ends",
            "Until",
            "The day it was let; empty while it stands empty.",
            of="ends_on",
            kind=Kind.DAY,
            shown=False,
            filters=True,
            sorts=True,
        ),
        C(
            "class",
            "Class",
            "How much work it needs.",
            of="void_class",
            kind=Kind.CODE,
            codes="void_class",
            filters=True,
        ),
        C("path", "Path", "The steps it goes through.", kind=Kind.CODE, codes="void_path", filters=True),
        C(
            "lettable",
            "Ready to let",
            "The day from which it could be let.",
            of="lettable_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
        C(
            "target",
            "Target",
            "The day by which it should be let.",
            of="target_on",
            kind=Kind.DAY,
            shown=False,
            filters=True,
            sorts=True,
        ),
        C(
            "step",
            "Last step",
            "The last step recorded; empty where none is, or its code is not known.",
            of="last_event",
            kind=Kind.CODE,
            codes="void_event",
            filters=True,
        ),
        C(
            "step_on",
            "On",
            "The day of that step.",
            of="last_event_on",
            kind=Kind.DAY,
            shown=False,
            filters=True,
        ),
    ),
    rows=Table(Void),
    own={"live": live, "running": running()},
    ticks=(
        Tick("past", "Only past ones", over(), "running", "past void", "past voids"),
        Tick("all", "Past ones too", everything, "running"),
        Tick(
            "late",
            "Past its target",
            lambda then: Q(target_on__lt=then.today),
            "",
            "void is past its target",
            "voids are past their target",
        ),
    ),
    only=("unit",),
    sort="starts",
    record_type="void",
    also=(
        "unit_id",
        "unit__address_line",
        "unit__postcode",
        "ended_on",
        "void_ref",
        "target_on",
        "ends_on",
        "last_event_on",
        "last_event_source",
    ),
)
