"""Whatever a source says reaches PostgreSQL as it was said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.nights import FIRST, Landlord, asked, units

HOSTILE = {
    "quotes": '"Rose\'s" \'Cottage\', ""',
    "lines": "one\ntwo\r\nthree\r",
    "end of data": "\\.\n\\.\n",
    "null in words": "NULL \\N",
    "emoji": "🏠👩🏽‍🚒 flat 3️⃣",
    "right to left": "‏شقة ٣ ‎flat 3",
    "formula": '=HYPERLINK("http://example.org","x") +1 -1 @SUM(A1)',
    "statement": "'); DROP TABLE unit; --",
    "tabs and blanks": " \t one \t ",
    "separators": "a\x1fb\x1ec",
    "only blanks": "   ",
    "long": "Lantern " * 100_000,
    "brackets": '{"a": [1, null]} {{ x }} %s %(x)s $1',
}


def test_hostile_text_is_unharmed_and_the_same_again_is_no_change(landlord: Landlord) -> None:
    rows = [row | {"address_line": text} for row, text in zip(units(40), HOSTILE.values(), strict=False)]
    landlord.night({"unit": rows})
    stored = asked("SELECT address_line FROM unit ORDER BY source_key")
    assert stored == list(HOSTILE.values())
    said = asked("SELECT said ->> 'address_line' FROM claim ORDER BY source_key")
    assert said == list(HOSTILE.values())
    changed = [row | {"floor_level": "2" if row["source_key"] == "P0003" else None} for row in rows]
    report = landlord.night({"unit": changed}, FIRST + timedelta(days=1))
    assert report.changes["unit"] == {"new": 0, "changed": 1, "ended": 0}
    assert asked("SELECT address_line FROM unit WHERE source_key = 'P0003'") == [HOSTILE["end of data"]]


def test_hostile_keys_are_found_again_when_the_landing_area_is_lost(landlord: Landlord) -> None:
    import shutil

    keys = [text for name, text in HOSTILE.items() if name not in ("long", "only blanks")]
    rows = [row | {"source_key": key} for row, key in zip(units(40), keys, strict=False)]
    landlord.night({"unit": rows})
    ids = asked("SELECT source_key, id FROM unit ORDER BY 1")
    shutil.rmtree(landlord.landing)
    landlord.night({"unit": rows}, FIRST + timedelta(days=1))
    assert asked("SELECT source_key, id FROM unit ORDER BY 1") == ids
    assert asked("SELECT count(*) FROM unit_event") == [0]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1900, 2, 28)])
def test_far_days_and_large_numbers_are_kept(landlord: Landlord, day: date) -> None:
    landlord.night({"unit": units(1, acquired_on=day, bedrooms=2_147_483_647)})
    assert asked("SELECT acquired_on, bedrooms FROM unit") == [(day, 2_147_483_647)]


def test_a_moment_is_the_same_moment(landlord: Landlord) -> None:
    at = datetime(2026, 6, 1, 9, 30, 15, 250_000, tzinfo=UTC)
    job = {"source_system": "oneserve", "source_key": "J1", "job_ref": "J1", "reported_at": at}
    landlord.night({"work_order": [job]})
    assert asked("SELECT reported_at FROM work_order") == [at]
