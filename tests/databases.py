"""A migrated database for each test process: made once as a template, then copied."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from rooftree.engine import postgres
from tests import migrating

TEMPLATE = "test_rooftree_template"
MIGRATED = ("django_content_type", "auth_permission")
OFF, ON = "ALTER TABLE {0} DISABLE TRIGGER USER", "ALTER TABLE {0} ENABLE TRIGGER USER"
DELETE, CHECK = "DELETE FROM {0}", "SET CONSTRAINTS ALL IMMEDIATE"
MANY = 5_000
"""Of more rows than these, truncating is quicker rid."""


@contextmanager
def a_database(worker: str) -> Iterator[None]:
    """Django's connection leads to a database of this test process alone, until the end."""
    name = f"test_rooftree_{worker}_{os.getpid()}"
    server = _server()
    with _one_at_a_time():
        if not _exists(server):
            _make_template(server)
    _tell(server, "DROP DATABASE IF EXISTS {0} WITH (FORCE)", name)
    _tell(server, "CREATE DATABASE {0} TEMPLATE {1}", name, TEMPLATE)
    _lead_to(name)
    yield
    connection.close()
    _tell(server, "DROP DATABASE {0} WITH (FORCE)", name)


@contextmanager
def apart(blocker: DjangoDbBlocker, name: str) -> Iterator[None]:
    """A database for what a file's tests all look at, beside that of each test; afterwards this one again."""
    usual = connection.settings_dict["NAME"]
    with blocker.unblock():
        with a_database(name):
            yield
        _lead_to(usual)


def forget_template() -> None:
    """Leave nothing behind on an outside server."""
    if settings.DATABASE_URL:
        _tell(_server(), "DROP DATABASE IF EXISTS {0} WITH (FORCE)", TEMPLATE)


@contextmanager
def emptied_quickly() -> Iterator[None]:
    """After a test that commits, Django's own test case empties the database as we do."""
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda _case: empty()):
        yield


def empty() -> None:
    """Every record goes, as Django's own flush would have it; what migrating made stays.

    Truncating makes a thousand new files whatever the tables hold, and most hold nothing after a test.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_any_rows())
        full = dict(cursor.fetchall())
        if not any(full.values()):
            # Triggers first and last: a table whose foreign keys wait for their check cannot be changed.
            for words in (OFF, DELETE, CHECK, ON):
                cursor.execute(";".join(dict.fromkeys(words.format(table) for table in full)))
    if any(full.values()):
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@cache
def _any_rows() -> str:
    """The question which tables hold anything, and whether it is much."""
    quote = connection.ops.quote_name
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [quote(table) for table in tables if table not in MIGRATED]
    each = "SELECT '{0}', EXISTS (SELECT FROM {0} OFFSET {1}) WHERE EXISTS (SELECT FROM {0})"
    return " UNION ALL ".join(each.format(name, MANY) for name in names)


def _server() -> str:
    """The way in to the server, embedded or outside."""
    if settings.DATABASE_URL:
        return str(settings.DATABASE_URL)
    return postgres.ensure_running(settings.ROOFTREE_HOME, fast=True, grace=1.0).url


def _make_template(server: str) -> None:
    part = TEMPLATE + "_part"
    _tell(server, "DROP DATABASE IF EXISTS {0} WITH (FORCE)", part)
    _tell(server, "CREATE DATABASE {0}", part)
    _lead_to(part)
    if settings.DATABASE_URL:
        migrating.migrate()
    else:
        migrating.migrate_quickly()
    connection.close()
    # Renamed when whole, so that a template which is there can be trusted.
    _tell(server, "ALTER DATABASE {0} RENAME TO {1}", part, TEMPLATE)


def _exists(server: str) -> bool:
    with psycopg.connect(server) as asked:
        found = asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
    return found is not None


def _tell(server: str, words: str, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as told:
        told.execute(sql.SQL(words).format(*(sql.Identifier(name) for name in names)))


def _lead_to(name: str) -> None:
    connection.close()
    databases: dict[str, dict[str, Any]] = settings.DATABASES
    databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with Path(os.environ["ROOFTREE_TEST_HOME"], "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
