"""The list of repairs."""

from django.db.models import Q

from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.listing.conditions import live
from rooftree.records.listing.shape import Column, Kind, List, Then, Tick
from rooftree.records.listing.table import Table
from rooftree.records.repairs.models import WorkOrder
from rooftree.records.repairs.queries import OPEN

C = Column


def not_done(then: Then) -> Q:
    """Somebody still waits for it."""
    del then
    return OPEN


def overdue(then: Then) -> Q:
    """Not done, and past its target."""
    return OPEN & Q(target_at__lt=then.now)


REPAIRS = List(
    name="repairs",
    title="Repairs",
    says="An order to do work at a home or block, each once, whichever system told of it first.",
    one="repair",
    many="repairs",
    columns=(
        C(
            "job",
            "Repair",
            "The reference of the job in the repairs system.",
            of="job_ref",
            searched=True,
            whole=True,
        ),
        C(
            "order",
            "Order",
            "The reference of the order in the housing system.",
            of="order_ref",
            shown=False,
            searched=True,
            whole=True,
        ),
        C(
            "description",
            "What is wrong",
            "What was ordered, in the words of who took the call.",
            shown=False,
            searched=True,
        ),
        C("home", "At", "The address of the home; empty for a block.", of="unit__address_line"),
        C("postcode", "Postcode", "The home’s postcode.", of="unit__postcode", shown=False),
        C("block", "Block", "The block, where the work is not in one home.", of="block__name", shown=False),
        PATCH,
        C(
            "reported",
            "Reported",
            "The moment somebody told us.",
            of="reported_at",
            kind=Kind.MOMENT,
            filters=True,
            sorts=True,
        ),
        C(
            "target",
            "Target",
            "The moment by which it should be done.",
            of="target_at",
            kind=Kind.MOMENT,
            filters=True,
            sorts=True,
        ),
        C(
            "done",
            "Done",
            "The moment it was done; empty while it is not.",
            of="completed_at",
            kind=Kind.MOMENT,
            filters=True,
            sorts=True,
        ),
        C(
            "status",
            "How it stands",
            "The state of the order.",
            kind=Kind.CODE,
            codes="work_order_status",
            filters=True,
        ),
        C(
            "priority",
            "Priority",
            "How soon it must be done.",
            kind=Kind.CODE,
            codes="repair_priority",
            shown=False,
            filters=True,
        ),
        C("trade", "Trade", "Who is needed for it.", shown=False, filters=True),
        C("contractor", "Contractor", "Who does it.", of="contractor_name", shown=False, filters=True),
        C("work_type", "Kind of work", "Responsive, void, communal.", shown=False, filters=True),
        C("cost", "Cost", "What it cost, where told.", of="cost_pence", kind=Kind.MONEY, shown=False),
    ),
    rows=Table(WorkOrder),
    own={"live": live},
    ticks=(
        Tick("open", "Only those not done", not_done, "", "repair is not done", "repairs are not done"),
        Tick(
            "overdue",
            "Past their target",
            overdue,
            "",
            "repair is past its target",
            "repairs are past their target",
        ),
    ),
    only=("unit", "block"),
    sort="reported",
    descending=True,
    record_type="work_order",
    also=(
        "job_ref",
        "order_ref",
        "description",
        "unit_id",
        "unit__address_line",
        "block_id",
        "block__name",
        "status",
        "target_at",
        "completed_at",
        "ended_on",
    ),
)
