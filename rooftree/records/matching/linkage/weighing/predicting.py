"""What every pair worth looking at weighs: all of them, or only those with a row that is new or has changed.

Weights depend on the two rows, the model and the name frequencies frozen with it, and on nothing else: what
is scored tonight weighs what it would in a full run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import frequencies
from rooftree.records.matching.linkage.weighing.comparing import Model
from rooftree.records.matching.linkage.weighing.frequencies import Frequencies
from rooftree.records.matching.linkage.weighing.scoring import Task, scored
from rooftree.records.matching.linkage.weighing.weights import Weights


@dataclass(frozen=True)
class Method:
    """A trained method: the numbers, and the name frequencies they go with."""

    weights: Weights
    frequencies: Frequencies


def all_pairs(engine: Engine, rows: Table, method: Method, *, at_least: dict[Model, float]) -> Table:
    """The pairs of prepared rows that weigh at least so much: left, right (row numbers), weight, model."""
    return _scored(engine, rows, [[rows]], method, at_least)


def new_pairs(
    engine: Engine, rows: Table, method: Method, *, is_new: Table, at_least: dict[Model, float]
) -> Table:
    """Those of them with a row named in `is_new` (row): the new against the rest, and among themselves."""
    new = engine.hold(rows.semi_join(is_new, "row"))
    rest = engine.hold(rows.anti_join(is_new, "row"))
    found = _scored(engine, rows, [[rest, new], [new]], method, at_least)
    engine.release(new, rest)
    return found


def _scored(
    engine: Engine,
    rows: Table,
    sides: Sequence[Sequence[Table]],
    method: Method,
    at_least: dict[Model, float],
) -> Table:
    names = frequencies.lookups(engine, rows, method.frequencies)
    found = []
    for model, trained in method.weights.models.items():
        told = names if model is Model.ACROSS else None
        for tables in sides:
            task = Task(model, trained)
            with scored(engine, task, tables, frequencies=told, at_least=at_least[model]) as pairs:
                found.append(engine.hold(_shape(pairs, model)))
    together = engine.hold(ibis.union(*found))
    engine.release(*found, *names.values())
    return together


def _shape(pairs: Table, model: Model) -> Table:
    return pairs.select(
        left=ibis.least(pairs.row_l, pairs.row_r),
        right=ibis.greatest(pairs.row_l, pairs.row_r),
        weight=pairs.match_weight.cast("float64"),
        model=ibis.literal(model.value),
    )
