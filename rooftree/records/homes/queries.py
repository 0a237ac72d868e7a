"""Reading homes, the blocks and estates they stand in, and what is known of their fabric and safety."""

import datetime
from collections.abc import Sequence

from django.db.models import Count, Q

from rooftree.records.claims.held import Records, may_read
from rooftree.records.claims.queries import Want, as_at, held
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
OF_BLOCK = (Address, AssetComponent, Certification, DecentHome, HazardReport, LocationAlert, Survey)


def wants_of_home(unit_id: str) -> list[Want]:
    """The home itself, and everything known of its address, fabric and safety. For one `held` of many."""
    return [Want(Unit, Q(id=unit_id)), *(Want(model, Q(unit_id=unit_id)) for model in OF_HOME)]


def of_home(unit_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """The home itself, and everything known of its address, fabric and safety."""
    return held(*wants_of_home(unit_id), viewer=viewer, moment=moment)


def a_few(*, viewer: Viewer, most: int) -> list[str]:
    """The ids of some homes, whichever; none for a viewer who may read none."""
    if not may_read("unit", viewer):
        return []
    return [str(own) for own in Unit.objects.order_by("id").values_list("id", flat=True)[:most]]


def wants_of_blocks(block_ids: Sequence[str]) -> list[Want]:
    """Blocks, and what is known of their fabric and safety. For one `held` of many."""
    blocks = list(block_ids)
    return [Want(Property, Q(id__in=blocks)), *(Want(model, Q(block_id__in=blocks)) for model in OF_BLOCK)]


def wants_of_sites(site_ids: Sequence[str]) -> list[Want]:
    """Estates and areas with their certificates. For one `held` of many."""
    sites = list(site_ids)
    return [Want(Site, Q(id__in=sites)), Want(Certification, Q(site_id__in=sites))]


def of_places(
    block_ids: Sequence[str],
    site_ids: Sequence[str],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
) -> Records:
    """Blocks, the estates and areas, and what is known of the blocks' fabric and safety."""
    wants = [*wants_of_blocks(block_ids), *wants_of_sites(site_ids)]
    return held(*wants, viewer=viewer, moment=moment)


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


def area_names(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """The names of areas by code; as at a moment, the names that they had then."""
    if not may_read("site", viewer):
        return {}
    return {
        str(code): str(name or code)
        for rows in as_at(Site, moment)
        for code, name in rows.filter(ended_on=None, code__isnull=False).values_list("code", "name")
    }


def counts(*, viewer: Viewer) -> dict[str, int]:
    """How many homes, and how many of them stand empty."""
    if not may_read("unit", viewer):
        return {}
    return Unit.objects.filter(ended_on=None).aggregate(
        homes=Count("id"), void=Count("id", filter=Q(status="void"))
    )
