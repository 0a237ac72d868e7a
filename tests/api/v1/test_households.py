"""The household of a home by the API: of any day, with reasons, and for those alone who may read people."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from rooftree.records import models as m
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.models import AuditEntry
from tests.api.conftest import Programs
from tests.factories.records import make
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]
TODAY = timezone.localdate()
LEFT = TODAY - datetime.timedelta(days=60)


@pytest.fixture
def unit(db: None) -> m.Unit:
    """A home whose tenant left and is still listed by an application."""
    found: m.Unit = make(m.Unit, kind="flat", origin={"kind": "nec"})
    tenancy = make(m.Tenancy, unit=found, tenancy_ref="T1", starts_on=datetime.date(2020, 1, 6))
    for name, ends in (("Ada", LEFT), ("Ben", None)):
        person = make(m.Person, full_name=f"{name} Frost", given_name=name, family_name="Frost")
        make(
            m.HouseholdMember,
            person=person,
            tenancy=tenancy,
            starts_on=tenancy.starts_on,
            ends_on=ends,
            is_tenancy_party=True,
        )
    return found


def test_it_tells_of_a_day_with_who_says_so_and_leaves_a_line(
    alice: Somebody, program: Programs, unit: m.Unit
) -> None:
    now = program(alice).read(f"homes/{unit.pk}/household")
    assert [one["name"] for one in now["lives"]] == ["Ben Frost"]
    assert [len(one["people"]) for one in now["over_time"]] == [1, 2]
    before = program(alice).read(f"homes/{unit.pk}/household?lived={LEFT - datetime.timedelta(days=1)}")
    ada = next(one for one in before["lives"] if one["name"] == "Ada Frost")
    (said,) = ada["says"]
    assert (said["system"], said["basis"], said["until_on"], said["holds"]) == (
        "nec",
        "tenancy",
        LEFT.isoformat(),
        True,
    )
    assert AuditEntry.objects.filter(subject_type="home", subject_id=str(unit.pk)).count() == 2


def test_what_is_not_right_comes_in_words(alice: Somebody, program: Programs, unit: m.Unit) -> None:
    make(m.Void, unit=unit, starts_on=LEFT)
    (one,) = program(alice).read(f"homes/{unit.pk}/household")["not_right"]
    assert one["kind"] == "empty"
    assert "Ben Frost" in one["says"]


def test_a_token_without_people_and_a_role_without_them_are_told_nothing(
    alice: Somebody, dev: Somebody, program: Programs, unit: m.Unit
) -> None:
    path = f"homes/{unit.pk}/household"
    for refused in (program(alice, [Scope.HOMES]), program(dev, [Scope.HOMES])):
        answer = refused.get(path)
        assert answer.status_code == 403
        assert "Frost" not in answer.content.decode()


def test_a_day_that_has_not_come_is_refused_and_an_unknown_home_is_not_found(
    alice: Somebody, program: Programs, unit: m.Unit
) -> None:
    asks = program(alice)
    tomorrow = TODAY + datetime.timedelta(days=1)
    assert asks.get(f"homes/{unit.pk}/household?lived={tomorrow}").status_code == 422
    assert asks.get(f"homes/{m.Person.objects.earliest('id').pk}/household").status_code == 404
