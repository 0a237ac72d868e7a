"""A standard's checks made into a plan: SQL text for one dialect, each check's by itself."""
# ruff: noqa: S608 (of names that were looked up, and SQL that was linted)

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import duckdb
import ibis
import sqlglot.expressions as sge
from ibis.backends.sql.compilers import DuckDBCompiler, PostgresCompiler, PySparkCompiler

from rooftree.engine.checking.compiling import rows, sets, steward
from rooftree.engine.checking.compiling.problems import problems_of
from rooftree.engine.checking.compiling.values import Asked, Column, Table
from rooftree.engine.checking.kinds import Check, Kind
from rooftree.engine.checking.plan import Plan, RowRule, SetRule
from rooftree.engine.checking.shapes import Shapes, whole

COMPILERS: Mapping[str, Callable[[], Any]] = {
    "duckdb": DuckDBCompiler,
    "postgres": PostgresCompiler,
    "spark": PySparkCompiler,
}
FILE, ROW = "file_", "row_"
"""Which file a row is in and the how-manieth it is there: what DuckDB tells of a row without reading it."""
KEYS = ("source_system", "source_key")


class _WithoutSpark(ibis.config.Config):  # type: ignore[misc]
    """What ibis asks of its Spark options, for one who compiles to Spark and has none."""

    treat_nan_as_null: bool = False


class NotCompiled(Exception):  # noqa: N818 (it is an answer, as Refused is)
    """A check cannot be compiled: its id, and why, in words."""

    def __init__(self, check_id: str, words: str) -> None:
        super().__init__(f"{check_id}: {words}")
        self.check_id, self.words = check_id, words


def compile_plan(
    checks: Sequence[Check],
    shapes: Mapping[str, Mapping[str, str]],
    codes: Mapping[str, Collection[str]],
    *,
    dialect: str = "duckdb",
) -> Plan:
    """The plan; NotCompiled tells of the first check that cannot be."""
    compiling = _Compiling(whole(shapes), codes, dialect)
    found: set[str] = set()
    for check in checks:
        if check.id in found:
            raise NotCompiled(check.id, "another check has the same id")
        found.add(check.id)
        if reasons := problems_of(check, shapes, codes):
            raise NotCompiled(check.id, "; ".join(reasons))
    made = [compiling.rule(check) for check in checks]
    plan = Plan(
        dialect,
        tuple(rule for rule in made if isinstance(rule, RowRule)),
        tuple(rule for rule in made if isinstance(rule, SetRule)),
    )
    if dialect == "duckdb":
        compiling.try_out(plan)
    return plan


class _Compiling:
    """One standard being compiled to one dialect."""

    def __init__(self, shapes: Shapes, codes: Mapping[str, Collection[str]], dialect: str) -> None:
        self.shapes, self.codes, self.dialect = shapes, codes, dialect
        self.compiler = COMPILERS[dialect]()
        if dialect == "spark" and ibis.options.pyspark is None:
            ibis.options.pyspark = _WithoutSpark()
        self.identity = (FILE, ROW) if dialect == "duckdb" else KEYS
        places = {FILE: "int64", ROW: "int64"} if dialect == "duckdb" else {}
        self.each = {
            table: Asked(ibis.table(dict(shape) | places, name=table), shape, dialect)
            for table, shape in shapes.items()
        }

    def rule(self, check: Check) -> RowRule | SetRule:
        asked = self.each[check.table]
        scope = rows.in_scope(check, asked)
        said = "" if scope is None else self._condition(asked.rows, scope)
        column = check.column
        if check.kind in rows.KINDS:
            fails = self._condition(asked.rows, rows.fails(check, asked, self.codes))
            lost = rows.fails_unread(check, asked)
            unread = "" if lost is None else self._condition(asked.rows, lost)
            return RowRule(check.id, check.table, column, said, fails, unread)
        if check.kind is Kind.SQL:
            return SetRule(check.id, check.table, column, said, *self._steward(check, said))
        query = self._sql(sets.query(check, sets.Tables(self.each, self.identity)))
        return SetRule(check.id, check.table, column, said, query, sets.reads(check))

    def _condition(self, table: Table, value: Column) -> str:
        """The expression over the bare columns of its table."""
        (selected,) = self.compiler.to_sqlglot(table.select(value=value)).expressions

        def bare(node: sge.Expression) -> sge.Expression:
            return sge.column(node.name, quoted=True) if isinstance(node, sge.Column) else node

        return self._text(selected.unalias().transform(bare))

    def _sql(self, table: Table) -> str:
        return self._text(self.compiler.to_sqlglot(table))

    def _text(self, node: sge.Expression) -> str:
        text = str(node.sql(dialect=self.dialect))
        return _spelt_for_spark(text) if self.dialect == "spark" else text

    def _steward(self, check: Check, asked: str) -> tuple[str, tuple[str, ...]]:
        """The rows of the check's table that the steward's query names, and the tables it reads."""
        query = steward.lint(check.given["select"], self.shapes)
        own = {cte.alias for cte in query.find_all(sge.CTE)}
        tables = [table.name for table in query.find_all(sge.Table) if table.name not in own]
        quote = "`" if self.dialect == "spark" else '"'
        names = {name: f"{quote}{name}{quote}" for name in (*KEYS, *self.identity, check.column, check.table)}
        same = " AND ".join(f"s_.{names[key]} = {names[check.table]}.{names[key]}" for key in KEYS)
        text = "STRING" if self.dialect == "spark" else "TEXT"
        observed = f"CAST({names[check.column]} AS {text})" if check.column else "NULL"
        own_text = steward.sql(query, self.dialect)
        own_text = _spelt_for_spark(own_text) if self.dialect == "spark" else own_text
        where = f"EXISTS (SELECT 1 FROM ({own_text}) AS s_ WHERE {same})"
        chosen = ", ".join(names[name] for name in self.identity)
        return (
            f"SELECT {chosen}, {observed} AS observed, NULL AS grouping FROM {names[check.table]} "
            f"WHERE {f'({asked}) AND ' if asked else ''}{where}",
            tuple(dict.fromkeys((check.table, *tables))),
        )

    def try_out(self, plan: Plan) -> None:
        """Asks the engine itself whether it understands every rule, over tables without rows."""
        with duckdb.connect() as con:
            con.execute("SET TimeZone = 'Europe/London'")
            for table, asked in self.each.items():
                self._empty(con, table, asked)
            for rule in plan.rules():
                try:
                    con.execute(f"EXPLAIN {_tried(rule)}".replace("{{today}}", "2000-01-01"))
                except duckdb.Error as wrong:
                    raise NotCompiled(rule.id, str(wrong).splitlines()[0]) from None

    def _empty(self, con: Any, table: str, asked: Asked) -> None:
        types = {
            name: self.compiler.type_mapper.to_string(kind) for name, kind in asked.rows.schema().items()
        }
        columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
        con.execute(f'CREATE TABLE "{table}" ({columns})')


def _spelt_for_spark(text: str) -> str:
    r"""With escapes that Spark knows: sqlglot writes some that it does not, and then `\f` is an f."""
    codes = {"v": "\\u000b", "f": "\\u000c"}
    return re.sub(r"\\\\|\\([vf])", lambda found: codes.get(found.group(1), found.group(0)), text)


def _tried(rule: RowRule | SetRule) -> str:
    if isinstance(rule, SetRule):
        return rule.query
    parts = (rule.asked or "TRUE", rule.fails, rule.unread or "TRUE")
    return f'SELECT {", ".join(parts)} FROM "{rule.table}"'
