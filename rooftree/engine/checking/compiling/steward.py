"""A data steward's own SQL: read as data, held to one SELECT over declared tables, reaching nothing else.

Functions are allowed by name, and all others refused, so that one unknown to us today is refused as well.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import sqlglot
import sqlglot.expressions as sge
from sqlglot.errors import OptimizeError, ParseError, SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from rooftree.engine.checking.plan import TODAY
from rooftree.engine.checking.shapes import Shapes

KEYS = ("source_system", "source_key")
Tables = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Shapes that can be told from others at once."""
REFUSED: Mapping[type[sge.Expression], str] = {
    sge.Limit: "LIMIT would hide rows that fail",
    sge.Fetch: "FETCH would hide rows that fail",
    sge.Offset: "OFFSET would hide rows that fail",
    sge.TableSample: "a sample would hide rows that fail",
    sge.Into: "SELECT INTO writes",
    sge.Placeholder: "there are no parameters; the day of the check is CURRENT_DATE",
    sge.Parameter: "there are no parameters; the day of the check is CURRENT_DATE",
    sge.SessionParameter: "settings cannot be read",
    sge.TryCast: "TRY_CAST does not mean the same everywhere; compare texts, or use CASE",
    sge.Lateral: "LATERAL is not allowed",
    sge.Unnest: "UNNEST is not allowed",
    sge.Pivot: "PIVOT is not allowed",
    sge.Lambda: "functions of one's own are not allowed",
    sge.Lock: "locks are not allowed",
}
FUNCTIONS = frozenset(
    {
        "And", "Or", "Not", "Xor", "Case", "If", "Coalesce", "Nullif", "Greatest", "Least", "Cast",
        "Count", "Sum", "Avg", "Min", "Max", "CountIf", "Abs", "Ceil", "Floor", "Round", "Mod", "Sign",
        "Lower", "Upper", "Trim", "Length", "Substring", "Concat", "ConcatWs", "Replace", "Left",
        "Right", "StrPosition", "StartsWith", "EndsWith", "Contains", "SplitPart", "RegexpLike",
        "RegexpFullMatch", "Extract", "DateDiff", "DateAdd", "DateSub", "TsOrDsAdd", "Year", "Month",
        "Day", "DateTrunc", "TimestampTrunc", "Date", "CurrentDate", "RowNumber", "Rank", "DenseRank",
        "Lag", "Lead", "Exists", "Any", "All", "Interval",
    }
)  # fmt: skip
"""What may be called, as sqlglot names it."""
MORE = frozenset({"concat", "date_part"})
"""Functions that sqlglot has no name of its own for."""


class UnsafeError(ValueError):
    """Why a steward's SQL is refused: each reason in words."""


def lint(select: str, shapes: Shapes) -> sge.Query:
    """The query, every name in it looked up, to be read only; UnsafeError says all that is wrong with it."""
    return _linted(select, tuple((table, tuple(shape.items())) for table, shape in shapes.items()))


@lru_cache(maxsize=256)
def _linted(select: str, tables: Tables) -> sge.Query:
    """Judging, compiling and trying ask for the same few queries again and again."""
    query = _parsed(select)
    shapes = {table: dict(shape) for table, shape in tables}
    reasons = list(dict.fromkeys(_reasons(query, shapes)))
    if reasons:
        raise UnsafeError("; ".join(reasons))
    return _resolved(query, _schema(tables))


@lru_cache(maxsize=4)
def _schema(tables: Tables) -> MappingSchema:
    """The tables as the optimizer wants them, which takes it longer than to look through a query."""
    shapes: dict[str, object] = {
        table: {name: _type(kind) for name, kind in shape} for table, shape in tables
    }
    return MappingSchema(shapes, dialect="duckdb")


def sql(query: sge.Query, dialect: str) -> str:
    """The query as text, with the day of the run where it asks for it."""

    def dated(node: sge.Expression) -> sge.Expression:
        if isinstance(node, sge.CurrentDate):
            return sge.cast(sge.Literal.string(TODAY), "date")
        return node

    return str(query.copy().transform(dated).sql(dialect=dialect, identify=True))


def _parsed(select: str) -> sge.Query:
    try:
        said = [each for each in sqlglot.parse(select, dialect="duckdb") if each is not None]
    except (ParseError, SqlglotError) as wrong:
        raise UnsafeError(f"it cannot be read as SQL: {_plain(wrong)}") from None
    if len(said) != 1:
        raise UnsafeError("it must be one SELECT, and only one")
    if not isinstance(said[0], sge.Select | sge.SetOperation):
        raise UnsafeError("it must be a SELECT; nothing else is run")
    return said[0]


def _plain(wrong: Exception) -> str:
    first = str(wrong).splitlines()[0] if str(wrong) else "unknown"
    return first.replace("\x1b[4m", "").replace("\x1b[0m", "")


def _reasons(query: sge.Query, shapes: Shapes) -> Iterator[str]:
    own = {cte.alias.lower() for cte in query.find_all(sge.CTE)}
    for node in query.walk():
        if isinstance(node, sge.Command | sge.DDL | sge.DML) and not isinstance(node, sge.Query):
            yield "it must be a SELECT; nothing else is run"
        if isinstance(node, sge.With) and node.args.get("recursive"):
            yield "WITH RECURSIVE may never end"
        for kind, says in REFUSED.items():
            if isinstance(node, kind):
                yield says
        if isinstance(node, sge.Table):
            yield from _of_table(node, shapes, own)
        elif isinstance(node, sge.Func):
            yield from _of_function(node)


def _of_table(node: sge.Table, shapes: Shapes, own: set[str]) -> Iterator[str]:
    if not isinstance(node.this, sge.Identifier):
        yield f"{node.sql(dialect='duckdb')} is no table of the standard: files and functions cannot be read"
    elif node.db or node.catalog:
        yield f"name the table {node.name} alone, without what stands before it"
    elif node.name.lower() not in own and node.name not in shapes:
        yield f"there is no table {node.name}"


def _of_function(node: sge.Func) -> Iterator[str]:
    if isinstance(node, sge.Anonymous):
        if str(node.this).lower() not in MORE:
            yield f"the function {str(node.this).lower()} is not one that may be called"
    elif type(node).__name__ not in FUNCTIONS:
        yield f"the function {node.sql_name().lower()} is not one that may be called"


def _resolved(query: sge.Query, schema: MappingSchema) -> sge.Query:
    """With every column's table beside it; a column that is not declared is refused."""
    try:
        made = qualify(query.copy(), schema=schema, dialect="duckdb", quote_identifiers=True)
    except (OptimizeError, SqlglotError) as wrong:
        raise UnsafeError(_plain(wrong)) from None
    names = [name.lower() for name in made.named_selects]
    missing = [name for name in KEYS if name not in names]
    if missing:
        raise UnsafeError(f"it must give {' and '.join(missing)}, which say which row it is")
    assert isinstance(made, sge.Query)
    return made


def _type(kind: str) -> str:
    return {"string": "varchar", "int64": "bigint", "timestamp('UTC')": "timestamptz"}.get(kind, kind)
