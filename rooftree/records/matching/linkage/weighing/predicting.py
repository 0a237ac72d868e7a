"""What every pair worth looking at weighs: all of them, or only those with a row that is new or has changed.

Weights depend on the two rows, the model and the name frequencies frozen with it, and on nothing else: what
is scored tonight weighs what it would in a full run.
"""

from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import blocking, frequencies
from rooftree.records.matching.linkage.weighing.comparing import Model
from rooftree.records.matching.linkage.weighing.frequencies import Frequencies
from rooftree.records.matching.linkage.weighing.scoring import Task, any_pair, scored
from rooftree.records.matching.linkage.weighing.weights import Weights

PAIR = {"left": "int64", "right": "int64", "weight": "float64", "model": "string"}
FEW = 2_000
"""Of so few rows it is asked first whether any two are worth a look at all."""


@dataclass(frozen=True)
class Method:
    """A trained method: the numbers, and the name frequencies they go with."""

    weights: Weights
    frequencies: Frequencies


def all_pairs(engine: Engine, rows: Table, method: Method, *, at_least: dict[Model, float]) -> Table:
    """The pairs of prepared rows that weigh at least so much: left, right (row numbers), weight, model."""
    return _scored(engine, rows, method, at_least, only_new=False)


def new_pairs(
    engine: Engine, rows: Table, method: Method, *, is_new: Table, at_least: dict[Model, float]
) -> Table:
    """Those of them with a row named in `is_new` (row): the new against the rest, and among themselves."""
    named = is_new.select("row").distinct().mutate(is_new=True)
    joined = rows.left_join(named, "row").drop("row_right")
    marked = engine.hold(joined.mutate(is_new=joined.is_new.fill_null(False)))
    found = _scored(engine, marked, method, at_least, only_new=True)
    engine.release(marked)
    return found


def _scored(
    engine: Engine, rows: Table, method: Method, at_least: dict[Model, float], *, only_new: bool
) -> Table:
    found = [engine.arrow(ibis.schema(PAIR).to_pyarrow().empty_table())]
    few = engine.count(rows) <= FEW
    for model, trained in method.weights.models.items():
        if few and not any_pair(engine, rows, blocking.conditions(model, only_new=only_new)):
            continue
        names = frequencies.lookups(engine, rows, method.frequencies) if model is Model.ACROSS else {}
        task = Task(model, trained, rules=blocking.rules(model, only_new=only_new))
        narrow = only_new and not few
        some = engine.hold(blocking.beside(rows, rows.filter(rows.is_new), model)) if narrow else rows
        with scored(engine, task, some, frequencies=names, at_least=at_least[model]) as pairs:
            found.append(engine.hold(_shape(pairs, model)))
        engine.release(*([some] if narrow else []), *names.values())
    together = engine.hold(ibis.union(*found)) if len(found) > 1 else found[0]
    engine.release(*(each for each in found if each is not together))
    return together


def _shape(pairs: Table, model: Model) -> Table:
    return pairs.select(
        left=ibis.least(pairs.row_l, pairs.row_r),
        right=ibis.greatest(pairs.row_l, pairs.row_r),
        weight=pairs.match_weight.cast("float64"),
        model=ibis.literal(model.value),
    )
