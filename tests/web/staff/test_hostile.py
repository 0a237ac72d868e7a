"""Whatever stands in an address, no page breaks, and nothing said by a system is run by a browser."""

from __future__ import annotations

import datetime
from urllib.parse import quote

import pytest

from rooftree.records import models as m
from rooftree.records.finding.actions.keeping import keep_up
from tests.factories.landlord import Landlord, a_landlord
from tests.factories.records import make
from tests.people import Somebody

HOSTILE = [
    "'; DROP TABLE unit;--",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "🏠🏠",
    "‮txt",
    "%00",
    "-1",
    "00000000-0000-0000-0000-00000000000g",
    "99999999999999999999",
]


@pytest.fixture
def landlord(db: None) -> Landlord:
    return a_landlord()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["homes", "people", "tenancies", "repairs", "runs", "extracts"])
def test_an_id_that_is_none_is_not_found(kind: str, text: str, carys: Somebody) -> None:
    assert carys.client.get(f"/{kind}/{quote(text, safe='')}/").status_code == 404


@pytest.mark.parametrize("text", HOSTILE)
def test_search_and_filters_take_anything(text: str, landlord: Landlord, carys: Somebody) -> None:
    said = quote(text, safe="")
    for path in (
        f"/search/?q={said}&what={said}&page={said}",
        f"/homes/?status={said}&tenure={said}&kind={said}&area={said}&page={said}",
        f"/homes/?status={said}%00",
        f"/people/?ended={said}&page={said}",
        f"/repairs/?open={said}&page={said}",
        f"/extracts/?only={said}",
        f"/extracts/{landlord['unit'].extract_id}/?page={said}",
        f"/homes/{landlord['unit'].pk}/?on={said}",
        f"/people/{landlord['person'].pk}/?on={said}&day_0={said}&day_1={said}&day_2={said}",
    ):
        response = carys.client.get(path)
        assert response.status_code == 200, path[:80]
        assert b"<script>alert" not in response.content


def test_what_a_system_says_is_shown_as_text(carys: Somebody, db: None) -> None:
    words = "<img src=x onerror=alert(1)>‮ =cmd|' /C calc'!A0"
    unit = make(m.Unit, address_line=words, asset_ref=words)
    person = make(m.Person, full_name=words)
    keep_up()
    for path in (f"/homes/{unit.pk}/", f"/people/{person.pk}/", "/homes/", "/people/", "/search/?q=img"):
        text = carys.client.get(path).content.decode()
        assert "&lt;" in text, path
        assert "<img src=x" not in text, path


def test_a_name_from_right_to_left_and_a_very_long_one_are_shown(carys: Somebody, db: None) -> None:
    person = make(m.Person, full_name="محمد " + "x" * 5_000, date_of_birth=datetime.date(2030, 1, 1))
    assert "محمد" in carys.client.get(f"/people/{person.pk}/").content.decode()
