"""What the last check read is known afterwards, and is nothing once a file of it is gone."""

from __future__ import annotations

import datetime
from pathlib import Path

from rooftree.engine.checking.running.received import Received
from rooftree.nightly.last_night import NAME, LastNight, keep, last_night


def test_the_files_are_found_again_and_not_when_one_is_gone(tmp_path: Path) -> None:
    assert last_night(tmp_path) is None
    files = [tmp_path / name for name in ("home.parquet", "links.parquet", "aside.parquet")]
    for file in files:
        file.write_bytes(b"")
    night = LastNight(7, datetime.date(2026, 11, 22), Received({"unit": files[:1]}, files[1], files[2:]))
    keep(tmp_path, night)
    assert last_night(tmp_path) == night
    files[2].unlink()
    assert last_night(tmp_path) is None


def test_what_cannot_be_read_is_no_night(tmp_path: Path) -> None:
    for text in ("", "{", "[]", '{"run": 1}', '{"run": 1, "on": "soon"}'):
        (tmp_path / NAME).write_text(text)
        assert last_night(tmp_path) is None
