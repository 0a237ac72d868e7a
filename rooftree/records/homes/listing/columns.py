"""The column that every list of what belongs to a home shares."""

from rooftree.records.homes.queries import area_names
from rooftree.records.listing.shape import Column, Kind

PATCH = Column(
    "area",
    "Patch",
    "The patch, estate or area of the home.",
    of="unit__area_code",
    kind=Kind.CODE,
    names=area_names,
    shown=False,
    filters=True,
)
