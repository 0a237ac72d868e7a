"""People by the API; each reading leaves its line in the audit trail."""

from __future__ import annotations

import pytest

from rooftree.records.finding.actions.keeping import keep_up
from rooftree.records.people.models import Person
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.models import AuditEntry
from tests.api.conftest import Programs
from tests.factories.landlord import Landlord, disagreement
from tests.factories.records import make
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]
OLWEN = {"full_name": "Olwen Prys", "given_name": "Olwen", "family_name": "Prys"}


def test_reading_somebody_leaves_a_line_that_names_the_token(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    person = landlord["person"]
    told = program(alice).read(f"people/{person.pk}")
    assert told["person"]["full_name"] == landlord.facts["person"]["full_name"]
    entry = AuditEntry.objects.get(action="read", subject_type="person", subject_id=str(person.pk))
    assert (entry.by_id, entry.detail["part"]) == (
        alice.user.pk,
        "page, by the API with the token “Contact centre”",
    )


def test_reading_a_list_of_people_leaves_a_line(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    assert len(program(alice).read("people")["items"]) == 1
    entry = AuditEntry.objects.get(action="read", subject_type="people")
    assert entry.detail["rows"] == 1


def test_searching_leaves_a_line(alice: Somebody, program: Programs) -> None:
    olwen = make(Person, **OLWEN)
    keep_up()
    told = program(alice).read("search?q=olwen prys")
    assert told["counts"] == {"people": 1}, told
    (hit,) = told["people"]
    assert hit["record"]["id"] == str(olwen.pk)
    assert AuditEntry.objects.get(action="searched").detail["sought"] == "olwen prys"


def test_a_search_by_a_token_for_homes_alone_finds_no_people(alice: Somebody, program: Programs) -> None:
    make(Person, **OLWEN)
    keep_up()
    assert program(alice, [Scope.HOMES]).read("search?q=olwen prys")["people"] == []


def test_what_differs_on_people_is_for_those_who_see_them(
    alice: Somebody, dev: Somebody, program: Programs, landlord: Landlord
) -> None:
    disagreement(landlord["person"], "given_name", {"nec": "Olwen", "locata": "Olwyn"}, "Olwen")
    assert len(program(alice).read("disagreements")["items"]) == 1
    assert program(dev, [Scope.HOMES]).read("disagreements")["items"] == []
    assert program(alice, [Scope.HOMES]).read("disagreements?type=person")["items"] == []


def test_money_is_for_those_who_see_it(
    alice: Somebody, bob: Somebody, program: Programs, landlord: Landlord
) -> None:
    path = f"tenancies/{landlord['tenancy'].pk}"
    assert len(program(alice).read(path)["accounts"]) == 1
    assert program(bob, [Scope.HOMES, Scope.PEOPLE]).read(path)["accounts"] == []
    assert program(alice, [Scope.HOMES, Scope.PEOPLE]).read(path)["accounts"] == []


def test_one_who_is_not_there_is_not_found(alice: Somebody, program: Programs) -> None:
    reader = program(alice)
    for path in ("people/7d0c2b7e-6f0e-4d54-9b0b-0e6f6e0a1c11", "people/' OR 1=1", "tenancies/none"):
        assert reader.get(path).status_code == 404
