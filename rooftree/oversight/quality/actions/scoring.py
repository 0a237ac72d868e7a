"""The scores of one check, from what its rules answered and from what stands in the ledger after it.

A home with three shortfalls is one home: so of patches and contractors the sums over dimensions are kept too,
with an empty dimension, and over tables with an empty table.
"""

from django.db import connection
from psycopg import sql

from rooftree.oversight.quality.actions.linking import Path as Way
from rooftree.oversight.quality.actions.linking import path
from rooftree.oversight.quality.models import CheckRun
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write

FIELDS = """
INSERT INTO quality_score (check_run_id, "of", dimension, table_name, column_name, source_system, owner,
    counted, failed)
SELECT q.check_run_id, 'field', q.dimension, q.table_name, q.column_name, q.source_system, r.owner,
    sum(q.asked), sum(q.failed)
FROM quality_rule_result q JOIN rules r USING (rule_id)
WHERE q.check_run_id = %s AND q.error = '' AND q.asked > 0
GROUP BY q.check_run_id, q.dimension, q.table_name, q.column_name, q.source_system, r.owner
"""
PATCHES = """
INSERT INTO quality_score (check_run_id, "of", dimension, table_name, column_name, source_system, owner,
    area_code, counted, failed)
SELECT %s, 'patch', coalesce(e.dimension, ''), coalesce(e.table_name, ''), '', '', '', e.area_code,
    homes.many, count(DISTINCT e.unit_id)
FROM quality_exception e
JOIN (SELECT area_code, count(*) AS many FROM unit WHERE ended_on IS NULL GROUP BY area_code) homes
    USING (area_code)
WHERE e.resolved_on IS NULL AND e.state <> 'waived' AND e.unit_id IS NOT NULL
GROUP BY e.area_code, homes.many, CUBE (e.dimension, e.table_name)
"""
NAMED = """
SELECT DISTINCT table_name FROM quality_exception WHERE resolved_on IS NULL AND contractor_id IS NOT NULL
"""
CONTRACTORS = """
INSERT INTO quality_score (check_run_id, "of", dimension, table_name, column_name, source_system, owner,
    contractor_id, counted, failed)
SELECT %s, 'contractor', coalesce(e.dimension, ''), e.table_name, '', '', '', e.contractor_id, named.many,
    count(DISTINCT e.source_system || ' ' || e.source_key)
FROM quality_exception e JOIN ({named}) named ON named.contractor_id = e.contractor_id
WHERE e.resolved_on IS NULL AND e.state <> 'waived' AND e.table_name = %s
GROUP BY e.table_name, e.contractor_id, named.many, CUBE (e.dimension)
"""


def score(check: CheckRun) -> None:
    """Keeps the figures of one check: by field and system, by patch, by contractor."""
    with connection.cursor() as cursor:
        cursor.execute(FIELDS, [check.pk])
        cursor.execute(PATCHES, [check.pk])
        cursor.execute(NAMED)
        for (table,) in cursor.fetchall():
            if way := path(table, "contractor"):
                statement = sql.SQL(CONTRACTORS).format(named=_named(table, way))
                cursor.execute(statement, [check.pk, table])


def _named(table: str, way: Way) -> sql.Composed:
    """How many records of a table name each contractor."""
    joins, at = [], "own"
    for step, (column, leads_to) in enumerate(way[:-1]):
        name = f"step_{step}"
        joins.append(
            sql.SQL("JOIN {} {} ON {} = {}").format(
                sql.Identifier(leads_to),
                sql.Identifier(name),
                sql.Identifier(name, "id"),
                sql.Identifier(at, column),
            )
        )
        at = name
    ends = contracts()[table].write is not Write.APPEND
    return sql.SQL(
        "SELECT {contractor} AS contractor_id, count(*) AS many FROM {table} own {joins} {live} GROUP BY 1"
    ).format(
        contractor=sql.Identifier(at, way[-1][0]),
        table=sql.Identifier(table),
        joins=sql.SQL(" ").join(joins),
        live=sql.SQL("WHERE own.ended_on IS NULL" if ends else ""),
    )
