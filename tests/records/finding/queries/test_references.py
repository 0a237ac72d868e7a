"""References of every kind, whole and begun, for those who may see what they lead to."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from rooftree.records import models as m
from rooftree.records.finding.queries import references
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from tests.factories.records import make

pytestmark = pytest.mark.django_db
PLANNER = Viewer(user_id=2, name="Bob", role=Role.PLANNER)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)


@pytest.fixture
def tenancy() -> m.Tenancy:
    tenancy: m.Tenancy = make(m.Tenancy, tenancy_ref="00451202")
    make(m.RentAccount, account_ref="0010000489", tenancy=tenancy)
    return tenancy


def test_a_rent_account_leads_to_its_tenancy_for_those_who_may_see_money(tenancy: m.Tenancy) -> None:
    (found,) = references.called(["0010000489"], viewer=SYSTEM)
    assert (found.table, found.id, found.words) == ("tenancy", str(tenancy.pk), "Rent account")
    assert references.called(["0010000489"], viewer=PLANNER) == []


@pytest.mark.parametrize("viewer", [ANONYMOUS, ADMINISTRATOR])
def test_a_tenancy_is_for_those_who_may_see_people(tenancy: m.Tenancy, viewer: Viewer) -> None:
    assert references.called(["00451202"], viewer=viewer) == []
    assert references.beginning(["0045"], viewer=viewer) == []
    assert references.reached_at(phone="07700900417", email="", viewer=viewer) == []


def test_a_reference_is_found_by_how_it_begins_and_marks_mean_themselves(tenancy: m.Tenancy) -> None:
    assert [one.id for one in references.beginning(["0045"], viewer=SYSTEM)] == [str(tenancy.pk)]
    for typed in ("%%%%", "____", "0%51", "\\\\\\\\", "004"):
        assert references.beginning([typed], viewer=SYSTEM) == []


def test_a_uprn_is_found_with_and_without_its_leading_noughts() -> None:
    unit = make(m.Unit, uprn="12345678")
    for typed in ("12345678", "000012345678"):
        assert [one.id for one in references.called([typed], viewer=ADMINISTRATOR)] == [str(unit.pk)]


def test_what_a_system_calls_a_person_is_no_hint_to_those_who_may_not_know() -> None:
    person = make(m.Person)
    ours = {"entity_type": "person", "entity_id": person.pk, "own_id": person.pk, "method": "own"}
    make(m.Reference, source_system="locata", source_key="30881", decided_by="rule", **ours)
    assert [one.system for one in references.called(["30881"], viewer=PLANNER)] == ["locata"]
    assert references.called(["30881"], viewer=ADMINISTRATOR) == []


@pytest.mark.parametrize("key", references.KEYS, ids=lambda key: f"{key.kept_in}.{key.column}")
def test_how_a_reference_begins_is_read_along_an_index_whatever_the_order_of_letters(key: Any) -> None:
    named = f"^CREATE INDEX \\w+ ON public.{key.kept_in} USING btree \\({key.column} text_pattern_ops\\)$"
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef ~ %s", [named])
        ((index,),) = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN " + key.statement(f"{key.column} LIKE %s", 8), ["0045%"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert f"using {index} " in plan
    assert "Sort" not in plan
