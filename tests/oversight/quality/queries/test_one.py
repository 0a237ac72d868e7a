"""One exception and those of a record: the live value only for who may read it, and why where none is."""

from __future__ import annotations

from typing import Any

import pytest

from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries.of_record import count_of, of_record
from rooftree.oversight.quality.queries.one import one
from rooftree.records import models as m
from tests.factories.records import make
from tests.oversight.quality.ledger import Ledger, rule
from tests.oversight.quality.records import known, row_id
from tests.people import Somebody

POSTCODE, KIND = "unit.postcode.format", "rent_account.kind.codelist"
DOB, ALERT = "person.date_of_birth.required", "person_alert.code.codelist"


@pytest.fixture
def found(ledger: Ledger) -> dict[str, Any]:
    """A home with an account, a person with an alert; one exception of each."""
    home = make(m.Unit, source_key="P1", postcode="ZZ4 2LH", area_code="N1", source_system="keystone")
    person = make(m.Person, source_key="A")
    known("unit", home, "P1", {"postcode": "ZZ42LHX"})
    known("person", person, "A", {"date_of_birth": None})
    make(m.RentAccount, id=row_id("rent_account", "nec", "R1"), source_key="R1", unit=home, kind="RENTT")
    make(m.PersonAlert, id=row_id("person_alert", "nec", "B"), source_key="B", person=person, code="SECRET")
    ledger.rules = (rule(POSTCODE), rule(KIND), rule(DOB), rule(ALERT))
    ledger.held = {
        ("nec", "unit"): ["P1"],
        ("nec", "rent_account"): ["R1"],
        ("nec", "person"): ["A"],
        ("nec", "person_alert"): ["B"],
    }
    ledger.night([(POSTCODE, "P1"), (KIND, "R1"), (DOB, "A"), (ALERT, "B")])
    return {"home": str(home.pk), "person": str(person.pk)}


def value(ledger: Ledger, somebody: Somebody, key: str, name: str) -> tuple[object, str]:
    told = one(ledger.one(key, name).pk, viewer=somebody.viewer, today=ledger.day)
    return ("none", "") if told is None else (told.observed.value, told.observed.why_not)


def test_the_value_is_what_this_system_says_now(
    ledger: Ledger, found: dict[str, Any], alice: Somebody
) -> None:
    assert value(ledger, alice, "P1", POSTCODE) == ("ZZ42LHX", "")
    assert value(ledger, alice, "R1", KIND) == ("RENTT", "")
    m.Claim.objects.filter(source_key="P1").update(said={"postcode": "ZZ4 2LH"})
    assert value(ledger, alice, "P1", POSTCODE) == ("ZZ4 2LH", "")


def test_no_value_is_kept_in_the_ledger(ledger: Ledger, found: dict[str, Any]) -> None:
    kept = str(list(QualityException.objects.values()))
    assert "ZZ42LHX" not in kept
    assert "SECRET" not in kept


def test_who_may_not_read_the_record_sees_no_exception_of_it(
    ledger: Ledger, found: dict[str, Any], bob: Somebody, dev: Somebody
) -> None:
    assert value(ledger, bob, "R1", KIND) == ("none", "")
    assert value(ledger, dev, "A", DOB) == ("none", "")


def test_of_a_vulnerability_a_steward_sees_the_key_alone(
    ledger: Ledger, found: dict[str, Any], carys: Somebody, alice: Somebody
) -> None:
    assert one(ledger.one("B", ALERT).pk, viewer=alice.viewer, today=ledger.day) is None
    told = one(ledger.one("B", ALERT).pk, viewer=carys.viewer, today=ledger.day)
    assert told is not None
    assert (told.observed.value, told.exception.person_id, told.record_id) == (None, "", "")
    assert told.observed.why_not == "Your role does not let you read this part of the record."
    assert ledger.one("B", ALERT).person_id is None


def test_a_value_that_is_not_published_is_said_to_be_so(
    ledger: Ledger, found: dict[str, Any], alice: Somebody
) -> None:
    QualityException.objects.filter(source_key="P1").update(column_name="no_such_column")
    assert value(ledger, alice, "P1", "unit.postcode.format") == (
        None,
        "This value is not part of the single view, so it is not shown here; look in nec.",
    )


def test_the_home_and_the_person_are_found_by_the_links_of_publish(
    ledger: Ledger, found: dict[str, Any]
) -> None:
    home, account, person = (ledger.one(*each) for each in (("P1", POSTCODE), ("R1", KIND), ("A", DOB)))
    assert (str(home.unit_id), home.area_code) == (found["home"], "N1")
    assert (str(account.unit_id), account.record_type) == (found["home"], "rent_account")
    assert (str(person.person_id), person.unit_id) == (found["person"], None)


def test_a_record_has_its_own_and_those_of_what_belongs_to_it(
    ledger: Ledger, found: dict[str, Any], alice: Somebody, bob: Somebody, dev: Somebody
) -> None:
    def keys(record: str, somebody: Somebody) -> list[str]:
        table = "unit" if record == "home" else "person"
        rows = of_record(table, found[record], viewer=somebody.viewer, today=ledger.day)
        assert len(rows) == count_of(table, found[record], viewer=somebody.viewer)
        return sorted(row.source_key for row in rows)

    assert keys("home", alice) == ["P1", "R1"]
    assert keys("home", bob) == ["P1"]
    assert keys("person", alice) == ["A"]
    assert keys("person", dev) == []
    assert of_record("unit", "no id", viewer=alice.viewer, today=ledger.day) == []


def test_the_story_is_told_in_order_with_who_and_when(
    ledger: Ledger, found: dict[str, Any], alice: Somebody
) -> None:
    ledger.night([])
    ledger.night([(POSTCODE, "P1")])
    told = one(ledger.one("P1", POSTCODE).pk, viewer=alice.viewer, today=ledger.day)
    assert told is not None
    assert [each.words for each in told.happened] == ["Resolved", "Reopened"]
    assert {each.by for each in told.happened} == {"the nightly run"}
    assert one("nonsense", viewer=alice.viewer, today=ledger.day) is None
