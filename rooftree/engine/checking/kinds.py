"""The kinds of check there are, and a check as data: what it looks at, of which rows, what it is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a check asks of a row. A null passes, unless the kind is about missing values."""

    REQUIRED = "required"
    REQUIRED_WHEN = "required_when"
    CODELIST = "codelist"
    FORMAT = "format"
    RANGE = "range"
    COMPARE = "compare"
    UNIQUE = "unique"
    REFERENCES = "references"
    FRESH_WITHIN = "fresh_within"
    NOT_FUTURE = "not_future"
    AGE_AT_LEAST = "age_at_least"
    REAL_DATE = "real_date"
    RECONCILES = "reconciles"
    SQL = "sql"
    SET_ASIDE = "set_aside"
    """Rows that no canonical file holds: `given` names the problem, missing_key or duplicate_key."""


ROW_KINDS = frozenset(
    {
        Kind.REQUIRED,
        Kind.REQUIRED_WHEN,
        Kind.CODELIST,
        Kind.FORMAT,
        Kind.RANGE,
        Kind.COMPARE,
        Kind.FRESH_WITHIN,
        Kind.NOT_FUTURE,
        Kind.AGE_AT_LEAST,
        Kind.REAL_DATE,
    }
)
"""Kinds that a row alone decides; the others look at other rows, or at other tables."""

OPERATORS = ("eq", "ne", "in", "not_in", "null", "not_null", "lt", "le", "gt", "ge", "matches")
"""What `When.op` may be. Of a null, only `null` holds."""

COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
"""What `compare` may be given as `op`."""


@dataclass(frozen=True, slots=True)
class When:
    """A condition on a row's own column; `value` may be {"today": ±days} where the column is a day."""

    column: str
    op: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one column. All of `when` must hold for a row to be asked.

    `given` by kind: codelist {list}; format {name}; range {min, max}, each a number, a day, or
    {"today": ±days}; compare {op, other, plus_days | plus_years}; unique {columns, across};
    references {table, column, system}; fresh_within {days | months}; not_future {days_ahead};
    age_at_least {years, at}; reconciles {form, column, systems}; sql {select}; set_aside {problem}.
    """

    id: str
    table: str
    column: str
    kind: Kind
    given: Mapping[str, Any] = field(default_factory=dict)
    when: tuple[When, ...] = ()
    systems: tuple[str, ...] = ()
    """Whose rows are asked; empty for every system's."""
