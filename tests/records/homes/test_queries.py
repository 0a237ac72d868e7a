"""Homes for lists and pages, and who gets none."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.homes import queries
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.factories.landlord import disagreement
from tests.factories.records import make

pytestmark = pytest.mark.django_db


def test_the_block_its_estate_and_their_certificates_are_read_together() -> None:
    site = make(m.Site, name="Orchard Rise")
    block = make(m.Property, name="Larch House", site=site)
    make(m.Certification, block=block, kind="fra")
    make(m.Certification, site=site, kind="legionella")
    found = queries.of_places([str(block.pk)], [str(site.pk)], viewer=SYSTEM)
    assert [one.text("name") for one in found["property"]] == ["Larch House"]
    assert {one.text("kind") for one in found["certification"]} == {"fra", "legionella"}


def test_only_homes_on_which_systems_disagree_are_listed_when_asked() -> None:
    first, second = make(m.Unit), make(m.Unit)
    disagreement(first, "bedrooms", {"nec": 1, "keystone": 2}, "1")
    listed = queries.listed(viewer=SYSTEM, differ=True)
    assert [row["id"] for row in listed] == [first.pk]
    assert queries.listed(viewer=SYSTEM).count() == 2
    assert second.pk in {row["id"] for row in queries.listed(viewer=SYSTEM)}


def test_choices_count_the_homes_that_have_not_ended() -> None:
    make(m.Unit, status="void")
    make(m.Unit, status="void", ended_on="2026-01-01")
    assert queries.choices(viewer=SYSTEM)["status"] == [("void", 1)]


def test_somebody_who_may_see_no_homes_gets_none() -> None:
    make(m.Unit, address_line="1 Row", status="void")
    make(m.Site, code="A")
    assert list(queries.listed(viewer=ANONYMOUS)) == []
    assert queries.choices(viewer=ANONYMOUS) == {}
    assert queries.counts(viewer=ANONYMOUS) == {}
    assert queries.area_names(viewer=ANONYMOUS) == {}
