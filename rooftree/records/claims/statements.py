"""Many tables read in one statement, which is worded once for each shape and then only given its values.

Django takes ten times as long to build and word a statement of forty tables as PostgreSQL to answer it, so
it is worded the first time that its shape is asked and kept. The server keeps it prepared, for reading and
planning so many words takes it five times as long as answering.
"""

import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from psycopg.sql import quote

from rooftree.records.claims.rows import as_at
from rooftree.records.claims.shapes import Gap, Shape, Slot, condition, shape_of
from rooftree.reference.accounts.rules import Viewer, may_see_people
from rooftree.reference.asking import asked

KEPT = 512
"""How many worded statements a process keeps; a statement has about 15 kB."""
Told = Callable[[QuerySet[Any], str, bool], "QuerySet[Any, Any]"]
"""How rows become a name and a body of JSON: the rows, the name, whether facts about people may be told."""
Rows = Callable[[Any, Any], "list[QuerySet[Any]]"]
"""The parts whose union is a table: its model, and the moment (or its slot) or nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked of one table: the rows that fit (or the newest of them), and how each is told."""

    name: str
    model: Any
    where: Q
    told: Told
    rows: Rows = as_at
    newest_by: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class _Shaped:
    """A part without its values."""

    name: str
    model: Any
    shape: Shape
    told: Told
    rows: Rows
    newest_by: str
    most: int


@dataclass(frozen=True, slots=True)
class _Statement:
    """What the server is asked, and which value stands at each of its parameters."""

    sql: str
    order: tuple[int, ...]


def read(
    parts: Sequence[Part], *, viewer: Viewer, moment: datetime.datetime | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of every part in one statement, each as a name and a body; asks nobody who may read them."""
    if not parts:
        return
    connection.ensure_connection()
    values: list[Any] = [moment]
    shaped = tuple(_shaped(part, values) for part in parts)
    statement = _worded(shaped, may_see_people(viewer), moment is not None)
    for name, body in asked(statement.sql, [values[number] for number in statement.order]):
        yield name, json.loads(body)


def _shaped(part: Part, values: list[Any]) -> _Shaped:
    shape = shape_of(part.where, values)
    return _Shaped(part.name, part.model, shape, part.told, part.rows, part.newest_by, part.most)


@lru_cache(maxsize=KEPT)
def _worded(parts: tuple[_Shaped, ...], people: bool, at_a_moment: bool) -> _Statement:
    first, *others = [
        made for part in parts for made in _querysets(part, people, Slot(0) if at_a_moment else None)
    ]
    union = first.union(*others, all=True) if others else first
    sql, params = union.query.get_compiler(connection=connection).as_sql()
    return _numbered(sql, params)


def _querysets(part: _Shaped, people: bool, moment: Slot | None) -> Iterator[QuerySet[Any, Any]]:
    for rows in part.rows(part.model, moment):
        chosen = rows.filter(condition(part.shape, in_history=rows.model is not part.model))
        if part.most:
            chosen = chosen.order_by(F(part.newest_by).desc(nulls_last=True), "id")[: part.most]
        yield part.told(chosen, part.name, people)


def _numbered(sql: str, params: Sequence[Any]) -> _Statement:
    """Constants are written out and values numbered, as PostgreSQL itself numbers them."""
    order: dict[int, int] = {}
    pieces = sql.split("%s")
    if len(pieces) != len(params) + 1:
        raise ValueError("the statement and its values do not fit each other")
    worded = [pieces[0]]
    for param, piece in zip(params, pieces[1:], strict=True):
        if isinstance(param, Gap):
            worded.append(f"${order.setdefault(param.number, len(order) + 1)}")
        else:
            worded.append(quote(param, connection.connection))
        worded.append(piece)
    return _Statement("".join(worded).replace("%%", "%"), tuple(order))
