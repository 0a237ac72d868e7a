"""Two usual ways of keeping PostgreSQL like the sources, on the rows that Rooftree has just published.

Neither keeps history or lineage, and neither works out what to write: their time is for writing alone, so the
comparison leans to their side.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

CHUNK = 1 << 20
BATCH = 1_000


def tables_with_rows(url: str) -> dict[str, int]:
    """Every record table that holds rows, and how many; history is left out."""
    from rooftree.reference.standard.queries import contracts

    names = [*contracts(), "claim", "disagreement", "reference"]
    with psycopg.connect(url) as asked:
        there = {name for (name,) in asked.execute("SELECT relname FROM pg_class WHERE relkind = 'r'")}
        counts = {name: _count(asked, name) for name in names if name in there}
    return {name: count for name, count in counts.items() if count}


def _count(asked: psycopg.Connection[Any], table: str) -> int:
    row = asked.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def copy_all_again(url: str, tables: Sequence[str], folder: Path) -> float:
    """Seconds to empty every table and COPY all of it again, as many nightly loads do (indexes in place)."""
    folder.mkdir(mode=0o700)
    with psycopg.connect(url) as raw:
        raw.execute("CREATE SCHEMA peer")
        for table in tables:
            there, beside = sql.Identifier("public", table), sql.Identifier("peer", table)
            raw.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(beside, there))
            _out(raw, there, folder / table)
            _in(raw, beside, folder / table)  # last night's load, not counted
        raw.commit()
        beginning = time.monotonic()
        for table in tables:
            beside = sql.Identifier("peer", table)
            raw.execute(sql.SQL("TRUNCATE {}").format(beside))
            _in(raw, beside, folder / table)
        raw.commit()
        seconds = time.monotonic() - beginning
        raw.execute("DROP SCHEMA peer CASCADE")
    return seconds


def _out(raw: psycopg.Connection[Any], table: sql.Identifier, file: Path) -> None:
    statement = sql.SQL("COPY {} TO STDOUT").format(table)
    with raw.cursor() as cursor, cursor.copy(statement) as copy, file.open("wb") as out:
        for block in copy:
            out.write(block)


def _in(raw: psycopg.Connection[Any], table: sql.Identifier, file: Path) -> None:
    statement = sql.SQL("COPY {} FROM STDIN").format(table)
    with raw.cursor() as cursor, cursor.copy(statement) as copy, file.open("rb") as rows:
        while block := rows.read(CHUNK):
            copy.write(block)


def django_upsert() -> dict[str, float]:
    """Seconds for Django's bulk_create of all homes and people, and for the upsert of the same rows again."""
    from django.apps import apps
    from django.db import connection, transaction

    models: list[Any] = [apps.get_model("records", name) for name in ("Unit", "Person")]
    rows = {model: list(model.objects.all()) for model in models}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA peer")
        for model in models:
            name = model._meta.db_table
            cursor.execute(f"CREATE TABLE peer.{name} (LIKE public.{name} INCLUDING ALL)")
        cursor.execute("SET LOCAL search_path = peer, public")
        first = sum(_timed(_create, model, rows[model]) for model in models)
        again = sum(_timed(_upsert, model, rows[model]) for model in models)
        transaction.set_rollback(True)
    return {"rows": sum(map(len, rows.values())), "first": first, "again": again}


def _create(model: Any, rows: list[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)


def _upsert(model: Any, rows: list[Any]) -> None:
    facts = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "known_from")]
    model._default_manager.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=facts
    )


def _timed(work: Callable[[Any, list[Any]], None], model: Any, rows: list[Any]) -> float:
    beginning = time.monotonic()
    work(model, rows)
    return time.monotonic() - beginning
