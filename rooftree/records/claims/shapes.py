"""The shape of a condition apart from its values, so that a statement is worded once for each shape.

Lists of ids take one place however long they are (`= ANY`), so that a home with two tenancies reads by the
same words as one with nine.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Model, Q
from django.db.models.expressions import Expression

PLAIN = (str, int, float, bool, uuid.UUID, datetime.date)
"""What may stand in a place. A moment is a date to Python."""
BY_VALUE = frozenset({"exact", "lt", "lte", "gt", "gte"})
"""The comparisons that take one value; `in` takes a list and `isnull` has none."""
IN_HISTORY = {"id": "pgh_obj_id", "pk": "pgh_obj_id"}
"""A record's own id in a history table, where it is indexed as the one it is history of."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a value in a worded statement, by its number among the values."""

    number: int


class Slot(Expression):
    """A value that is not known yet, where Django wants one."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - as Django calls it
        """A placeholder, and the gap that stands for its value."""
        return "%s", (Gap(self.number),)


class _Listed(Func):
    """A list that is handed over whole, as an array of a column's type."""

    template = "ANY(%(expressions)s::%(kind)s[])"


class _AnyOf(Func):
    """True where a column is one of such a list."""

    template = "%(expressions)s"
    arg_joiner = " = "
    output_field = BooleanField()

    def resolve_expression(self, *args: Any, **options: Any) -> Any:
        """Once the column is known, the list is told its type."""
        resolved = super().resolve_expression(*args, **options)
        column, listed = resolved.get_source_expressions()
        field = getattr(column.output_field, "target_field", column.output_field)
        kind = field.db_type(connection)
        listed.extra["kind"] = "text" if kind.startswith("varchar") else kind
        return resolved


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: of what, how, and the number of its value (or, without one, what it is compared to)."""

    path: str
    lookup: str
    number: int | None = None
    literal: bool | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A condition without its values; two of one shape are asked in the same words."""

    connector: str
    negated: bool
    tests: tuple["Test | Shape", ...]


def shape_of(where: Q, values: list[Any]) -> Shape:
    """The shape of a condition; its values are added to the list.

    TypeError for what is no plain comparison of a column: an expression, or a lookup that is not known here.
    """
    tests = tuple(
        shape_of(each, values) if isinstance(each, Q) else _test(each, values) for each in where.children
    )
    return Shape(str(where.connector), bool(where.negated), tests)


def condition(shape: Shape, *, in_history: bool = False) -> Q:
    """The condition of a shape, with a slot for each value; for a history table when that is asked."""
    made = Q(_connector=shape.connector, _negated=shape.negated)
    for each in shape.tests:
        made.children.append(
            condition(each, in_history=in_history)
            if isinstance(each, Shape)
            else _comparison(each, in_history=in_history)
        )
    return made


def _test(child: Any, values: list[Any]) -> Test:
    if not isinstance(child, tuple):
        raise TypeError(f"A condition of a record is a comparison of a column, not {child!r}")
    name, value = child
    value = value.pk if isinstance(value, Model) else value
    path, _, last = str(name).rpartition("__")
    known = last in BY_VALUE or last in ("in", "isnull")
    path, lookup = (path, last) if path and known else (str(name), "exact")
    if lookup == "isnull" or value is None:
        return Test(path, "isnull", literal=True if value is None else bool(value))
    if lookup == "in":
        value = list(value)
    for one in value if lookup == "in" else [value]:
        if not isinstance(one, PLAIN):
            raise TypeError(f"{name} is compared with a plain value, not {one!r}")
    values.append(value)
    return Test(path, lookup, number=len(values) - 1)


def _comparison(test: Test, *, in_history: bool) -> Any:
    path = IN_HISTORY.get(test.path, test.path) if in_history else test.path
    if test.number is None:
        return f"{path}__isnull", test.literal
    if test.lookup == "in":
        return _AnyOf(F(path), _Listed(Slot(test.number)))
    return f"{path}__{test.lookup}", Slot(test.number)
