"""The list of homes."""

from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Lower

from rooftree.records.homes.models import Unit
from rooftree.records.homes.queries import FLAT, area_names
from rooftree.records.listing.conditions import ended, live, systems_disagree
from rooftree.records.listing.shape import Column, Kind, List, Tick
from rooftree.records.listing.table import Table

C = Column


def as_read(path: str = "address_line") -> list[Combinable]:
    """Addresses in the order people read them: street, number as a number, block, flat as a number."""
    line, none, any_case = F(path), Value(""), Value("i")

    def without(start: str) -> Func:
        return Func(line, Value(start), none, any_case, function="regexp_replace")

    def number_in(text: Combinable) -> Cast:
        found = Func(text, Value(r"\d{1,9}"), function="regexp_substr")
        return Cast(found, IntegerField())

    in_the_street = without(f"^{FLAT}")
    numbered = Func(in_the_street, Value(r"^\d{1,9}"), function="regexp_substr")
    return [
        Lower(without(rf"^({FLAT}([^,0-9]+,\s*)?)?([0-9]+[a-z]?,?\s+)?"), output_field=TextField()),
        number_in(numbered),
        Lower(in_the_street, output_field=TextField()),
        number_in(line),
        line,
    ]


PATCH = "The patch, estate or area that its housing officer works in."
HOMES = List(
    name="homes",
    title="Homes",
    says="A home, garage or other unit that is let, sold or managed; each once, whatever systems know it.",
    one="home",
    many="homes",
    columns=(
        C(
            "address",
            "Home",
            "The address in one line, as the system of record for addresses gives it.",
            of="address_line",
            searched=True,
            sorts=True,
            order=tuple(as_read()),
        ),
        C("postcode", "Postcode", "The postcode of that address.", shown=False, searched=True, sorts=True),
        C("uprn", "UPRN", "Unique Property Reference Number.", shown=False, searched=True),
        C(
            "reference",
            "Reference",
            "What the housing system calls it.",
            of="asset_ref",
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
            "Let, empty, sold and so on.",
            kind=Kind.CODE,
            codes="unit_status",
            filters=True,
        ),
        C(
            "since",
            "In that state since",
            "The day from which it has been so.",
            of="status_since",
            kind=Kind.DAY,
            shown=False,
            filters=True,
        ),
        C(
            "tenure",
            "Tenure",
            "On what terms it is let or owned.",
            kind=Kind.CODE,
            codes="tenure",
            filters=True,
        ),
        C("bedrooms", "Bedrooms", "How many bedrooms.", kind=Kind.WHOLE, filters=True, sorts=True),
        C("area", "Patch", PATCH, of="area_code", kind=Kind.CODE, names=area_names, filters=True),
        C("block", "Block", "The block it stands in; empty for a house.", of="block__name", shown=False),
        C(
            "ownership",
            "Owned by",
            "Whose it is.",
            kind=Kind.CODE,
            codes="ownership",
            shown=False,
            filters=True,
        ),
        C("built", "Built", "The year it was built.", of="built_year", kind=Kind.WHOLE, shown=False),
        C(
            "ended",
            "Ended",
            "The day its last system stopped speaking of it.",
            of="ended_on",
            kind=Kind.DAY,
            shown=False,
        ),
    ),
    rows=Table(Unit, counted=True),
    own={"live": live},
    ticks=(
        Tick("ended", "Only ended", ended, "live", "home has ended", "homes have ended"),
        Tick("differ", "Systems disagree", systems_disagree("unit")),
    ),
    sort="address",
    record_type="unit",
    also=("address_line", "postcode", "uprn", "asset_ref", "ended_on"),
)
