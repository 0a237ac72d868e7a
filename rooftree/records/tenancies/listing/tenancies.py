"""The list of tenancies."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from rooftree.records.claims.queries import Want, held
from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.listing.conditions import everything, live, over, running
from rooftree.records.listing.shape import Attached, Column, Kind, List, Row, Then, Tick
from rooftree.records.listing.table import Table
from rooftree.records.people.listing import tenants_of
from rooftree.records.tenancies.models import RentAccount, Tenancy

C = Column


def balances_of(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """What is owed on the rent accounts of some tenancies, taken together."""
    found = held(Want(RentAccount, Q(tenancy_id__in=ids)), viewer=then.viewer, moment=then.moment)
    owed: dict[str, int] = defaultdict(int)
    for account in found["rent_account"]:
        balance = account.whole("balance_pence")
        if balance is not None and not account.ended_on:
            owed[account.link("tenancy")] += balance
    return {one: {"balance": pence} for one, pence in owed.items()}


TENANCIES = List(
    name="tenancies",
    title="Tenancies",
    says="An agreement to live in or use a home: tenancies, licences and leases; those that run on the "
    "day unless former ones are asked for.",
    one="tenancy",
    many="tenancies",
    columns=(
        C(
            "reference",
            "Tenancy",
            "The tenancy reference of the housing system.",
            of="tenancy_ref",
            searched=True,
            sorts=True,
        ),
        C("home", "Home", "The address of the home.", of="unit__address_line", searched=True),
        C("postcode", "Postcode", "The home’s postcode.", of="unit__postcode", shown=False, searched=True),
        PATCH,
        C(
            "kind",
            "Kind",
            "What kind of agreement it is.",
            kind=Kind.CODE,
            codes="tenancy_type",
            filters=True,
        ),
        C(
            "tenure",
            "Tenure",
            "On what terms the home is held.",
            kind=Kind.CODE,
            codes="tenancy_tenure",
            shown=False,
            filters=True,
        ),
        C(
            "starts",
            "Began",
            "The first day of the tenancy.",
            of="starts_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
        C(
            "ends",
            "Ended",
            "The last day of the tenancy; empty while none is set.",
            of="ends_on",
            kind=Kind.DAY,
            shown=False,
            filters=True,
            sorts=True,
        ),
        C(
            "end_reason",
            "Why it ended",
            "The reason given for its end.",
            kind=Kind.CODE,
            codes="tenancy_end_reason",
            shown=False,
            filters=True,
        ),
        C(
            "status",
            "How it stands",
            "What the housing system says beyond its days, such as notice given.",
            kind=Kind.CODE,
            shown=False,
            codes="tenancy_status",
            filters=True,
        ),
        C(
            "review",
            "Review",
            "The day by which the tenancy must be reviewed.",
            of="review_on",
            kind=Kind.DAY,
            shown=False,
            filters=True,
            sorts=True,
        ),
        C(
            "source",
            "Came from",
            "How the tenancy came about.",
            kind=Kind.CODE,
            codes="tenancy_source",
            shown=False,
            filters=True,
        ),
        C(
            "temporary",
            "Temporary",
            "Whether it is temporary accommodation.",
            of="is_temporary",
            kind=Kind.YES_NO,
            shown=False,
            filters=True,
        ),
    ),
    rows=Table(Tenancy),
    own={"live": live, "running": running()},
    ticks=(
        Tick("former", "Only former ones", over(), "running", "former tenancy", "former tenancies"),
        Tick("all", "Former ones too", everything, "running"),
    ),
    only=("unit",),
    attached=(
        Attached(
            columns=(
                C("tenants", "Tenants", "Who is on the tenancy, the main tenant first.", kind=Kind.NAME),
            ),
            needs=("household_member", "person"),
            read=tenants_of,
        ),
        Attached(
            columns=(
                C(
                    "balance",
                    "Balance",
                    "What stands on its rent accounts together; more than nothing is owed.",
                    kind=Kind.MONEY,
                ),
            ),
            needs=("rent_account",),
            read=balances_of,
        ),
    ),
    sort="starts",
    descending=True,
    record_type="tenancy",
    also=("unit_id", "status", "unit__address_line", "unit__postcode", "ended_on", "ends_on"),
)
