"""A standard's checks, compiled: plain SQL for one dialect, kept as JSON until it is run."""
# ruff: noqa: S608 (of names and conditions that were compiled)

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

TODAY = "{{today}}"
"""Stands in the SQL where the day of the run goes: no plan knows what day it is."""
SYSTEMS = "{{{{systems of {}}}}}"
"""Stands in DuckDB's SQL where the systems go that a table holds rows of: found once, and not by a join."""


@dataclass(frozen=True, slots=True)
class RowRule:
    """A check that each row decides: two conditions over the columns of its table."""

    id: str
    table: str
    column: str
    asked: str
    """Which rows it is asked of; "" for every row."""
    fails: str
    """Of the rows asked, which fail for what they hold."""
    unread: str = ""
    """Of the rows asked, which fail because what arrived could not be read; "" when that is not asked."""


@dataclass(frozen=True, slots=True)
class SetRule:
    """A check that looks at other rows: a query for those that fail.

    Its columns: what identifies a row, then `observed` and `grouping` (texts or null).
    """

    id: str
    table: str
    column: str
    asked: str
    query: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every check of a standard in one dialect."""

    dialect: str
    rows: tuple[RowRule, ...]
    sets: tuple[SetRule, ...]

    def rules(self) -> Iterator[RowRule | SetRule]:
        """All of them, row rules first."""
        yield from self.rows
        yield from self.sets

    def keys(self, rule_id: str) -> str:
        """One rule's failing rows as a query by itself: source_system and source_key."""
        quote = "`" if self.dialect == "spark" else '"'
        names = f"{quote}source_system{quote}, {quote}source_key{quote}"
        for rule in self.rules():
            if rule.id == rule_id and isinstance(rule, SetRule):
                return f"SELECT {names} FROM ({rule.query}) AS found"
            if rule.id == rule_id and isinstance(rule, RowRule):
                table = f"{quote}{rule.table}{quote}"
                fails = f"({rule.fails}) OR ({rule.unread})" if rule.unread else rule.fails
                return f"SELECT {names} FROM {table} WHERE {both(rule.asked, fails)}"
        raise KeyError(rule_id)

    def to_json(self) -> str:
        """As text, to be kept with the standard it was made of."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """What `to_json` wrote."""
        said = json.loads(text)
        return cls(
            said["dialect"],
            tuple(RowRule(**each) for each in said["rows"]),
            tuple(SetRule(**{**each, "reads": tuple(each["reads"])}) for each in said["sets"]),
        )


def both(asked: str, fails: str) -> str:
    """The two conditions as one."""
    return f"({asked}) AND ({fails})" if asked else f"({fails})"
