"""A home and a person to write about."""

from __future__ import annotations

import pytest

from rooftree.records.homes.models import Unit
from rooftree.records.people.models import Person
from tests.factories.records import make


@pytest.fixture
def home(db: None) -> str:
    """The id of a home."""
    return str(make(Unit, address_line="12 Larch House, Orchard Rise", postcode="ZZ4 2LH").pk)


@pytest.fixture
def person(db: None) -> str:
    """The id of a person."""
    return str(make(Person, full_name="Josephine Okoro").pk)
