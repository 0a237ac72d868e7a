"""Reading homes, the blocks and estates they stand in, and what is known of their fabric and safety."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Lower

from rooftree.records.claims.held import Found, Records, may_read
from rooftree.records.claims.likeness import NEAR_ENOUGH_LETTERS, likeness, near
from rooftree.records.claims.queries import Want, entities_that_differ, held
from rooftree.records.homes.models import (
    Address,
    AssetComponent,
    Certification,
    DecentHome,
    HazardReport,
    LocationAlert,
    Property,
    Room,
    Site,
    Survey,
    Unit,
)
from rooftree.reference.accounts.rules import Viewer

OF_HOME = (Address, AssetComponent, Certification, DecentHome, HazardReport, LocationAlert, Room, Survey)
FLAT = r"(flat|apartment|maisonette|bedsit|room|studio|garage)\s+\w+,?\s*"
"""How the first part of an address says which home of a building it is."""
MOST_FOUND = 200
OF_BLOCK = (Address, AssetComponent, Certification, DecentHome, HazardReport, LocationAlert, Survey)


def wants_of_home(unit_id: str) -> list[Want]:
    """The home itself, and everything known of its address, fabric and safety. For one `held` of many."""
    return [Want(Unit, Q(id=unit_id)), *(Want(model, Q(unit_id=unit_id)) for model in OF_HOME)]


def of_home(unit_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """The home itself, and everything known of its address, fabric and safety."""
    return held(*wants_of_home(unit_id), viewer=viewer, moment=moment)


def wants_of_places(block_ids: Sequence[str], site_ids: Sequence[str]) -> list[Want]:
    """Blocks, estates and areas, and what is known of the blocks' fabric and safety. For one `held` of many."""
    blocks, sites = list(block_ids), list(site_ids)
    return [
        *((Want(Property, Q(id__in=blocks)),) if blocks else ()),
        *((Want(model, Q(block_id__in=blocks)) for model in OF_BLOCK) if blocks else ()),
        *((Want(Site, Q(id__in=sites)), Want(Certification, Q(site_id__in=sites))) if sites else ()),
    ]


def of_places(
    block_ids: Sequence[str],
    site_ids: Sequence[str],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
) -> Records:
    """Blocks, the estates and areas, and what is known of the blocks' fabric and safety."""
    nothing = [Want(model, Q(pk__in=[])) for model in (Property, Site, *OF_BLOCK)]
    return held(*nothing, *wants_of_places(block_ids, site_ids), viewer=viewer, moment=moment)


def wants_in_block(block_id: str) -> list[Want]:
    """The homes of a block. For one `held` of many."""
    return [Want(Unit, Q(block_id=block_id))]


def wants_by_ids(ids: Sequence[str]) -> list[Want]:
    """Homes by id. For one `held` of many."""
    return [Want(Unit, Q(id__in=list(ids)))]


def by_ids(ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Homes by id."""
    return held(Want(Unit, Q(id__in=list(ids))), viewer=viewer, moment=moment)


def wants_of_addresses(person_id: str) -> list[Want]:
    """The addresses that systems hold for somebody. For one `held` of many."""
    return [Want(Address, Q(person_id=person_id))]


def of_addresses(
    person_id: str, unit_ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None
) -> Records:
    """The addresses that systems hold for somebody, and some homes by id."""
    wants = [Want(Address, Q(person_id=person_id)), Want(Unit, Q(id__in=list(unit_ids)))]
    return held(*wants, viewer=viewer, moment=moment)


def listed(
    *,
    viewer: Viewer,
    status: str = "",
    tenure: str = "",
    kind: str = "",
    area: str = "",
    ended: bool = False,
    differ: bool = False,
) -> QuerySet[Any, Any]:
    """Homes for a list, by address; ended ones only when asked for."""
    if not may_read("unit", viewer):
        return Unit.objects.none().values("id")
    rows = Unit.objects.filter(ended_on__isnull=not ended)
    for name, value in (("status", status), ("tenure", tenure), ("kind", kind), ("area_code", area)):
        if value:
            rows = rows.filter(**{name: value})
    if differ:
        rows = rows.filter(id__in=entities_that_differ(entity_type="unit", viewer=viewer))
    return rows.order_by(*_as_read(), "asset_ref", "id").values(
        "id",
        "asset_ref",
        "uprn",
        "address_line",
        "postcode",
        "kind",
        "status",
        "tenure",
        "bedrooms",
        "area_code",
        "area__name",
        "ended_on",
    )


def _as_read() -> list[Combinable]:
    """Addresses in the order people read them: street, number as a number, block, flat as a number."""
    line, none, any_case = F("address_line"), Value(""), Value("i")

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


def choices(*, viewer: Viewer) -> dict[str, list[tuple[str, int]]]:
    """For each filter of the list, the values that occur among homes, with how many of each."""
    if not may_read("unit", viewer):
        return {}
    return {
        name: [
            (str(value), count)
            for value, count in Unit.objects.filter(ended_on=None)
            .exclude(**{f"{name}__isnull": True})
            .values_list(name)
            .annotate(count=Count("id"))
            .order_by("-count", name)[:60]
        ]
        for name in ("status", "tenure", "kind", "area_code")
    }


def area_names(*, viewer: Viewer) -> dict[str, str]:
    """The names of areas by code."""
    if not may_read("site", viewer):
        return {}
    return {
        str(code): str(name or code)
        for code, name in Site.objects.filter(ended_on=None, code__isnull=False).values_list("code", "name")
    }


def counts(*, viewer: Viewer) -> dict[str, int]:
    """How many homes, and how many of them stand empty."""
    if not may_read("unit", viewer):
        return {}
    return Unit.objects.filter(ended_on=None).aggregate(
        homes=Count("id"), void=Count("id", filter=Q(status="void"))
    )


def found(*, words: Sequence[str], postcode: str, digits: str, reference: str, viewer: Viewer) -> list[Found]:
    """Homes by UPRN, property reference, postcode or part of an address; the surest first."""
    if not may_read("unit", viewer):
        return []
    hits: list[Found] = []
    if 4 <= len(digits) <= 12:
        hits += _hits(Q(uprn=digits.lstrip("0")), f"UPRN {digits}")
    if reference:
        spellings = [reference, reference.upper()]
        hits += _hits(
            Q(asset_ref__in=spellings) | Q(alternative_ref__in=spellings), f"Property reference {reference}"
        )
    if postcode:
        hits += _hits(Q(postcode__istartswith=postcode), f"Postcode {postcode}", 0.8)
    if words and not hits:
        hits += _by_address(words)
    return hits


def _by_address(words: Sequence[str]) -> list[Found]:
    every = Q()
    for word in words:
        every &= Q(address_line__icontains=word) | Q(postcode__icontains=word)
    hits = _hits(every, "Part of the address fits", 0.7)
    if hits or max(len(word) for word in words) < NEAR_ENOUGH_LETTERS:
        return hits
    rows = Unit.objects.alias(likeness=likeness(words, "address_line"))
    for word in words:
        rows = rows.filter(near(word, "address_line"))
    ids = rows.order_by(F("ended_on").asc(nulls_first=True), "-likeness").values_list("id", flat=True)
    return [Found(str(one), "Spelt nearly like the address", 0.5) for one in ids[:MOST_FOUND]]


def _hits(where: Q, why: str, nearness: float = 1.0) -> list[Found]:
    rows = Unit.objects.filter(where).order_by(F("ended_on").asc(nulls_first=True), "address_line", "id")
    return [Found(str(one), why, nearness) for one in rows.values_list("id", flat=True)[:MOST_FOUND]]
