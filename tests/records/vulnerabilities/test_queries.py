"""Who may know what is needed at the door, and that no reason leaves the records."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from rooftree.records import models as m
from rooftree.records.vulnerabilities import queries
from rooftree.reference.accounts.rules import Scope, Viewer
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def says(viewer: Viewer, person: m.Person) -> list[str]:
    return [one.says for one in queries.at_the_door(viewer=viewer, person_ids=[str(person.pk)])]


def test_officers_and_planners_see_the_adjustment_and_no_one_else(
    alice: Somebody, bob: Somebody, carys: Somebody, dev: Somebody
) -> None:
    person = make(m.Person)
    make(m.PersonAlert, person=person, code="language", source_text="SECRET")
    for somebody in (alice, bob):
        found = queries.at_the_door(viewer=somebody.viewer, person_ids=[str(person.pk)])
        assert [one.says for one in found] == ["Interpreter"]
        assert "SECRET" not in repr(found)
        assert "language" not in repr(found)
    for somebody in (carys, dev):
        assert says(somebody.viewer, person) == []
        assert not queries.people_asking(viewer=somebody.viewer).exists()


def test_a_token_never_sees_needs_whatever_its_scopes(alice: Somebody) -> None:
    person = make(m.Person)
    make(m.PersonAlert, person=person, code="language")
    own = alice.viewer
    token = Viewer(own.user_id, own.name, own.role, scopes=frozenset(Scope))
    assert says(token, person) == []


def test_a_need_that_is_over_is_not_needed_and_one_gone_from_its_source_says_so(alice: Somebody) -> None:
    person = make(m.Person)
    make(m.PersonAlert, person=person, code="language", status="closed")
    make(m.PersonAlert, person=person, code="hearing", ended_on=TODAY)
    found = queries.at_the_door(viewer=alice.viewer, person_ids=[str(person.pk)])
    assert {one.says for one in found} == {"Speak face to face", "Knock loudly and wait"}
    assert all(one.ended_on == TODAY for one in found)
    assert not queries.people_asking(viewer=alice.viewer).exists()


def test_a_note_on_a_home_is_for_whoever_opens(alice: Somebody) -> None:
    home = make(m.Unit)
    make(m.PersonAlert, unit=home, code="unreviewed_note", source_text="Hoarding, allow extra time")
    make(m.PersonAlert, unit=home, code="unreviewed_note", source_text="No longer needs an interpreter")
    found = queries.at_the_door(viewer=alice.viewer, unit_ids=[str(home.pk)])
    assert [one.says for one in found] == ["Allow extra time at the door"]
    assert [str(one["unit_id"]) for one in queries.homes_asking(viewer=alice.viewer)] == [str(home.pk)]


def test_what_was_needed_is_known_as_on_a_day(alice: Somebody) -> None:
    person = make(m.Person)
    alert = make(m.PersonAlert, person=person, code="language")
    before = timezone.now() - datetime.timedelta(days=1)
    assert queries.at_the_door(viewer=alice.viewer, person_ids=[str(person.pk)], moment=before) == []
    m.PersonAlert.objects.filter(pk=alert.pk).update(
        known_from=timezone.now() - datetime.timedelta(days=9), status="in_review"
    )
    assert says(alice.viewer, person) == ["Interpreter"]


def test_a_need_told_by_a_row_whose_link_is_not_sure_says_so_now_and_as_known_before(alice: Somebody) -> None:
    person = make(m.Person)
    make(m.PersonAlert, person=person, code="language", source_system="locata")
    make(m.PersonAlert, person=person, code="hearing", source_system="nec")
    link = {"entity_type": "person", "entity_id": person.pk, "own_id": person.pk, "method": "weighed"}
    make(m.Reference, **link, decided_by="the run", source_system="locata", is_sure=False)
    make(m.Reference, **link, decided_by="the run", source_system="nec", is_sure=True)
    for moment in (None, timezone.now() + datetime.timedelta(minutes=1)):
        found = queries.at_the_door(viewer=alice.viewer, person_ids=[str(person.pk)], moment=moment)
        told = {one.told for one in found}
        assert "Interpreter (if it is the same person)" in told
        assert {"Speak face to face", "Knock loudly and wait"} < told
