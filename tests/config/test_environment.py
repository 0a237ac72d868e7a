"""Settings that cannot be used stop the start, with the name, the value and what would do."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from rooftree.config import settings as module
from rooftree.config.environment import BadSettingError, env_date, env_number, env_path, env_text
from rooftree.config.settings import database, private_secret

NAME = "ROOFTREE_TRIAL"


def test_a_setting_is_read_without_blanks_or_is_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_text(NAME, "usual") == "usual"
    monkeypatch.setenv(NAME, "  mine ")
    assert env_text(NAME, "usual") == "mine"


def test_a_value_outside_the_choices_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "prod")
    with pytest.raises(BadSettingError, match=r"ROOFTREE_TRIAL is 'prod'.*one of test, production"):
        env_text(NAME, choices=("test", "production"))


def test_a_day_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_date(NAME) is None
    monkeypatch.setenv(NAME, "2026-11-21")
    assert env_date(NAME) == datetime.date(2026, 11, 21)
    monkeypatch.setenv(NAME, "2026-02-31")
    with pytest.raises(BadSettingError, match="YYYY-MM-DD"):
        env_date(NAME)


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_number(NAME, 5) == 5
    monkeypatch.setenv(NAME, "20000")
    assert env_number(NAME, 5) == 20_000
    monkeypatch.setenv(NAME, "many")
    with pytest.raises(BadSettingError, match="a whole number"):
        env_number(NAME, 5)


def test_a_path_may_begin_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(NAME, "~/roof")
    assert env_path(NAME, Path("elsewhere")) == tmp_path / "roof"


def test_an_outside_database_is_read_from_its_address() -> None:
    found = database("postgresql://jo:p%40ss@db.example.org:5433/homes")
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "homes", "jo", "p@ss", "db.example.org", "5433",
    ]  # fmt: skip
    assert "EMBEDDED_HOME" not in found


def test_behind_a_pooler_nothing_is_prepared_or_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://jo:p@db.example.org/homes"
    assert database(url)["OPTIONS"]["prepare_threshold"] == 2
    monkeypatch.setattr(module, "DATABASE_POOLED", True)
    found = database(url)
    assert "prepare_threshold" not in found["OPTIONS"]
    assert found["DISABLE_SERVER_SIDE_CURSORS"] is True


@pytest.mark.parametrize("url", ["mysql://jo@db/homes", "postgresql://jo@db", "homes"])
def test_an_address_of_no_postgresql_is_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(BadSettingError, match="DATABASE_URL"):
        database(url)


def test_a_secret_is_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "secrets" / "key"
    first = private_secret(file)
    assert private_secret(file) == first
    assert len(first) >= 48
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]
