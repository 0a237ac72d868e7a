"""`python -m bench.matching.ours RECORDS OUT`: ours on a CSV step by step, then a hundredth of it as new."""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.quality.peers.measured import peak
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.handed_in import reading, writing
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.predicting import Method
from rooftree.records.matching.linkage.weighing.preparing.people import prepare

EVERY = 100
TODAY = datetime.date(2026, 11, 22)


class Laps:
    """What each step took, by the clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - begun, 2)


def main() -> None:
    """Prints the figures as one line of JSON."""
    records, out = Path(sys.argv[1]), Path(sys.argv[2])
    with TemporaryDirectory(dir=out.parent) as place:
        engine = Engine(spill=Path(place) / "spill")
        figures = _run(engine, records, out, Path(place) / "copy.parquet")
        engine.close()
    print(json.dumps(figures))


def _run(engine: Engine, records: Path, out: Path, copy: Path) -> dict[str, Any]:
    laps = Laps()
    with laps.lap("read"):
        given = reading.read(engine, records, copy=copy)
    with laps.lap("prepare"):
        rows = prepare(engine, given.rows)
        engine.release(given.rows)
    with laps.lap("train"):
        method = matching.train(engine, rows, today=TODAY)
    with laps.lap("predict"):
        pairs = matching.score(engine, rows, method)
    with laps.lap("join and veto"):
        found = matching.settle(engine, rows, pairs, method.weights)
    people = writing.people_of(engine, rows, found.people)
    writing.write_people(people, out)
    _keep_pairs(engine, people, pairs, out.with_name(f"{out.stem}-pairs.parquet"))
    before = {"peak": peak(), "cpu": time.process_time()}
    return {
        **before,
        "rows": given.count,
        "seconds": laps.seconds,
        "refused": len(found.people.refused),
        "doubts": len(found.doubts),
        "model": method.weights.version,
        "delta": _delta(engine, rows, method, pairs, laps),
    }


def _keep_pairs(engine: Engine, people: pa.Table, pairs: Table, path: Path) -> None:
    """What each pair weighed, by unique ids, for the shares that are truly one person."""
    found = engine.to_arrow(pairs)
    ids = people.column("unique_id")
    sides = {side: ids.take(found.column(side)) for side in ("left", "right")}
    pq.write_table(
        pa.table({**sides, "weight": found.column("weight"), "model": found.column("model")}), path
    )


def _delta(engine: Engine, rows: Table, method: Method, pairs: Table, laps: Laps) -> dict[str, Any]:
    """A hundredth of the rows taken as new, against the pairs of the full run that hold any of them."""
    new = engine.hold(rows.filter(rows.row % EVERY == 0).select("row"))
    with laps.lap("predict, a hundredth new"):
        found = matching.score_new(engine, rows, method, is_new=new)
    expected = pairs.filter((pairs.left % EVERY == 0) | (pairs.right % EVERY == 0))
    one, other = (_arrays(engine, each) for each in (expected, found))
    same = all(np.array_equal(*each) for each in zip(one[:2], other[:2], strict=True))
    gap = float(np.abs(one[2] - other[2]).max(initial=0.0)) if same else None
    share = laps.seconds["predict, a hundredth new"] / max(laps.seconds["predict"], 0.01)
    return {"pairs": len(one[0]), "same_pairs": same, "largest_gap": gap, "share_of_full": round(share, 3)}


def _arrays(engine: Engine, pairs: Table) -> tuple[Any, Any, Any]:
    table = engine.to_arrow(pairs.select("left", "right", "weight").order_by("left", "right"))
    left, right, weight = (table.column(name).to_numpy() for name in ("left", "right", "weight"))
    return left, right, weight


if __name__ == "__main__":
    main()
