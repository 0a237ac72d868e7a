"""Homes by the API: what a page shows, for those to whom a page shows it, from where and as known when."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.utils import timezone

from rooftree.records.claims.held import readable
from rooftree.records.matching.models import EntityAlias
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.standard.queries import contracts
from tests.api.conftest import Programs
from tests.factories.landlord import Landlord, disagreement, secret_rows
from tests.factories.records import EXTRACTED_AT, make
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]


def test_a_home_says_where_each_of_its_facts_comes_from(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    unit = landlord["unit"]
    told = program(alice).read(f"homes/{unit.pk}")["home"]
    facts = landlord.facts["unit"]
    assert told["uprn"] == facts["uprn"]
    assert set(facts) <= set(told)
    assert told["origin"] == unit.origin
    assert told["lineage"]["system"] == "nec"
    assert told["lineage"]["key"] == unit.source_key
    assert (told["lineage"]["file"], told["lineage"]["row"]) == ("properties", 7)
    assert told["lineage"]["extract"] == unit.extract_id
    assert datetime.datetime.fromisoformat(told["lineage"]["extracted_at"]) == EXTRACTED_AT


def test_who_lives_there_is_for_those_who_see_people(
    alice: Somebody, dev: Somebody, program: Programs, landlord: Landlord
) -> None:
    path = f"homes/{landlord['unit'].pk}"
    assert program(dev, [Scope.HOMES]).read(path)["lives_here"] == []
    assert program(dev, [Scope.HOMES]).get(f"{path}/people").status_code == 403
    people = program(alice).read(f"{path}/people")
    everybody = [*people["lives_here"], *people["lived_here"]]
    assert [one["person"]["id"] for one in everybody] == [str(landlord["person"].pk)]
    assert AuditEntry.objects.filter(action="read", subject_type="home", by_id=alice.user.pk).exists()


def test_a_token_for_homes_alone_meets_nothing_personal(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    told = program(alice, [Scope.HOMES]).read(f"repairs/{landlord['work_order'].pk}")
    personal = [
        column.name for column in contracts()["work_order"].columns if column.classification == "personal"
    ]
    assert "description" in personal
    assert not set(personal) & set(told["order"])
    assert "description" in program(alice).read(f"repairs/{landlord['work_order'].pk}")["order"]


def test_nothing_of_a_special_category_is_told(
    carys: Somebody, program: Programs, landlord: Landlord
) -> None:
    secret_rows(landlord)
    reader = program(carys)
    paths = [f"homes/{landlord['unit'].pk}", f"people/{landlord['person'].pk}", "people", "homes"]
    for path in paths:
        words = reader.get(path).content.decode()
        assert "SECRET" not in words
        for table, facts in landlord.facts.items():
            kept = {column.name for column in readable(contracts()[table])}
            assert not [name for name in facts if name not in kept]


def test_pages_follow_each_other_and_meet_every_home_once(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    unit = landlord["unit"]
    made = {str(make(type(unit), status="void").pk) for _ in range(6)}
    reader, met = program(alice), []
    path: str | None = "homes?status=void&limit=2"
    while path:
        response = reader.get(path)
        told = response.json()
        assert len(told["items"]) <= 2
        met += [one["id"] for one in told["items"]]
        path = told["next"]
        assert response.headers.get("Link") == (f'<{path}>; rel="next"' if path else None)
    assert (len(met), set(met)) == (6, made)


def test_a_list_is_told_as_known_on_a_day(alice: Somebody, program: Programs, landlord: Landlord) -> None:
    unit = landlord["unit"]
    model, today = type(unit), timezone.localdate()
    later = make(model)
    day = today - datetime.timedelta(days=3)
    long_ago = timezone.now() - datetime.timedelta(days=10)
    _known_since(model, unit.pk, long_ago)
    told = program(alice).read(f"homes?on={day}")["items"]
    assert [one["id"] for one in told] == [str(unit.pk)]
    assert program(alice).get(f"homes/{later.pk}?on={day}").status_code == 404
    assert len(program(alice).read("homes")["items"]) == 2


def _known_since(model: type, pk: object, moment: datetime.datetime) -> None:
    """As if we had known it for longer: past the trigger that stamps every change."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, true)", [moment.isoformat()])
        cursor.execute("UPDATE unit SET floor_level = 'ground' WHERE id = %s", [str(pk)])
        cursor.execute("SELECT set_config('rooftree.now', '', true)")


def test_only_those_on_which_systems_disagree(alice: Somebody, program: Programs, landlord: Landlord) -> None:
    make(type(landlord["unit"]))
    assert program(alice).read("homes?differ=true")["items"] == []
    disagreement(landlord["unit"], "bedrooms", {"nec": 2, "keystone": 3}, "3")
    (one,) = program(alice).read("homes?differ=true")["items"]
    assert one["id"] == str(landlord["unit"].pk)
    (apart,) = program(alice).read("disagreements?type=unit")["items"]
    assert apart["said"] == {"nec": 2, "keystone": 3}
    assert apart["of"]["href"] == f"/api/v1/homes/{landlord['unit'].pk}"


def test_a_home_that_was_joined_leads_to_the_one_it_became(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    alias = uuid.uuid4()
    EntityAlias.objects.create(
        entity_type="unit",
        alias_id=alias,
        entity_id=landlord["unit"].pk,
        reason="Twice",
        decided_by="Carys",
        decided_at=timezone.now(),
    )
    response = program(alice).get(f"homes/{alias}/voids")
    assert response.headers["Location"] == f"/api/v1/homes/{landlord['unit'].pk}/voids"
