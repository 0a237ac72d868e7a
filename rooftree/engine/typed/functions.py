"""Typed values as functions of the engine: spelt out to it once, and from then on called by name.

What a value means is said once, as an ibis expression. An engine with macros keeps that expression under a
name; a mapping of six hundred columns then compiles to six hundred calls and not to as many trees of cases.
Where no such engine is in use, the expression itself is given back, and means the same.
"""

import contextlib
import hashlib
import inspect
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any

import ibis
import sqlglot.expressions as sge

Column = Any
Expression = Callable[..., Column]


class Functions:
    """The functions that one engine has been given."""

    def __init__(self, con: Any) -> None:
        self._con = con
        self._made: dict[Hashable, Expression] = {}

    def call(self, name: str, expression: Expression, columns: tuple[Column, ...], said: Hashable) -> Column:
        """One call of the function; what has this name, and the same said of it, is made once."""
        key = (name, said, tuple(column.type() for column in columns))
        if key not in self._made:
            self._made[key] = self._make(name, expression, columns)
        return self._made[key](*columns)

    def _make(self, name: str, expression: Expression, columns: tuple[Column, ...]) -> Expression:
        types = {f"x{place}": column.type() for place, column in enumerate(columns)}
        given = ibis.table(types, name="given")
        value = expression(*(given[parameter] for parameter in types))
        if value.equals(given.x0):
            return expression
        body = _body(self._con.compiler.to_sqlglot(given.select(value=value)))
        called = f"rt_{name}_{hashlib.sha256(body.encode()).hexdigest()[:12]}"
        self._con.raw_sql(f"CREATE OR REPLACE TEMP MACRO {called}({', '.join(types)}) AS ({body})")

        made: Expression = ibis.udf.scalar.builtin(
            _taking(types), name=called, signature=(tuple(types.values()), value.type())
        )
        return made


def _taking(parameters: Iterable[str]) -> Callable[..., Any]:
    """A function of these parameters that is never run: it only gives the engine's own one its shape."""

    def shape(*columns: Any) -> Any:
        raise NotImplementedError

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    shape.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind) for name in parameters]
    )
    return shape


def _body(query: sge.Expression) -> str:
    """The one expression that the query selects, over bare parameters in place of a table's columns."""
    (selected,) = query.expressions

    def bare(node: sge.Expression) -> sge.Expression:
        return sge.column(node.name) if isinstance(node, sge.Column) else node

    return str(selected.unalias().transform(bare).sql(dialect="duckdb"))


_in_use: ContextVar[Functions | None] = ContextVar("functions in use", default=None)


@contextlib.contextmanager
def using(functions: Functions) -> Iterator[None]:
    """While this lasts, values are calls of these functions."""
    token = _in_use.set(functions)
    try:
        yield
    finally:
        _in_use.reset(token)


def applied(name: str, expression: Expression, *columns: Column, said: Hashable = ()) -> Column:
    """The expression over these columns, by name where the engine in use has names for them.

    `said` is all that the expression depends on beside its columns. A column that is used more than once in
    it should be plain: an engine may work it out as often as it is named.
    """
    functions = _in_use.get()
    if functions is None:
        return expression(*columns)
    return functions.call(name, expression, columns, said)
