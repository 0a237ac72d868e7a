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


def explain(
    engine: Engine, rows: Table, pairs: Sequence[tuple[int, int]], *, model: Model, trained: Trained
) -> list[str]:
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
    told = [""] * len(pairs)
    for line in shown.to_pylist():
        told[line["pair"]] = _words(task, trained, line)
    return told


def _words(task: Task, trained: Trained, gammas: dict[str, int]) -> str:
    found = []
    for each in task.compared:
        gamma = gammas[each.name]
        if gamma >= 0:
            level = len(each.levels) - gamma
            found.append((trained.weight(each.name, level), each.words[level]))
    found.sort(key=lambda one: (-abs(one[0]), one[1]))
    return "; ".join(f"{words} {bits:+.1f}" for bits, words in found if abs(bits) >= LEAST)
