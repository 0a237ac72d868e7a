"""The embedded PostgreSQL as everybody sees it: real servers in homes of their own."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
import pytest

from rooftree.engine import postgres
from rooftree.engine.postgres import PostgresError, Server
from tests.engine.neighbours import Person, left_over, until


@pytest.fixture
def server(lasting_home: Path) -> Server:
    return postgres.ensure_running(lasting_home, fast=True)


def test_the_url_opens_a_database_that_has_its_extensions(server: Server) -> None:
    with psycopg.connect(server.url) as connection:
        found = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
        encoding = connection.execute("SHOW server_encoding").fetchone()
    assert {"pg_trgm", "unaccent", "btree_gist"} <= found
    assert encoding == ("UTF8",)


def test_the_url_can_be_taken_apart_by_any_reader_of_urls(server: Server) -> None:
    parts = urlsplit(server.url)
    assert (parts.scheme, parts.username, unquote(parts.password or "")) == (
        "postgresql",
        server.user,
        server.password,
    )
    assert parts.path == "/rooftree"
    assert parse_qs(parts.query) == {"host": [server.host], "port": [str(server.port)]}


def test_the_password_is_not_shown_when_the_server_is_printed(server: Server) -> None:
    assert server.password not in f"{server!r} {server}"


@pytest.mark.parametrize("user", ["rooftree", "postgres"])
@pytest.mark.parametrize("password", [None, "", "wrong"])
def test_nobody_comes_in_without_the_password(server: Server, user: str, password: str | None) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(
            host=server.host,
            port=server.port,
            user=user,
            password=password,
            dbname="rooftree",
            passfile="/dev/null",
        )


def test_the_account_is_no_superuser_but_may_make_the_databases_of_tests(server: Server) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_rooftree")
        rights = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    with psycopg.connect(server.url, dbname="test_rooftree") as connection:
        alike = connection.execute("SELECT similarity('Ashgrove', 'Ash Grove') > 0.4").fetchone()
    assert (rights, alike) == ((False,), (True,))


def test_it_is_sure_by_default_and_not_on_the_network(home: Path) -> None:
    server = postgres.ensure_running(home)
    wanted = {
        "fsync": "on",
        "synchronous_commit": "on",
        "listen_addresses": "",
        "jit": "off",
        "TimeZone": "UTC",
    }
    with psycopg.connect(server.url) as connection:
        rows = connection.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(wanted)]
        )
        assert dict(rows.fetchall()) == wanted


def test_every_file_and_folder_is_private(server: Server, lasting_home: Path) -> None:
    data = postgres.status(lasting_home).data
    for folder in (lasting_home, lasting_home / "postgres", data.parent):
        assert stat.S_IMODE(folder.stat().st_mode) in (0o700, 0o710)
    for folder in (data, data.parent / "log", Path(server.host)):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in (lasting_home / "postgres").iterdir():
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_a_home_that_is_there_already_keeps_its_mode(home: Path) -> None:
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    above = stat.S_IMODE(home.parent.stat().st_mode)
    said: list[str] = []
    postgres.ensure_running(home, fast=True, say=said.append)
    assert "Making a new database …" in said
    assert stat.S_IMODE(home.stat().st_mode) == 0o755
    assert stat.S_IMODE(home.parent.stat().st_mode) == above


def test_it_is_found_when_it_runs_already(server: Server, lasting_home: Path) -> None:
    assert postgres.ensure_running(lasting_home) == server
    assert postgres.ensure_running(lasting_home, database="another").pid == server.pid


def test_processes_that_come_at_once_share_one_server(somebody: Callable[[], Person]) -> None:
    people = [somebody() for _ in range(4)]
    assert len({person.server_pid for person in people}) == 1


def test_what_was_saved_is_there_after_a_stop_and_nothing_runs_meanwhile(lasting_home: Path) -> None:
    server = postgres.ensure_running(lasting_home, fast=True)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Alder House' AS name")
    postgres.stop(lasting_home)
    assert left_over(lasting_home) == []
    assert not postgres.status(lasting_home).running
    with psycopg.connect(postgres.ensure_running(lasting_home, fast=True).url) as connection:
        assert connection.execute("SELECT name FROM kept").fetchone() == ("Alder House",)


def test_it_stops_when_its_last_user_has_left(home: Path, somebody: Callable[[], Person]) -> None:
    first, second = somebody(), somebody()
    assert first.server_pid == second.server_pid
    first.leave()
    assert postgres.status(home).running
    second.leave()
    assert until(lambda: left_over(home) == [])


def test_a_pid_file_that_names_a_stranger_neither_bars_the_start_nor_harms_him(
    lasting_home: Path,
) -> None:
    postgres.ensure_running(lasting_home, fast=True)
    postgres.stop(lasting_home)
    data = postgres.status(lasting_home).data
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n0\n5432\n\n\n0 0\nready\n")
    assert postgres.ensure_running(lasting_home, fast=True).pid != os.getpid()


def test_data_of_another_major_version_is_refused_and_left_alone(lasting_home: Path) -> None:
    postgres.ensure_running(lasting_home, fast=True)
    postgres.stop(lasting_home)
    version = postgres.status(lasting_home).data / "PG_VERSION"
    true = version.read_text()
    version.write_text("14\n")
    with pytest.raises(
        PostgresError, match=r"made by PostgreSQL 14; this Rooftree brings PostgreSQL \d+.*pg_dump"
    ):
        postgres.ensure_running(lasting_home)
    assert postgres.status(lasting_home).phase == "failed"
    assert version.read_text() == "14\n"
    version.write_text(true)


def test_damaged_data_is_told_with_the_last_words_of_the_log(lasting_home: Path) -> None:
    postgres.ensure_running(lasting_home, fast=True)
    postgres.stop(lasting_home)
    control = postgres.status(lasting_home).data / "global" / "pg_control"
    kept = control.rename(control.with_name("kept"))
    with pytest.raises(PostgresError, match="pg_control"):
        postgres.ensure_running(lasting_home)
    kept.rename(control)
    assert postgres.ensure_running(lasting_home, fast=True).pid


def test_a_home_that_cannot_be_made_is_told_with_the_mend(home: Path) -> None:
    home.write_text("a file")
    with pytest.raises(PostgresError, match=r"a file where a folder is needed\. Move that file away"):
        postgres.ensure_running(home)
    home.unlink()


def test_nothing_is_left_after_a_removal(home: Path) -> None:
    postgres.ensure_running(home, fast=True)
    place = postgres.status(home).data.parent
    postgres.remove(home)
    assert left_over(home) == []
    assert not place.exists()
    assert list(home.iterdir()) == []
