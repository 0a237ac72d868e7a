"""The list of people, and who lives where or holds a tenancy, for lists whose rows say so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import Q
from django.db.models.functions import Left, Lower

from rooftree.records.claims.held import Held, ids_of
from rooftree.records.claims.queries import Want, held
from rooftree.records.homes.models import Unit
from rooftree.records.listing.conditions import ended, live, systems_disagree
from rooftree.records.listing.shape import Attached, Column, Kind, List, Row, Then, Tick
from rooftree.records.listing.table import Table
from rooftree.records.people.models import HouseholdMember, Person
from rooftree.records.people.queries import homes_of
from rooftree.records.people.rules import SORTED_LETTERS, humane

C = Column
TENANCY: Any = HouseholdMember._meta.get_field("tenancy").related_model
"""Reached by the link: tenancies read people, so people do not import tenancies."""


def lives_at(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """Where people live or last lived, since when, and when they left."""
    if then.moment is None:
        found = homes_of(ids, viewer=then.viewer, today=then.today)
        return {one: _home(row, row["tenancy__unit__address_line"]) for one, row in found.items()}
    return _lived(ids, then)


def _lived(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """The same, from members, tenancies and homes as they were known then."""
    read = partial(held, viewer=then.viewer, moment=then.moment)
    members = read(Want(HouseholdMember, Q(person_id__in=ids, tenancy__isnull=False)))
    tenancies = read(Want(TENANCY, Q(id__in=ids_of(members["household_member"], "tenancy"))))
    units = read(Want(Unit, Q(id__in=ids_of(tenancies["tenancy"], "unit"))))
    tenancy_of = {one.id: one for one in tenancies["tenancy"]}
    unit_of = {one.id: one for one in units["unit"]}
    rows: dict[str, dict[str, Any]] = {}
    for one in sorted(members["household_member"], key=lambda one: str(one.day("starts_on") or "")):
        tenancy = tenancy_of.get(one.link("tenancy"))
        unit = unit_of.get(tenancy.link("unit")) if tenancy else None
        if one.ended_on or tenancy is None or unit is None:
            continue
        row = _membership(one, tenancy, unit, then)
        before = rows.get(one.link("person"))
        if before is None or row["now"] >= before["now"]:
            rows[one.link("person")] = row
    return {one: _home(row, row["tenancy__unit__address_line"]) for one, row in rows.items()}


def _membership(member: Held, tenancy: Held, unit: Held, then: Then) -> dict[str, Any]:
    left = [day for day in (member.day("ends_on"), tenancy.day("ends_on")) if day and day <= then.today]
    return {
        "starts_on": member.day("starts_on"),
        "tenancy__unit_id": unit.id,
        "tenancy__unit__address_line": unit.text("address_line"),
        "tenancy__unit__postcode": unit.text("postcode"),
        "now": not left,
        "left_on": min(left) if left else None,
    }


def _home(row: Mapping[str, Any], line: str | None) -> Row:
    address = ", ".join(part for part in (line, row["tenancy__unit__postcode"]) if part)
    return {
        "lives_at": address,
        "lives_since": row["starts_on"],
        "left": row["left_on"],
        "lives_unit_id": str(row["tenancy__unit_id"]),
    }


def tenants_of(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """Who is on some tenancies, the main tenant first."""
    read = partial(held, viewer=then.viewer, moment=then.moment)
    found = read(Want(HouseholdMember, Q(tenancy_id__in=ids, is_tenancy_party=True)))
    members = [one for one in found["household_member"] if not one.ended_on]
    people = read(Want(Person, Q(id__in=ids_of(members, "person"))))
    name_of = {one.id: humane(one.text("full_name")) for one in people["person"]}
    named: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for one in members:
        if name := name_of.get(one.link("person")):
            named[one.link("tenancy")].append((not one.facts.get("is_main_tenant"), name, one.link("person")))
    return {
        tenancy: {
            "tenants": " and ".join(dict.fromkeys(name for _, name, _ in sorted(names))),
            "tenant_id": min(names)[2],
        }
        for tenancy, names in named.items()
    }


PEOPLE = List(
    name="people",
    title="People",
    says="A human being whom any system knows, each once: tenants, household members, applicants.",
    one="person",
    many="people",
    columns=(
        C(
            "name",
            "Person",
            "The full name, as the system of record for names gives it.",
            of="full_name",
            kind=Kind.NAME,
            searched=True,
            sorts=True,
            order=(Lower(Left("family_name", SORTED_LETTERS)), Lower(Left("given_name", SORTED_LETTERS))),
        ),
        C("title", "Title", "How they are addressed.", shown=False),
        C("given", "Given name", "The first name.", of="given_name", kind=Kind.NAME, shown=False),
        C("family", "Family name", "The last name.", of="family_name", kind=Kind.NAME, shown=False),
        C("born", "Born", "The date of birth.", of="date_of_birth", kind=Kind.DAY, filters=True, sorts=True),
        C(
            "died",
            "Died",
            "The day of death, where told.",
            of="deceased_on",
            kind=Kind.DAY,
            shown=False,
            filters=True,
        ),
        C(
            "ended",
            "Ended",
            "The day the last system stopped speaking of them.",
            of="ended_on",
            kind=Kind.DAY,
            shown=False,
        ),
    ),
    rows=Table(Person),
    own={"live": live},
    ticks=(
        Tick("ended", "Only ended", ended, "live", "person has ended", "people have ended"),
        Tick(
            "differ",
            "Systems disagree",
            systems_disagree("person"),
            "",
            "person on whom systems disagree",
            "people on whom systems disagree",
        ),
    ),
    attached=(
        Attached(
            columns=(
                C(
                    "lives_at",
                    "Lives at",
                    "The home of the tenancy whose household they are in, or last were.",
                ),
                C(
                    "lives_since",
                    "Since",
                    "The day from which they have been in that household.",
                    kind=Kind.DAY,
                ),
                C(
                    "left",
                    "Left",
                    "The day they left it; empty while they live there.",
                    kind=Kind.DAY,
                    shown=False,
                ),
            ),
            needs=("household_member", "tenancy", "unit"),
            read=lives_at,
        ),
    ),
    sort="name",
    record_type="person",
    also=("title", "deceased_on", "ended_on", "source_system", "source_key"),
)
