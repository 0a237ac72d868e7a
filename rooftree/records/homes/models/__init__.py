"""The subject's tables, one file per group; imported here under one name."""

from rooftree.records.homes.models.address import Address
from rooftree.records.homes.models.component import AssetComponent, DecentHome, Room, Survey
from rooftree.records.homes.models.place import Property, Site
from rooftree.records.homes.models.safety import Certification, HazardReport, LocationAlert
from rooftree.records.homes.models.unit import Unit

__all__ = [
    "Address",
    "AssetComponent",
    "Certification",
    "DecentHome",
    "HazardReport",
    "LocationAlert",
    "Property",
    "Room",
    "Site",
    "Survey",
    "Unit",
]
