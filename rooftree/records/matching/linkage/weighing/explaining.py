"""What speaks for and against a pair, in words and bits: "same date of birth +13.0; different sex -5.6"."""

from collections.abc import Sequence

import ibis
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import blocking
from rooftree.records.matching.linkage.weighing.comparing import Model
from rooftree.records.matching.linkage.weighing.scoring import Task, scored
from rooftree.records.matching.linkage.weighing.weights import Trained

LEAST = 0.05
"""What weighs less than this, either way, is not told."""


Line = tuple[str, float]
"""What a pair shows of one thing, in words, and what that weighs."""


def explain(
    engine: Engine, rows: Table, pairs: Sequence[tuple[int, int]], *, model: Model, trained: Trained
) -> list[list[Line]]:
    """The evidence of each pair of row numbers, strongest first; a name's rarity is not in its number."""
    sides = [row for pair in pairs for row in pair]
    asked = engine.arrow(
        pa.table(
            {
                "side": pa.array(range(len(sides)), pa.int64()),
                "pair": pa.array([place // 2 for place in range(len(sides))], pa.int64()),
                "row": pa.array(sides, pa.int64()),
            }
        )
    )
    doubled = engine.hold(asked.join(rows, "row").drop("row").rename(row="side"))
    task = Task(model, trained, rules=(blocking.OF_A_PAIR,), detail=True)
    with scored(engine, task, doubled) as found:
        gammas = {each.name: found[f"gamma_{each.name}"] for each in task.compared}
        shown = engine.to_arrow(found.select(**gammas, pair=ibis.least(found.row_l, found.row_r) // 2))
    engine.release(asked, doubled)
    told: list[list[Line]] = [[] for _ in pairs]
    for line in shown.to_pylist():
        told[line["pair"]] = _lines(task, trained, line)
    return told


def _lines(task: Task, trained: Trained, gammas: dict[str, int]) -> list[Line]:
    found = []
    for each in task.compared:
        gamma = gammas[each.name]
        if gamma >= 0:
            level = len(each.levels) - gamma
            found.append((each.words[level], trained.weight(each.name, level)))
    found.sort(key=lambda one: (-abs(one[1]), one[0]))
    return [line for line in found if abs(line[1]) >= LEAST]
