"""R2, R13, R17 and R18 from extract to page: differences, earlier days, whose row is whose, broken files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from rooftree.records.claims.queries import entities_that_differ
from tests.cli.conftest import Answer
from tests.journeys.stock import HOMES, stock
from tests.nights import Landlord, asked
from tests.people import Somebody

FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 3)
AS_KEYSTONE = "100099999999"


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Iterator[Landlord]:
    with override_settings(LANDING=tmp_path / "landing"):
        yield Landlord(tmp_path / "landing")


def home_of(ref: str) -> str:
    (found,) = asked(
        "SELECT DISTINCT entity_id FROM reference WHERE source_key = %s AND entity_type = 'unit'", ref
    )
    return str(found)


def text_of(who: Somebody, address: str) -> str:
    answer = who.client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_r18_a_difference_between_stock_lists_is_found_shown_and_gone_when_mended(
    landlord: Landlord, alice: Somebody, tmp_path: Path
) -> None:
    landlord.receives(stock(tmp_path / "first", uprns={"P0007": AS_KEYSTONE}), FIRST)
    home = home_of("P0007")
    differ = entities_that_differ(entity_type="unit", viewer=alice.viewer)
    assert [str(each["entity_id"]) for each in differ] == [home]
    assert "Systems disagree on UPRN" in text_of(alice, f"/homes/{home}/")
    page = text_of(alice, f"/homes/{home}/disagreements/")
    assert AS_KEYSTONE in page
    assert "100000000007" in page
    landlord.receives(stock(tmp_path / "second"), SECOND)
    assert "Systems disagree" not in text_of(alice, f"/homes/{home}/")
    assert AS_KEYSTONE not in text_of(alice, f"/homes/{home}/disagreements/")
    assert not entities_that_differ(entity_type="unit", viewer=alice.viewer)


def test_r18_a_home_that_a_list_lacks_is_counted_decided_and_asked_again_when_facts_change(
    landlord: Landlord, alice: Somebody, carys: Somebody, tmp_path: Path
) -> None:
    landlord.receives(stock(tmp_path / "first", lacking=["P0007"]), FIRST)
    home = home_of("P0007")
    assert "One home is not in every system that should know them</h1>" in text_of(alice, "/stock/")
    assert f"/stock/homes/{home}/" in text_of(alice, "/stock/homes/?open=missing%3Akeystone")
    form = text_of(carys, f"/stock/decide/?home={home}")
    given = {"home": home, "about": "missing:keystone", "decision": "not_ours", "reason": "Leased in"}
    seen = form.split('name="seen" value="')[1].split('"')[0]
    assert carys.client.post("/stock/decide/", given | {"seen": seen}).status_code == 302
    landlord.receives(stock(tmp_path / "second", lacking=["P0007"], street="Beacon Street"), SECOND)
    assert "The lists agree on every home</h1>" in text_of(alice, "/stock/")
    third = stock(tmp_path / "third", lacking=["P0007"])
    (third / "keystone" / "assets.csv").write_text("REF\nP0001\n")
    landlord.receives(third, SECOND + timedelta(days=1))
    assert "Keystone’s list of homes was refused in the last run" in text_of(alice, "/stock/")
    assert asked("SELECT missing IS NULL FROM stock_count WHERE system = 'keystone' ORDER BY id") == [
        False,
        False,
        True,
    ]
    landlord.receives(stock(tmp_path / "fourth"), SECOND + timedelta(days=2))
    assert "The lists agree on this home</h1>" in text_of(alice, f"/stock/homes/{home}/")
    assert "Leased in" in text_of(alice, f"/stock/homes/{home}/")


def test_r2_a_home_is_shown_as_it_was_known_on_an_earlier_day(
    landlord: Landlord, alice: Somebody, tmp_path: Path
) -> None:
    landlord.receives(stock(tmp_path / "first"), FIRST)
    landlord.receives(stock(tmp_path / "second", street="Beacon Street"), SECOND + timedelta(days=2))
    home = home_of("P0007")
    assert "7 Beacon Street" in text_of(alice, f"/homes/{home}/")
    then = text_of(alice, f"/homes/{home}/?on={SECOND.isoformat()}")
    assert "7 Lantern Street" in then
    assert "7 Beacon Street" not in then


def test_r17_every_row_of_every_list_is_exported_with_its_home(
    landlord: Landlord, rooftree: Callable[..., Answer], tmp_path: Path
) -> None:
    landlord.receives(stock(tmp_path / "first"), FIRST)
    out = tmp_path / "homes.csv"
    assert rooftree("export", "home-links", "--format", "csv", "--out", str(out)).code == 0
    with out.open(encoding="utf-8-sig", newline="") as opened:
        links = list(csv.DictReader(opened))
    assert len(links) == 2 * HOMES
    by_ref: dict[str, set[str]] = {}
    for link in links:
        by_ref.setdefault(link["source_key"], set()).add(link["home_id"])
    assert len(by_ref) == HOMES
    assert all(len(homes) == 1 for homes in by_ref.values())


def test_r13_a_refused_file_and_a_bad_value_are_told_with_row_and_mend(
    landlord: Landlord, carys: Somebody, tmp_path: Path
) -> None:
    first = stock(tmp_path / "first", uprns={"P0003": "1.00023E+11"})
    landlord.receives(first, FIRST)
    (extract,) = asked("SELECT id FROM extract WHERE system = 'keystone' AND file = 'assets'")
    page = text_of(carys, f"/extracts/{extract}/")
    assert "1.00023E+11" in page
    assert "without opening it in a spreadsheet" in page
    broken = stock(tmp_path / "second")
    (broken / "nec" / "properties.csv").write_text("REF,STATUS\nP0001,OCC\n")
    report = landlord.receives(broken, SECOND)
    assert report.refused == ["nec/properties"]
    story = text_of(carys, f"/runs/{report.run_id}/")
    assert "refused" in story.lower()
    assert asked("SELECT count(*) FROM unit WHERE ended_on IS NULL") == [HOMES]
