"""A ledger with a night behind it: a home, a person, an alert, and two people who share a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from rooftree.oversight.quality.models import QualityException
from rooftree.records import models as m
from rooftree.reference.standard.quality.rules import Severity
from tests.factories.records import make
from tests.oversight.quality.ledger import Ledger, rule
from tests.oversight.quality.records import known, row_id

DOB, BEDS, ALERT = "person.date_of_birth.required", "unit.bedrooms.agrees", "person_alert.code.read"
KIND = "rent_account.kind.codelist"


@pytest.fixture
def ledger(db: None, tmp_path: Path, settings: Settings) -> Ledger:
    """Six rows of the housing system, five of which fall short."""
    made = Ledger(tmp_path)
    home = make(m.Unit, source_key="P1", address_line="8 Orchard Rise", postcode="ZZ4 2LH", area_code="N1")
    people = [make(m.Person, source_key=key, full_name=f"{key} Okoro") for key in ("Ann", "Ben")]
    known("unit", home, "P1", {"bedrooms": 3})
    for person in people:
        known("person", person, person.source_key, {"full_name": person.full_name, "date_of_birth": None})
    make(m.RentAccount, id=row_id("rent_account", "nec", "R1"), source_key="R1", unit=home, kind="RENTT")
    make(
        m.PersonAlert, id=row_id("person_alert", "nec", "B"), source_key="B", person=people[0], code="SECRET"
    )
    made.rules = tuple(rule(name, severity=Severity(grave)) for name, grave in RULES.items())
    made.held = {
        ("nec", "unit"): ["P1"],
        ("nec", "person"): ["Ann", "Ben", "Cei"],
        ("nec", "rent_account"): ["R1"],
        ("nec", "person_alert"): ["B"],
    }
    made.night(FAILING)
    settings.ROOFTREE_TODAY = made.day
    return made


RULES = {DOB: "critical", BEDS: "major", ALERT: "minor", KIND: "minor"}
FAILING = [(DOB, "Ann"), (DOB, "Ben"), (BEDS, "P1"), (ALERT, "B"), (KIND, "R1")]


def address(row: QualityException) -> str:
    """The page of one exception."""
    return f"/quality/exceptions/{row.pk}/"
