"""A database in a running server: made on first need, with its account and extensions."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import Connection, sql

from rooftree.engine.embedded import locks, passwords
from rooftree.engine.embedded.places import Control

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
# Of use where it is there; nothing may need it.
WELCOME_EXTENSIONS = ("vector",)


def prepare(control: Control, *, socket: str, port: int, database: str) -> None:
    """Make sure that the account can open the database and that the extensions are there."""
    door = Door(socket=socket, port=port, root=control.root)
    if _is_complete(door, database):
        return
    with locks.one_at_a_time(control.start):
        with door.open(passwords.ADMINISTRATOR, "template1") as template:
            _make_account(template, passwords.of(control.root, passwords.USER))
            # In the template, so that the test suite's own databases have them too.
            _make_extensions(template)
            _make_database(template, database)
        with door.open(passwords.ADMINISTRATOR, database) as made:
            _make_extensions(made)


class Door:
    """Opens connections to one server."""

    def __init__(self, *, socket: str, port: int, root: Path) -> None:
        self.socket = socket
        self.port = port
        self.root = root

    def open(self, account: str, database: str) -> closing[Connection]:
        return closing(
            psycopg.connect(
                host=self.socket,
                port=self.port,
                user=account,
                password=passwords.of(self.root, account),
                dbname=database,
                autocommit=True,
                connect_timeout=30,
            )
        )


def _is_complete(door: Door, database: str) -> bool:
    try:
        with door.open(passwords.USER, database) as connection:
            return not set(EXTENSIONS) - _extensions(connection)
    except psycopg.OperationalError:
        # No such account or database yet. An unreachable server will tell the administrator too.
        return False


def _extensions(connection: Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT extname FROM pg_extension").fetchall()}


def _make_account(connection: Connection, secret: str) -> None:
    # No superuser: the embedded server gives the application what an outside one would, and no more.
    there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [passwords.USER]).fetchone()
    words = (
        "ALTER ROLE {} LOGIN CREATEDB PASSWORD {}" if there else "CREATE ROLE {} LOGIN CREATEDB PASSWORD {}"
    )
    connection.execute(sql.SQL(words).format(sql.Identifier(passwords.USER), sql.Literal(secret)))


def _make_database(connection: Connection, database: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return
    owner = sql.Identifier(passwords.USER)
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), owner))


def _make_extensions(connection: Connection) -> None:
    offered = {name for (name,) in connection.execute("SELECT name FROM pg_available_extensions").fetchall()}
    for name in (*EXTENSIONS, *(offered & set(WELCOME_EXTENSIONS))):
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
