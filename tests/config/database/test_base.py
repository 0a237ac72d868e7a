"""Django's way in to PostgreSQL: the embedded server when no other was named, the named one otherwise."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from rooftree.config.database.base import PREPARED, DatabaseWrapper
from rooftree.config.settings import database
from rooftree.engine import postgres


def _wrapper(settings: dict[str, object]) -> DatabaseWrapper:
    unset: dict[str, object] = {
        "TIME_ZONE": None,
        "OPTIONS": {},
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
    }
    return DatabaseWrapper(unset | settings)


@pytest.fixture
def home() -> Path:
    """A home whose server runs already, made for the tests and not for keeps."""
    home = Path(os.environ["ROOFTREE_TEST_HOME"]) / "var"
    postgres.ensure_running(home, fast=True, grace=1.0)
    return home


def test_the_embedded_server_is_found_and_opens(home: Path) -> None:
    params = _wrapper(database("") | {"EMBEDDED_HOME": home}).get_connection_params()
    with psycopg.connect(
        host=params["host"],
        port=params["port"],
        user=params["user"],
        password=params["password"],
        dbname="postgres",
    ) as opened:
        assert opened.execute("SELECT 1").fetchone() == (1,)


def test_a_named_server_is_asked_as_named() -> None:
    params = _wrapper(database("postgresql://jo:secret@db.example.org:5433/homes")).get_connection_params()
    assert (params["host"], params["port"], params["user"], params["dbname"]) == (
        "db.example.org", "5433", "jo", "homes",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_connection_of_ours_plans_for_any_record_and_keeps_so_many_statements() -> None:
    connection.ensure_connection()
    assert connection.connection.prepared_max == PREPARED
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)


def test_behind_a_pooler_no_plan_is_asked_for() -> None:
    pooled = database("postgresql://jo:secret@db.example.org/homes") | {"OPTIONS": {}}
    assert "options" not in _wrapper(pooled).get_connection_params()
