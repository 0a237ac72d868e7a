"""Complaints of a home and of a person, and who may read them."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.contacts import queries
from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer
from tests.factories.records import make

ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)


@pytest.mark.django_db
def test_complaints_are_read_by_home_and_by_person() -> None:
    unit, person = make(m.Unit), make(m.Person)
    make(m.Complaint, unit=unit, complaint_ref="C1")
    make(m.Complaint, person=person, complaint_ref="C2")
    of_home = queries.of_home(str(unit.pk), viewer=SYSTEM)["complaint"]
    of_person = queries.of_person(str(person.pk), viewer=SYSTEM)["complaint"]
    assert [one.text("complaint_ref") for one in (*of_home, *of_person)] == ["C1", "C2"]
    assert queries.of_home(str(unit.pk), viewer=ADMINISTRATOR)["complaint"] == []
