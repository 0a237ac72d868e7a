"""What somebody asked for to have a home, and whose applications and cases they are part of."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from tests.factories.records import make
from tests.people import Somebody


@pytest.fixture
def daughter(db: None) -> m.Person:
    """In the household of Mr Hughes's application; Locata gives her birthday and no name."""
    father = make(m.Person, source_system="locata", title="MR", full_name="CONNOR HUGHES")
    child: m.Person = make(m.Person, source_system="locata", source_key="APP070040/3")
    asked = make(m.HousingApplication, person=father, application_ref="APP070040", band="band_d")
    household = make(
        m.Household, household_ref="APP070040", kind="housing_application", housing_application=asked
    )
    facts = {"household": household, "household_ref": "APP070040", "source_system": "locata"}
    make(m.HouseholdMember, person=father, is_head=True, relationship="main", **facts)
    make(m.HouseholdMember, person=child, is_head=False, relationship="daughter", **facts)
    return child


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return " ".join(str(response.content.decode()).split())


def test_somebody_of_anothers_application_is_led_to_it_and_to_who_asked(
    daughter: m.Person, alice: Somebody
) -> None:
    application = m.HousingApplication.objects.get()
    for tab in ("", "needs/"):
        text = text_of(alice, f"/people/{daughter.pk}/{tab}")
        assert "No application and no case" not in text
        assert "In the household of somebody who asked" in text
        assert f'href="/applications/{application.pk}/"' in text
        assert "Mr Connor Hughes" in text
        assert "daughter of Mr Connor Hughes" in text, "the bar says from where they are known"


def test_their_own_application_is_not_told_again_as_somebody_elses(
    daughter: m.Person, alice: Somebody
) -> None:
    father = m.Person.objects.get(full_name="CONNOR HUGHES")
    text = text_of(alice, f"/people/{father.pk}/needs/")
    assert "On the housing register" in text
    assert "In the household of somebody who asked" not in text
    assert "Known from" not in text


def test_a_person_without_a_name_is_listed_by_who_tells_of_them(daughter: m.Person, alice: Somebody) -> None:
    rows = text_of(alice, "/people/")
    assert "Not named by Locata" in rows
    assert "APP070040/3" in rows
    alice.client.get(f"/people/{daughter.pk}/")
    assert "Not named by Locata" in text_of(alice, "/").split("You were last at")[1]
