"""The engine that rules run in reaches the files it is given, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rooftree.engine.checking.running.shut_in import Limits, TooLongError, shut_in, stopped_after

SECRET = "a secret"


@pytest.fixture
def con(tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "in").mkdir()
    duckdb.execute(f"COPY (SELECT 1 AS a) TO '{tmp_path}/in/given.parquet'")
    duckdb.execute(f"COPY (SELECT 1 AS a) TO '{tmp_path}/in/other.parquet'")
    (tmp_path / "secret.csv").write_text(SECRET)
    reads, writes = [tmp_path / "in" / "given.parquet"], [tmp_path / "out.parquet"]
    with shut_in(reads, writes, Limits(tmp_path / "spill", memory="128MB", threads=1)) as con:
        yield con


def test_what_it_is_given_is_read_and_what_it_is_told_is_written(con: Any, tmp_path: Path) -> None:
    con.execute(f"COPY (SELECT * FROM '{tmp_path}/in/given.parquet') TO '{tmp_path}/out.parquet' "
                "(FORMAT parquet, USE_TMP_FILE false)")  # fmt: skip
    assert duckdb.execute(f"SELECT a FROM '{tmp_path}/out.parquet'").fetchall() == [(1,)]


REACHING = {
    "another file": "SELECT * FROM read_parquet('{here}/in/other.parquet')",
    "another file by its name": "SELECT * FROM '{here}/in/other.parquet'",
    "a file beside the spill": "SELECT * FROM read_text('{here}/spill/../secret.csv')",
    "text": "SELECT * FROM read_text('{here}/secret.csv')",
    "bytes": "SELECT * FROM read_blob('{here}/secret.csv')",
    "csv": "SELECT * FROM read_csv('{here}/secret.csv')",
    "json": "SELECT * FROM read_json('{here}/secret.csv')",
    "names of files": "SELECT * FROM glob('{here}/*')",
    "the network": "SELECT * FROM read_parquet('https://example.org/a.parquet')",
    "a bucket": "SELECT * FROM read_csv('s3://bucket/a.csv')",
    "writing": "COPY (SELECT 1) TO '{here}/in/new.csv'",
    "over what is given, elsewhere": "COPY (SELECT 1) TO '{here}/secret.csv'",
    "export": "EXPORT DATABASE '{here}/exported'",
    "a database": "ATTACH '{here}/a.db'",
    "an extension from elsewhere": "INSTALL httpfs",
    "an extension": "LOAD httpfs",
    "the environment": "SELECT getenv('HOME')",
    "a setting": "SET memory_limit = '100GB'",
    "a setting by pragma": "PRAGMA threads = 8",
    "the lock": "SET lock_configuration = false",
    "the doors": "SET enable_external_access = true",
    "the list": "SET allowed_directories = ['/']",
    "a setting made as it was": "RESET memory_limit",
    "what it does, written down": "PRAGMA profiling_output = '{here}/profile'",
    "a secret that is kept": "CREATE PERSISTENT SECRET s (TYPE s3)",
    "Python": "SELECT * FROM frame_of_a_neighbour",
}


@pytest.mark.parametrize("statement", REACHING.values(), ids=REACHING.keys())
def test_nothing_else_is_reached(con: Any, tmp_path: Path, statement: str) -> None:
    frame_of_a_neighbour = duckdb.sql("SELECT 1 AS a").arrow()  # noqa: F841 (it must not be found)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(duckdb.Error):
        con.execute(statement.format(here=tmp_path)).fetchall()
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert (tmp_path / "secret.csv").read_text() == SECRET


def test_what_runs_too_long_is_stopped(con: Any) -> None:
    with pytest.raises(TooLongError, match="longer than"), stopped_after(con, 0.2):
        con.execute("SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)").fetchall()
    assert con.execute("SELECT 1").fetchall() == [(1,)]


def test_memory_has_its_limit(con: Any) -> None:
    with pytest.raises(duckdb.OutOfMemoryException):
        con.execute("SELECT list(i) FROM range(50000000) AS t(i)").fetchall()
