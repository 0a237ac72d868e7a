"""A migrated database for each test process: made once as a template, then copied."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from rooftree.engine import postgres

TEMPLATE = "test_rooftree_template"


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


def forget_template() -> None:
    """Leave nothing behind on an outside server."""
    if settings.DATABASE_URL:
        _tell(_server(), "DROP DATABASE IF EXISTS {0} WITH (FORCE)", TEMPLATE)


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
    call_command("migrate", verbosity=0, interactive=False)
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
