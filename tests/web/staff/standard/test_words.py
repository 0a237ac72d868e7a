"""The pages of the standard use the words that other pages use."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.people import Somebody
from tests.web.staff.standard.test_editing import CHANGE, form_of

pytestmark = pytest.mark.django_db
RULE = "/standard/rules/certification.electrical_report.in_date/"


def page(who: Somebody, path: str) -> str:
    return unescape(who.client.get(path).content.decode())


def test_a_table_is_called_as_other_pages_call_its_rows(carys: Somebody) -> None:
    said = page(carys, "/standard/")
    assert ">Home (" in said
    assert ">Unit (" not in said


def test_a_rule_says_side_system_and_severity_as_words_not_as_codes(carys: Somebody) -> None:
    said = page(carys, RULE)
    assert all(f">{word}<" in said for word in ("Timeliness", "Keystone", "Every system"))


def test_a_list_is_in_force_from_a_day_as_pages_write_days(carys: Somebody) -> None:
    said = page(carys, "/standard/lists/void_class/")
    assert re.search(r"in force from \d+\xa0[A-Z][a-z]+ \d{4}\.", said)


def test_a_draft_before_any_version_is_made_from_the_standard_as_it_ships(carys: Somebody) -> None:
    assert "/standard/lists/" in page(carys, "/standard/draft/").split("<main")[1]
    carys.client.post(CHANGE, form_of(carys.client, CHANGE) | {"severity": "minor"})
    assert "Made from the standard as it ships." in page(carys, "/standard/draft/")
