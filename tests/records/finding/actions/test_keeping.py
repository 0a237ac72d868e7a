"""The words are kept up to date with the records: made once, then only where something changed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection

from rooftree.records import models as m
from rooftree.records.finding.actions.keeping import Kept, keep_up
from rooftree.records.finding.rules import spelling
from tests.factories.records import make

pytestmark = pytest.mark.django_db
NAMES = ["Zoë Núñez", "O’Brien", "SØREN d'Arc", "Łukasz  Żak-Nowak", "Straße", "Əli 李", "Mc Donald", "`x´"]


def night(day: int) -> None:
    """From here on the records are told on this night."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, true)", [f"2026-11-{day:02}T02:00:00Z"])


def entries(of: Any) -> list[m.SearchEntry]:
    return list(m.SearchEntry.objects.filter(entity_id=of.pk).order_by("id"))


@pytest.mark.parametrize("text", NAMES)
def test_postgresql_writes_words_as_python_does(text: str) -> None:
    words, heard = spelling.plain_sql("x"), spelling.sound_sql("y")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {words}, {heard} FROM (VALUES (%s, %s)) v (x, y)", [text, spelling.plain(text)]
        )
        assert cursor.fetchone() == (spelling.plain(text), spelling.sound(spelling.plain(text)))


def test_a_person_is_known_by_every_name_their_birth_and_their_homes() -> None:
    unit = make(m.Unit, address_line="12 Hollin Bank", postcode="ZZ4 2LH")
    tenancy = make(m.Tenancy, unit=unit)
    person = make(m.Person, full_name="Zoë O'Brien-Smith", date_of_birth=datetime.date(1951, 3, 14))
    make(m.PersonName, person=person, full_name="Zoe Mc Donald")
    make(m.HouseholdMember, person=person, tenancy=tenancy)
    keep_up()
    (entry,) = entries(person)
    assert {"zoe", "obrien", "smith", "obriensmith", "mcdonald", "1951-03-14"} <= set(entry.words)
    assert {"@12", "@hollin", "@zz42lh", "@zz42", "@zz4"} <= set(entry.words)
    assert {word for word in entry.words if word[0] == "*"} == {"*z", "*o", "*s", "*m", "*d"}
    assert entries(unit)[0].words == ["+12", "+hollin", "+bank", "+zz42lh", "+zz4", "+zz42", "*b", "*h", "*z"]
    assert m.SearchWord.objects.get(word="hollin").places
    assert not m.SearchWord.objects.filter(word__in=["12", "1951-03-14", "z", "*z"]).exists()


def test_a_second_time_with_nothing_new_changes_nothing() -> None:
    make(m.Person, full_name="Josephine Okoro")
    assert keep_up() == Kept(1, 0)
    assert keep_up() == Kept(0, 0)


def test_an_old_name_stays_with_the_moment_it_ended() -> None:
    night(20)
    person = make(m.Person, full_name="Josephine Okoro")
    other = make(m.Person, full_name="Ada Amis")
    keep_up()
    night(21)
    person.full_name = "Josephine Bell"
    person.save()
    assert keep_up() == Kept(1, 1)
    former, now = entries(person)
    assert (former.label, now.label, now.known_to) == ("Josephine Okoro", "Josephine Bell", None)
    assert former.known_to == now.known_from == datetime.datetime(2026, 11, 21, 2, tzinfo=datetime.UTC)
    assert len(entries(other)) == 1


def test_whoever_lives_in_a_home_is_found_by_its_new_address() -> None:
    night(20)
    unit = make(m.Unit, address_line="Old Row")
    person = make(m.Person, full_name="Josephine Okoro")
    make(m.HouseholdMember, person=person, tenancy=make(m.Tenancy, unit=unit))
    keep_up()
    night(21)
    unit.address_line = "New Row"
    unit.save()
    assert keep_up() == Kept(2, 2)
    assert "@new" in entries(person)[-1].words
    assert m.SearchWord.objects.filter(word="new").exists()


def test_a_member_who_is_told_to_be_somebody_else_leaves_both_right() -> None:
    night(20)
    unit = make(m.Unit, address_line="Larch House")
    first, second = make(m.Person, full_name="Ada Amis"), make(m.Person, full_name="Bea Bell")
    member = make(m.HouseholdMember, person=first, tenancy=make(m.Tenancy, unit=unit))
    keep_up()
    night(21)
    member.person = second
    member.save()
    keep_up()
    assert "@larch" not in entries(first)[-1].words
    assert "@larch" in entries(second)[-1].words


def test_a_record_that_ends_is_marked_and_keeps_its_words() -> None:
    night(20)
    unit = make(m.Unit, address_line="Larch House")
    keep_up()
    night(21)
    unit.ended_on = datetime.date(2026, 11, 21)
    unit.save()
    keep_up()
    (entry,) = entries(unit)
    assert entry.ended


def test_the_first_time_on_an_older_database_takes_its_history_too() -> None:
    night(20)
    person = make(m.Person, full_name="Josephine Okoro")
    night(21)
    person.full_name = "Josephine Bell"
    person.save()
    keep_up()
    assert [(one.label, one.known_to is None) for one in entries(person)] == [
        ("Josephine Bell", True),
        ("Josephine Okoro", False),
    ]
