"""Homes for lists and pages, and who gets none."""

from __future__ import annotations

import datetime

import pytest

from rooftree.records import models as m
from rooftree.records.claims.held import end_of
from rooftree.records.homes import queries
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.factories.records import make
from tests.known import known_on

pytestmark = pytest.mark.django_db


def test_the_block_its_estate_and_their_certificates_are_read_together() -> None:
    site = make(m.Site, name="Orchard Rise")
    block = make(m.Property, name="Larch House", site=site)
    make(m.Certification, block=block, kind="fra")
    make(m.Certification, site=site, kind="legionella")
    found = queries.of_places([str(block.pk)], [str(site.pk)], viewer=SYSTEM)
    assert [one.text("name") for one in found["property"]] == ["Larch House"]
    assert {one.text("kind") for one in found["certification"]} == {"fra", "legionella"}


def test_somebody_who_may_see_no_homes_gets_none() -> None:
    make(m.Unit, address_line="1 Row", status="void")
    make(m.Site, code="A")
    assert queries.counts(viewer=ANONYMOUS) == {}
    assert queries.area_names(viewer=ANONYMOUS) == {}


def test_patches_have_the_names_that_they_had_on_the_day() -> None:
    with known_on(datetime.date(2026, 3, 3)):
        site = make(m.Site, code="N", name="North")
    with known_on(datetime.date(2026, 6, 12)):
        m.Site.objects.filter(pk=site.pk).update(name="Harbour")
    assert queries.area_names(viewer=SYSTEM) == {"N": "Harbour"}
    assert queries.area_names(viewer=SYSTEM, moment=end_of(datetime.date(2026, 5, 1))) == {"N": "North"}
    assert queries.area_names(viewer=SYSTEM, moment=end_of(datetime.date(2026, 1, 1))) == {}
