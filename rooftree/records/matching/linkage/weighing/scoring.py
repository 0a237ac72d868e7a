"""Pairs and what they weigh, by Splink on the engine's own tables. Nothing else of ours speaks to Splink."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.internals.comparison_creator import ComparisonCreator

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.blocking import Rule, rules
from rooftree.records.matching.linkage.weighing.comparing import Comparison, Model, comparisons
from rooftree.records.matching.linkage.weighing.weights import Trained

FREQUENT = ("first_name", "surname")
"""The columns of which a rare value says more."""


@dataclass(frozen=True)
class Task:
    """What Splink is to do: a model, its numbers when trained, the pairs to look at, the columns to keep."""

    model: Model
    trained: Trained | None = None
    rules: Sequence[Rule] = ()
    detail: bool = False
    """Whether the levels are kept, too: `gamma_` columns."""
    feeds: tuple[str, ...] = ()
    """The sources of the rows, while there are no numbers yet."""

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """What is compared."""
        return comparisons(self.model, self.trained.feeds if self.trained else self.feeds)

    def settings(self) -> SettingsCreator:
        """As Splink wants them."""
        prior: dict[str, Any] = (
            {} if self.trained is None else {"probability_two_random_records_match": self.trained.prior}
        )
        return SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="row",
            comparisons=[self._comparison(each) for each in self.compared],
            blocking_rules_to_generate_predictions=list(self.rules or rules(self.model)),
            retain_matching_columns=self.detail,
            retain_intermediate_calculation_columns=self.detail,
            **prior,
        )

    def _comparison(self, comparison: Comparison) -> ComparisonCreator:
        levels = [*(level.told_by for level in comparison.levels), cll.ElseLevel()]
        if self.trained:
            numbers = self.trained.levels[comparison.name]
            levels = [
                level.configure(m_probability=m, u_probability=u)
                for level, (m, u) in zip(levels, numbers, strict=True)
            ]
        return cl.CustomComparison([comparison.nothing, *levels], output_column_name=comparison.name)


def any_pair(engine: Engine, rows: Table, conditions: Sequence[str]) -> bool:
    """Whether any two of a few rows fulfil any condition on l and r: Splink takes a second to find none."""
    name, any_of = rows.get_name(), " OR ".join(f"({each})" for each in conditions)
    query = f"SELECT 1 FROM {name} l JOIN {name} r ON l.row < r.row AND ({any_of}) LIMIT 1"  # noqa: S608
    return engine.con.raw_sql(query).fetchone() is not None


@contextmanager
def scored(
    engine: Engine,
    task: Task,
    rows: Table,
    *,
    frequencies: dict[str, Table] | None = None,
    at_least: float | None = None,
) -> Iterator[Table]:
    """The pairs with their weight; gone again afterwards."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api: Any = DuckDBAPI(connection=engine.con.con)
    settings = task.settings()
    linker: Any = Linker(
        rows.get_name(), settings, db_api=api, set_up_basic_logging=False, validate_settings=False
    )
    for column, table in (frequencies or {}).items():
        linker.table_management.register_term_frequency_lookup(table.get_name(), column)
    try:
        found = linker.inference.predict(threshold_match_weight=at_least)
        yield engine.con.table(found.physical_name)
    finally:
        api.delete_tables_created_by_splink_from_db()
