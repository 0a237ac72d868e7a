"""The subject's tables, one file per group; imported here under one name."""

from rooftree.records.people.models.contact import Communication
from rooftree.records.people.models.equality import EqualityInformation
from rooftree.records.people.models.household import Household, HouseholdMember
from rooftree.records.people.models.organization import Organization
from rooftree.records.people.models.person import Person, PersonName

__all__ = [
    "Communication",
    "EqualityInformation",
    "Household",
    "HouseholdMember",
    "Organization",
    "Person",
    "PersonName",
]
