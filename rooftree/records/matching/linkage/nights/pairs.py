"""Tonight's pairs: those of rows that are as they were are last night's, the others are scored.

A pair's weight depends on its two rows, the model and the name frequencies frozen with it, so nothing is
lost: it is what a full run would give.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.nights.model import InUse

ROWS, PAIRS = "people-rows", "people-pairs"
"""Under these names the files of a night are kept in its state."""
KEPT = ("row", "source_system", "source_key", "whole", "who")


@dataclass(frozen=True)
class LastNight:
    """The files that last night left: its rows and its pairs, by their numbers of that night."""

    rows: Path | None = None
    pairs: Path | None = None

    def read(self, engine: Engine) -> Table:
        """Its rows; none when there was no last night."""
        if self.rows:
            return engine.hold(engine.parquet(self.rows))
        columns = {name: "string" if name.startswith("source") else "int64" for name in KEPT}
        return engine.arrow(ibis.schema(columns).to_pyarrow().empty_table())

    def pairs_of(self, engine: Engine, in_use: InUse) -> Table | None:
        """Its pairs, when tonight's method made them."""
        if self.pairs and self.pairs.stem.endswith(f"-{_made_by(in_use)}"):
            return engine.parquet(self.pairs)
        return None


@dataclass(frozen=True)
class Tonight:
    """Tonight's pairs, and which rows are as they were."""

    pairs: Table
    as_they_were: Table
    """row, was (its number last night): what is compared of it is the same."""
    steady: Table
    """row: name, date of birth and National Insurance number are the same, or all that is compared is."""
    kept: Mapping[str, Sequence[Path]] = field(default_factory=dict)


def tonight(engine: Engine, rows: Table, in_use: InUse, *, before: LastNight, keep: Path) -> Tonight:
    """The pairs of prepared `rows` that are worth a look; writes what the next night needs into `keep`."""
    last = before.read(engine)
    then = last.select("source_system", "source_key", was="row", whole_then="whole", who_then="who")
    met = engine.hold(rows.join(then, ["source_system", "source_key"]))
    same = engine.hold(met.filter(met.whole == met.whole_then).select("row", "was"))
    steady = engine.hold(met.filter((met.whole == met.whole_then) | (met.who == met.who_then)).select("row"))
    pairs = engine.hold(_pairs(engine, rows, in_use, same, before.pairs_of(engine, in_use)))
    files = {ROWS: keep / f"{ROWS}.parquet", PAIRS: keep / f"{PAIRS}-{_made_by(in_use)}.parquet"}
    engine.write_parquet(rows.select(*KEPT), files[ROWS])
    engine.write_parquet(pairs, files[PAIRS])
    engine.release(last, met)
    return Tonight(pairs, same, steady, {name: [path] for name, path in files.items()})


def _pairs(engine: Engine, rows: Table, in_use: InUse, same: Table, known: Table | None) -> Table:
    from rooftree.records.matching.linkage.weighing import matching

    total = engine.count(rows)
    new = engine.hold(rows.anti_join(same, "row").select("row")) if known is not None else rows
    fresh = engine.count(new)
    if known is None or 2 * fresh > total:
        return matching.score(engine, rows, in_use.method)
    still = _still(known, same)
    return ibis.union(still, matching.score_new(engine, rows, in_use.method, is_new=new)) if fresh else still


def _still(known: Table, same: Table) -> Table:
    """Last night's pairs of two rows that are as they were, by tonight's numbers."""
    one, other = same, same.view()
    joined = known.join(one, known.left == one.was).select(known.right, "weight", "model", one=one.row)
    both = joined.join(other, joined.right == other.was).select("one", "weight", "model", other=other.row)
    return both.select(
        left=ibis.least(both.one, both.other),
        right=ibis.greatest(both.one, both.other),
        weight="weight",
        model="model",
    )


def _made_by(in_use: InUse) -> str:
    """What tells one method from another: the model's numbers, and the code that uses them."""
    told = f"{in_use.method.weights.version} {in_use.method.frequencies.digest} {_code()}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def _code() -> str:
    folder = Path(__file__).resolve().parent.parent / "weighing"
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml", ".csv"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
