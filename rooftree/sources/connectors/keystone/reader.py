"""Keystone's homes with the floor area of their rooms together, and the contractors of certificates."""

from rooftree.engine.typed import numbers
from rooftree.sources.connectors.reading import Source, Table, first_of_each, joined, received


def views(source: Source) -> dict[str, Table]:
    made: dict[str, Table] = {}
    assets = received(source, "assets", "AssetType")
    if assets is not None:
        take = {"FLOOR_AREA": "area"}
        made["measured"] = joined(assets, _areas(source), on="AssetRef", to="AssetRef", take=take)
    certificates = received(source, "certificates", "Contractor")
    if certificates is not None:
        named = certificates.filter(certificates.Contractor.notnull())
        made["contractors"] = first_of_each(named, ["Contractor"], [])
    return made


def _areas(source: Source) -> Table | None:
    """The measured rooms of each home together; a home with an unmeasured room has no area."""
    rooms = received(source, "rooms", "FloorAreaM2")
    if rooms is None:
        return None
    measured = rooms.mutate(square_metres=numbers.number(rooms.FloorAreaM2))
    found = measured.group_by("AssetRef").aggregate(
        total=measured.square_metres.sum(), unread=measured.square_metres.isnull().sum()
    )
    return found.filter(found.unread == 0).mutate(area=found.total.cast("string"))
