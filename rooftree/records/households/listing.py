"""The list of what is not right about households, home by home."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from rooftree.records.claims.queries import held
from rooftree.records.homes.as_read import as_read
from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.households.models import HouseholdFault
from rooftree.records.households.queries import NEEDED
from rooftree.records.households.reading import somebody
from rooftree.records.households.rules.findings import Kind as Fault
from rooftree.records.households.rules.titles import TITLES
from rooftree.records.listing.offers import Pick, Ready
from rooftree.records.listing.several import Several
from rooftree.records.listing.shape import Attached, Column, Kind, List, Row, Then
from rooftree.records.people.queries import wants_by_ids
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import systems
from rooftree.reference.register.rules import called

C = Column
NOBODY = "Nobody by name"
HEADS = {one.value: (f"time: {TITLES[one].lower()}", f"times: {TITLES[one].lower()}") for one in Fault}


def faults(**_: object) -> Mapping[str, str]:
    """Every kind in words."""
    return {one.value: TITLES[one] for one in TITLES}


def system_names(**_: object) -> Mapping[str, str]:
    """The systems in words."""
    return {one.name: called(one.name) for one in systems()}


def parts(then: Then) -> list[QuerySet[Any]]:
    """What the latest run found."""
    del then
    return [HouseholdFault.objects.all()]


def of_kind(value: str, then: Then) -> Q:
    """Of one kind."""
    del then
    return Q(kind=value)


def told_by(value: str, then: Then) -> Q:
    """That this system is one of those that do not agree."""
    del then
    return Q(systems__contains=[value])


def counts(then: Then) -> Mapping[str, int]:
    """How many there are of each kind."""
    del then
    rows = HouseholdFault.objects.values_list("kind").annotate(many=Count("pk"))
    return dict(rows)


def about(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """Whom each is about, and which systems tell of it."""
    rows = HouseholdFault.objects.filter(pk__in=ids)
    people = {str(own) for row in rows for own in row.people}
    found = held(*wants_by_ids(sorted(people)), viewer=then.viewer)["person"] if people else []
    names = {one.id: somebody(one).name for one in found}
    return {
        str(row.pk): {
            "people": ", ".join(names.get(str(own)) or NOBODY for own in row.people),
            "systems": ", ".join(called(name) for name in row.systems),
        }
        for row in rows
    }


def may_list(viewer: Viewer) -> bool:
    """Who may read it: whoever may read who lives where."""
    return bool(HOUSEHOLD_FAULTS.readable(viewer))


HOUSEHOLD_FAULTS = List(
    name="household-faults",
    title="Households not right",
    says="One thing that is not right about who lives at a home, on the day of the latest run: systems that "
    "do not agree, or what cannot be. A home may have several.",
    one="thing not right about a household",
    many="things not right about households",
    columns=(
        C(
            "home",
            "Home",
            "The address of the home.",
            of="unit__address_line",
            searched=True,
            sorts=True,
            order=as_read("unit__address_line"),
        ),
        C("postcode", "Postcode", "The home’s postcode.", of="unit__postcode", shown=False, searched=True),
        C(
            "uprn",
            "UPRN",
            "Unique Property Reference Number.",
            of="unit__uprn",
            shown=False,
            searched=True,
        ),
        C(
            "reference",
            "Reference",
            "What the housing system calls the home.",
            of="unit__asset_ref",
            shown=False,
            searched=True,
        ),
        C("what", "What is not right", "One of eleven kinds.", of="kind", kind=Kind.CODE, names=faults),
        PATCH,
        C(
            "since",
            "Found since",
            "The day of the run that found it first, of those that found it one after the other.",
            of="since_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
    ),
    rows=Several(parts, NEEDED),
    picks=(
        Pick("fault", "What is not right", faults, of_kind, heads=HEADS, counts=counts),
        Pick("told-by", "Told by", system_names, told_by),
    ),
    ready=tuple(
        Ready(TITLES[one], f"fault={one.value}")
        for one in (Fault.DIED, Fault.TWO_TENANCIES, Fault.NOT_LET, Fault.NOT_LISTED)
    ),
    attached=(
        Attached(
            columns=(
                C("people", "About", "Whom it is about; empty where it is about papers.", kind=Kind.NAME),
                C("systems", "Told by", "The systems that say so, and those that say otherwise."),
            ),
            needs=NEEDED,
            read=about,
        ),
    ),
    only=("unit",),
    begins="All that is not right",
    sort="home",
    past=False,
    also=("unit_id", "unit__address_line", "unit__postcode"),
)
