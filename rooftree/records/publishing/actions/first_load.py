"""Fills an empty table quickly: its indexes and foreign keys are set aside, then made over all rows at once.

Everything happens in publish's transaction: if it fails, the table has them as before. Only for empty tables,
because making them again locks the table and costs as much as it holds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection, sql

KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
POINTED_AT = "SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE confrelid = %s::regclass AND contype = 'f')"
INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s::regclass AND NOT i.indisprimary
AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('u', 'x'))
ORDER BY c.relname
"""


@contextmanager
def unindexed(raw: Connection[Any], table: str) -> Iterator[None]:
    """The table without its foreign keys and plain indexes while the block runs."""
    name = sql.Identifier(table)
    with raw.cursor() as cursor:
        cursor.execute(KEYS, [table])
        keys = cursor.fetchall()
        cursor.execute(INDEXES, [table])
        indexes = cursor.fetchall()
        for key, _ in keys:
            cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(name, sql.Identifier(key)))
        for index, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
        cursor.execute(POINTED_AT, [table])
        if cursor.fetchone() == (False,):
            # A table emptied in this transaction needs no write-ahead log where wal_level is minimal.
            cursor.execute(sql.SQL("TRUNCATE {}").format(name))
    yield
    with raw.cursor() as cursor:
        for _, definition in indexes:
            cursor.execute(definition)
        for key, definition in keys:
            statement = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            cursor.execute(statement.format(name, sql.Identifier(key), sql.SQL(definition)))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
