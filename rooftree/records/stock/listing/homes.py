"""The list of homes as the systems' own lists have them: in which, what was found, what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.listing.offers import Ready, Work
from rooftree.records.listing.several import Several
from rooftree.records.listing.shape import Attached, Column, Kind, List, Row, Then
from rooftree.records.stock.listing.choices import PICKS
from rooftree.records.stock.models import StockHome
from rooftree.records.stock.queries.homes import decisions_of, found_of
from rooftree.records.stock.rules import Decided, may_decide
from rooftree.records.stock.wording import found
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.register.rules import called

C = Column
MOST_AT_ONCE = 50
"""So many homes stand on the form of one decision: who decides must be able to read what it settles."""


def parts(then: Then) -> list[QuerySet[Any]]:
    """The comparison as the latest run left it."""
    del then
    return [StockHome.objects.annotate(id=F("unit_id"))]


def said(homes: Sequence[str], then: Then) -> Mapping[str, Row]:
    """In which lists some homes are, and what was found of them."""
    rows = found_of(homes, viewer=then.viewer)
    return {
        home: {
            "lists": ", ".join(called(name) for name in stock_scope().lists if name in row["systems"]),
            "is_open": ", ".join(found(code) for code in row["open"]),
            "is_decided": ", ".join(found(code) for code in row["decided"]),
            "is_unsure": ", ".join(found(code) for code in row["unsure"]),
        }
        for home, row in rows.items()
    }


def settled(homes: Sequence[str], then: Then) -> Mapping[str, Row]:
    """The newest decision in force of some homes."""
    made: dict[str, Row] = {}
    for home, each in decisions_of([UUID(one) for one in homes], viewer=then.viewer).items():
        holding = next((one for one in each if one.ended_at is None), None)
        if holding:
            known = holding.decision in set(Decided)
            made[home] = {
                "decision": Decided(holding.decision).words if known else holding.decision,
                "reason": holding.reason,
                "decided_by": holding.decided_by,
                "decided_at": holding.decided_at,
                "holds": holding.holds,
            }
    return made


STOCK = List(
    name="stock-homes",
    title="Homes in the systems’ lists",
    says="A home that any system’s own list has, as the latest run compared them: which lists have it, and "
    "on what they differ.",
    one="home",
    many="homes",
    begins="In any list",
    columns=(
        C(
            "home",
            "Home",
            "The address, as the system of record for addresses gives it.",
            of="unit__address_line",
            searched=True,
            sorts=True,
            order=(F("reads_as"),),
        ),
        C("postcode", "Postcode", "The postcode.", of="unit__postcode", shown=False, searched=True),
        C("uprn", "UPRN", "Unique Property Reference Number.", of="unit__uprn", shown=False, searched=True),
        C(
            "reference",
            "Reference",
            "What the housing system calls the home.",
            of="unit__asset_ref",
            shown=False,
            searched=True,
        ),
        C(
            "kind",
            "Kind",
            "What it is: flat, house, garage.",
            kind=Kind.CODE,
            codes="unit_kind",
            filters=True,
        ),
        C(
            "status",
            "State",
            "Its state by the system of record: let, empty, sold.",
            of="unit__status",
            kind=Kind.CODE,
            codes="unit_status",
            shown=False,
            filters=True,
        ),
        replace(PATCH, of="area_code"),
    ),
    rows=Several(parts, ("unit",)),
    picks=PICKS,
    ready=(
        Ready("Not in every list", "open=missing"),
        *(
            Ready(f"Not in {called(one.system)}", f"open=missing%3A{one.system}")
            for one in stock_scope().lists.values()
            if one.whole
        ),
        Ready("Lists differ", "open=differs"),
    ),
    work=(Work("decide", "Decide what it means", "stock-decide", "home", MOST_AT_ONCE, may_decide),),
    attached=(
        Attached(
            columns=(
                C("lists", "In", "The systems whose list has the home."),
                C(
                    "is_open",
                    "What was found",
                    "The systems that should list it and do not, and the facts on which the lists differ; of "
                    "that, what nobody has decided.",
                ),
                C("is_decided", "Found and decided", "The same, where somebody has decided.", shown=False),
                C(
                    "is_unsure",
                    "Cannot be told",
                    "Systems whose list lacks it, but is too old to say.",
                    shown=False,
                ),
            ),
            needs=("unit",),
            read=said,
        ),
        Attached(
            columns=(
                C("decision", "Decided", "The newest decision that stands; empty where nobody has decided."),
                C("reason", "Why", "Why, in the words of whoever decided.", shown=False),
                C("decided_by", "By", "Who decided.", shown=False),
                C("decided_at", "Decided on", "When it was decided.", kind=Kind.MOMENT, shown=False),
            ),
            needs=("unit",),
            read=settled,
        ),
    ),
    sort="home",
    record_type="unit",
    nav="stock",
    past=False,
    also=("unit__address_line", "unit__postcode", "unit__uprn", "unit__asset_ref"),
)
