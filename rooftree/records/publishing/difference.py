"""What changed between the state PostgreSQL is in and today's rows of one table."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table

STATE = ("id", "fact_hash", "source_system", "source_key", "ended_on")


@dataclass(frozen=True)
class Difference:
    """One table's way from yesterday to today. Files are as PostgreSQL's COPY reads them; None is nothing."""

    table: str
    columns: tuple[str, ...]
    inserts: Path | None
    updates: Path | None
    ends: Path | None
    inserted: int
    updated: int
    ended: int

    @property
    def nothing(self) -> bool:
        """That the table stays as it is."""
        return not (self.inserted or self.updated or self.ended)


@dataclass(frozen=True)
class Comparison:
    """Today's rows (`today`, with id and fact_hash) held against yesterday's state, if there is one."""

    engine: Engine
    table: str
    today: Table
    yesterday: Table | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are written."""
        return tuple(column for column in self.today.columns if column != "fact_hash")

    def new(self) -> Table:
        """Rows not seen before."""
        return self.today if self.yesterday is None else self.today.anti_join(self.yesterday, "id")

    def changed(self) -> Table | None:
        """Rows whose facts differ, which have come back, or whose facts are not known (a rebuilt state)."""
        if self.yesterday is None:
            return None
        before = self.yesterday.select("id", was="fact_hash", gone="ended_on")
        both = self.today.join(before, "id")
        differs = both.was.isnull() | (both.fact_hash != both.was) | both.gone.notnull()
        return both.filter(differs).select(*self.today.columns)

    def vanished(self) -> Table | None:
        """Live rows of yesterday that today does not hold."""
        if self.yesterday is None:
            return None
        live = self.yesterday.filter(self.yesterday.ended_on.isnull())
        return live.anti_join(self.today, "id")

    def live_before(self) -> int:
        """How many rows were live yesterday."""
        if self.yesterday is None:
            return 0
        return self.engine.count(self.yesterday.filter(self.yesterday.ended_on.isnull()))

    def state(self, *, ended_on: date | None) -> Table:
        """The state after today; rows that vanished end on that day, or stay as they were when None."""
        now = self.today.select("id", "fact_hash", "source_system", "source_key", ended_on=ibis.null("date"))
        if self.yesterday is None:
            return now
        absent = self.yesterday.anti_join(self.today, "id")
        if ended_on is not None:
            absent = absent.mutate(ended_on=ibis.coalesce(absent.ended_on, ibis.literal(ended_on)))
        return ibis.union(now, absent.select(*STATE))
