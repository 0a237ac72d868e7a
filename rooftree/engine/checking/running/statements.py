"""The SQL that a run is made of: which rows fail which rules, then who those rows are.

The rows that fail are first kept as numbers alone, file and place in it; keys are read once, at the end, for
those rows only. That is what makes a run cheaper than one query that carries every row's keys along.
"""
# ruff: noqa: S608 (all of it is SQL: of names and conditions that were compiled, and of texts that are quoted)

from collections.abc import Mapping, Sequence

from rooftree.engine.checking.plan import RowRule, SetRule, both
from rooftree.engine.checking.running.shut_in import quoted
from rooftree.engine.checking.shapes import PROBLEMS

BITS = 60
"""How many rules one whole number tells of."""


def kept(table: str) -> str:
    """The name of the table that keeps which rows of `table` fail."""
    return f'"failing {table}"'


def keeping(table: str) -> str:
    """Makes that table."""
    columns = "rule SMALLINT, file_ BIGINT, row_ BIGINT, value BIGINT, alike VARCHAR"
    return f"CREATE TEMP TABLE {kept(table)} ({columns})"


def hashed(text: str, salt: str) -> str:
    """Sixty bits that stay the same while the text does; null for null."""
    return f"('0x' || substr(md5({quoted(salt)} || {text}), 1, 15))::BIGINT"


def group(rules: Sequence[tuple[int, RowRule]], salt: str) -> str:
    """Adds the rows that fail any of these rules, all of one column: one pass over it."""
    first = rules[0][1]
    column = f'"{first.column}"' if first.column else "NULL"
    value = hashed("observed_::VARCHAR", salt)
    if len(rules) == 1:
        return (
            f"INSERT INTO {kept(first.table)} SELECT {rules[0][0]}, file_, row_, {value}, NULL FROM "
            f'(SELECT file_, row_, {column} AS observed_ FROM "{first.table}" '
            f"WHERE {both(first.asked, first.fails)})"
        )
    bits = " + ".join(
        f"CASE WHEN {both(rule.asked, rule.fails)} THEN {1 << place} ELSE 0 END"
        for place, (_, rule) in enumerate(rules)
    )
    known = ", ".join(f"({number}, {1 << place}::BIGINT)" for place, (number, _) in enumerate(rules))
    return (
        f"INSERT INTO {kept(first.table)} SELECT known_.number, file_, row_, value_, NULL FROM "
        f"(SELECT file_, row_, mask_, {value} AS value_ FROM "
        f'(SELECT file_, row_, {column} AS observed_, ({bits})::BIGINT AS mask_ FROM "{first.table}") '
        f"WHERE mask_ <> 0) JOIN (VALUES {known}) AS known_(number, bit) ON mask_ & known_.bit <> 0"
    )


def unread(rules: Sequence[tuple[int, RowRule]]) -> str:
    """Adds the rows in which what arrived could not be read: few have a mark, so they are asked at once."""
    table = rules[0][1].table
    cases = " UNION ALL ".join(
        f"SELECT {number}, file_, row_, NULL, NULL FROM marked_ WHERE {both(rule.asked, rule.unread)}"
        for number, rule in rules
    )
    marked = f'SELECT * FROM "{table}" WHERE "{PROBLEMS}" IS NOT NULL'
    return f"INSERT INTO {kept(table)} WITH marked_ AS MATERIALIZED ({marked}) {cases}"


def set_rule(number: int, rule: SetRule, salt: str) -> str:
    """Adds the rows that fail a rule that looks at other rows."""
    alike = f"substr(md5({quoted(salt)} || grouping), 1, 16)"
    return (
        f"INSERT INTO {kept(rule.table)} SELECT {number}, file_, row_, {hashed('observed', salt)}, {alike} "
        f"FROM ({rule.query})"
    )


def systems(table: str) -> str:
    """Which systems the table holds rows of."""
    return f'SELECT DISTINCT source_system FROM "{table}" WHERE source_system IS NOT NULL ORDER BY ALL'


def asked(table: str, scopes: Sequence[str]) -> str:
    """By system: how many rows there are, then how many are in each scope."""
    counts = [f"count(*) FILTER (WHERE {scope})" for scope in scopes]
    return f'SELECT source_system, {", ".join(["count(*)", *counts])} FROM "{table}" GROUP BY source_system'


def written(rules: Mapping[int, RowRule | SetRule], several: Mapping[str, bool], target: str) -> str:
    """Writes who the failing rows are; a key that stands in a table twice fails a rule once."""
    parts = [_of_table(table, twice) for table, twice in several.items()]
    known = ", ".join(
        f"({number}::SMALLINT, {quoted(rule.id)}, {quoted(rule.table)}, {quoted(rule.column)})"
        for number, rule in rules.items()
    )
    query = (
        'SELECT known_.rule_id, known_."table", known_."column", found_.* EXCLUDE (rule) '
        f"FROM ({' UNION ALL '.join(parts)}) AS found_ "
        f'JOIN (VALUES {known}) AS known_(number, rule_id, "table", "column") ON found_.rule = known_.number'
    )
    return f"COPY ({query}) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"


def _of_table(table: str, twice: bool) -> str:
    once = (
        " QUALIFY row_number() OVER (PARTITION BY rule, source_system, source_key"
        " ORDER BY extract_id, source_row) = 1"
    )
    return (
        "(SELECT rule, source_system, source_key, extract_id, source_row, failing_.value AS value_hash, "
        f'alike AS group_id FROM {kept(table)} AS failing_ JOIN "{table}" AS rows_ '
        f"ON failing_.file_ = rows_.file_ AND failing_.row_ = rows_.row_{once if twice else ''})"
    )
