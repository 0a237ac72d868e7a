"""Finds the record, home, person, patch and contractor of failing rows, by the ids that publish gave."""

from collections import deque
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from rooftree.oversight.quality.rules.rights import names_its_person
from rooftree.records.claims.held import PEOPLE
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write

ENTITIES = ("unit", "property", "site", "person")
"""Rows of these are found through `reference`; of other records that several systems make, by `claim`."""
FURTHEST = 3
Path = tuple[tuple[str, str], ...]
"""From a table: the column that leads on, and the table it leads to, step by step."""

LINKED = """
CREATE TEMP TABLE linked (
    id uuid, record_type text, record_id uuid, unit_id uuid, person_id uuid, area_code text,
    contractor_id uuid
) ON COMMIT DROP
"""


def link() -> None:
    """Fills `linked` for every row of `staged`; what is not found stays empty."""
    with connection.cursor() as cursor:
        cursor.execute(LINKED)
        cursor.execute("SELECT DISTINCT anchor_type FROM staged")
        tables = sorted(row[0] for row in cursor.fetchall())
        for table in tables:
            if table in contracts():
                cursor.execute(_filling(table))
        cursor.execute("CREATE UNIQUE INDEX ON linked (id)")
        cursor.execute("ANALYZE linked")


def _filling(table: str) -> sql.Composed:
    """The statement that finds the records of one table's rows, and what they lead to."""
    joins: list[sql.Composable] = [_own(table)]
    unit, person, contractor = (_end(joins, table, what) for what in ("unit", "person", "contractor"))
    joins.append(sql.SQL("LEFT JOIN unit home ON home.id = {}").format(unit))
    return sql.SQL(
        "INSERT INTO linked SELECT s.id, {table}, own.id, home.id, {person}, home.area_code, {contractor} "
        "FROM staged s {joins} WHERE s.anchor_type = {table}"
    ).format(table=sql.Literal(table), person=person, contractor=contractor, joins=sql.SQL(" ").join(joins))


def _own(table: str) -> sql.Composed:
    """The join to the record itself."""
    made = "md5(concat_ws(E'\\x1f', {parts}, s.source_system, s.anchor_key))::uuid"
    record = sql.Identifier(table)
    if table in ENTITIES:
        key = sql.SQL(made).format(parts=sql.SQL("'reference', {}").format(sql.Literal(table)))
        return sql.SQL("LEFT JOIN reference r ON r.id = {} LEFT JOIN {} own ON own.id = r.entity_id").format(
            key, record
        )
    if contracts()[table].write is Write.MERGED:
        key = sql.SQL(made).format(parts=sql.SQL("'claim', {}").format(sql.Literal(table)))
        return sql.SQL("LEFT JOIN claim c ON c.id = {} LEFT JOIN {} own ON own.id = c.entity_id").format(
            key, record
        )
    key = sql.SQL(made).format(parts=sql.Literal(table))
    return sql.SQL("LEFT JOIN {} own ON own.id = {}").format(record, key)


def _end(joins: list[sql.Composable], table: str, what: str) -> sql.Composable:
    """The id at the end of the way from a table to a home, person or contractor; adds the joins it takes."""
    if table == what:
        return sql.Identifier("own", "id")
    way = path(table, what)
    if way is None or not names_its_person(table):
        return sql.SQL("NULL::uuid")
    at = "own"
    for step, (column, leads_to) in enumerate(way[:-1]):
        name = f"{what}_{step}"
        joins.append(
            sql.SQL("LEFT JOIN {} {} ON {} = {}").format(
                sql.Identifier(leads_to),
                sql.Identifier(name),
                sql.Identifier(name, "id"),
                sql.Identifier(at, column),
            )
        )
        at = name
    return sql.Identifier(at, way[-1][0])


@cache
def path(table: str, what: str) -> Path | None:
    """The shortest way along links from a table to `unit` or `person`, or to a link called contractor."""
    waiting: deque[tuple[str, Path]] = deque([(table, ())])
    seen = {table}
    while waiting:
        here, way = waiting.popleft()
        for name, column, leads_to in _links(here):
            step = (*way, (column, leads_to))
            if name == what if what == "contractor" else leads_to == what:
                return step
            if leads_to not in seen and len(step) < FURTHEST and (what != "person" or leads_to in PEOPLE):
                seen.add(leads_to)
                waiting.append((leads_to, step))
    return None


def _links(table: str) -> list[tuple[str, str, str]]:
    """The links of a table: name, column, and the table each leads to."""
    models: list[Any] = list(apps.get_app_config("records").get_models())
    return [
        (field.name, field.column, field.related_model._meta.db_table)
        for model in models
        if model._meta.db_table == table
        for field in model._meta.fields
        if field.is_relation and field.name not in ("extract", "first_extract")
    ]
