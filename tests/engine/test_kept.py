"""Files that are made while somebody waits: a folder each, for one account, for a day."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rooftree.engine import kept

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def _asked(home: Path, *, owner: int = 1, now: datetime = NOW) -> kept.KeptFile:
    found = kept.find(home, kept.ask(home, owner=owner, now=now, wish={"list": "homes"}))
    assert found
    return found


def test_nobody_else_on_the_machine_can_read_what_is_kept(tmp_path: Path) -> None:
    one = _asked(tmp_path / "kept")
    for place in (tmp_path / "kept", one.folder):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_it_says_how_far_it_is_and_then_what_became_of_it(tmp_path: Path) -> None:
    one = _asked(tmp_path)
    assert not one.begun
    assert not one.is_over
    rows = kept.tells(one, range(kept.TELLS_EVERY + 1), of=9_000)
    held = [next(rows) for _ in range(kept.TELLS_EVERY)]
    under_way = kept.find(tmp_path, one.id)
    assert under_way
    assert (under_way.begun, under_way.done, under_way.of) == (True, kept.TELLS_EVERY, 9_000)
    (one.folder / "homes.csv").write_text("home\n")
    kept.ready(one, one.folder / "homes.csv", rows=len(held))
    ready = kept.find(tmp_path, one.id)
    assert ready
    assert ready.file == one.folder / "homes.csv"
    assert ready.rows == kept.TELLS_EVERY


def test_what_could_not_be_made_says_why(tmp_path: Path) -> None:
    one = _asked(tmp_path)
    kept.failed(one, "There is no room.")
    found = kept.find(tmp_path, one.id)
    assert found
    assert (found.fault, found.is_over) == ("There is no room.", True)


def test_a_day_later_it_is_gone(tmp_path: Path) -> None:
    old, young = _asked(tmp_path, now=NOW - timedelta(days=1)), _asked(tmp_path)
    assert kept.forget_old(tmp_path, now=NOW) == 1
    assert kept.find(tmp_path, old.id) is None
    assert kept.find(tmp_path, young.id)


def test_each_person_has_their_own(tmp_path: Path) -> None:
    _asked(tmp_path, owner=1)
    mine = _asked(tmp_path, owner=2)
    assert [one.id for one in kept.of_owner(tmp_path, 2)] == [mine.id]


def test_a_name_that_leads_elsewhere_finds_nothing(tmp_path: Path) -> None:
    _asked(tmp_path)
    for name in ("..", "../kept", "a" * 22, "é" * 22, ""):
        assert kept.find(tmp_path, name) is None


def test_two_never_make_the_same_file_at_once(tmp_path: Path) -> None:
    one = _asked(tmp_path)
    with kept.alone(one) as first, kept.alone(one) as second:
        assert (first, second) == (True, False)
    with kept.alone(one) as again:
        assert again


def test_a_file_is_not_removed_while_it_is_made_and_then_it_is(tmp_path: Path) -> None:
    one = _asked(tmp_path)
    with kept.alone(one):
        assert not kept.remove(one)
        assert kept.find(tmp_path, one.id)
    assert kept.remove(one)
    assert kept.find(tmp_path, one.id) is None
    assert not kept.remove(one), "what is gone is not made any more either"
