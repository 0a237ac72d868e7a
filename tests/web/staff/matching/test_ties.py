"""What is linked to a person by evidence that is not sure is shown, and said to be so."""

from __future__ import annotations

import pytest
from django.test import Client

from rooftree.records import models as m
from rooftree.reference.accounts.rules import Role
from tests.factories.records import make
from tests.web.conftest import user_with
from tests.web.staff.matching.made import person

pytestmark = pytest.mark.django_db
TAG = "May be the same person"


@pytest.mark.parametrize("is_sure", [True, False])
def test_an_application_from_a_link_that_is_not_sure_carries_a_tag_and_the_way_to_the_links(
    is_sure: bool,
) -> None:
    one = person("Eirlys Quillfeather")
    known = {"entity_type": "person", "entity_id": one.pk, "own_id": one.pk, "source_system": "locata"}
    make(m.Reference, method="weighed evidence", decided_by="Rooftree", weight=6.1, is_sure=is_sure, **known)
    make(m.HousingApplication, source_system="locata", person=one, application_ref="APP1")
    client = Client()
    client.force_login(user_with(Role.OFFICER), backend="rooftree.reference.accounts.backends.Backend")
    text = client.get(f"/people/{one.pk}/needs/").content.decode()
    assert "APP1" in text
    assert text.count(TAG) == (0 if is_sure else 2)
    assert (f"/people/{one.pk}/facts/" in text.split("APP1")[0].split("<main")[-1]) or is_sure
