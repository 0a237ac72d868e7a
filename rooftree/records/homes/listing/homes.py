"""The list of homes."""

from rooftree.records.homes.as_read import as_read
from rooftree.records.homes.models import Unit
from rooftree.records.homes.queries import area_names
from rooftree.records.listing.conditions import ended, live, systems_disagree
from rooftree.records.listing.shape import Column, Kind, List, Tick
from rooftree.records.listing.table import Table

C = Column


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
        Tick(
            "differ",
            "Systems disagree",
            systems_disagree("unit"),
            "",
            "home on which systems disagree",
            "homes on which systems disagree",
        ),
    ),
    sort="address",
    record_type="unit",
    also=("address_line", "postcode", "uprn", "asset_ref", "ended_on"),
)
