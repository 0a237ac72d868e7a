"""`python -m bench.matching.landlord EXTRACTS LANDING`: people of known truth, linked by strong keys
alone and weighed besides, from the canonical files that a run left; then a night without news."""

from __future__ import annotations

import argparse
import csv
import datetime
import tempfile
import time
from pathlib import Path

from bench.matching.scoring import score
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.actions.linking import Linked, link
from rooftree.records.matching.linkage.nights.model import Figures, InUse
from rooftree.records.matching.linkage.nights.pairs import PAIRS, ROWS, LastNight
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.provenance.canonical import Canonical

TODAY = datetime.date(2026, 11, 22)


class Trained:
    """One model, trained on the first night."""

    def __init__(self) -> None:
        self._in_use: InUse | None = None

    def tonight(self, engine: Engine, rows: Table) -> InUse:
        """Trains when there is none."""
        self._in_use = self._in_use or InUse("bench", matching.train(engine, rows, today=TODAY))
        return self._in_use

    def weighed(self, in_use: InUse, figures: Figures) -> None:
        """Nothing is kept."""


def main() -> None:
    """Prints one line for each way of linking."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching.landlord")
    parser.add_argument("extracts", type=Path)
    parser.add_argument("landing", type=Path)
    asked = parser.parse_args()
    truth = _truth(asked.extracts / "truth" / "persons.csv")
    folders = sorted(path for path in (asked.landing / "canonical").iterdir() if path.is_dir())
    files = {folder.name: sorted(folder.glob("*.parquet")) for folder in folders}
    models = Trained()
    with tempfile.TemporaryDirectory(prefix="rooftree-bench-") as place:
        work = Path(place)
        _night("strong keys", files, truth, work / "strong", None)
        first = _night("weighed, trained", files, truth, work / "first", (models, LastNight()))
        last = LastNight(first.kept[ROWS][0], first.kept[PAIRS][0])
        _night("weighed, next night", files, truth, work / "next", (models, last), previous=first.path)


def _night(
    name: str,
    files: dict[str, list[Path]],
    truth: dict[str, str],
    work: Path,
    weighed: tuple[Trained, LastNight] | None,
    *,
    previous: Path | None = None,
) -> Linked:
    engine = Engine(spill=work / "spill")
    begun = time.monotonic()
    made = link(
        Canonical(engine, files),
        previous=engine.parquet(previous) if previous else None,
        out=work / "links.parquet",
        weighing=Weighing(weighed[0], weighed[1], work) if weighed else None,
    )
    seconds = time.monotonic() - begun
    links = engine.parquet(made.path)
    rows = engine.to_arrow(links.filter(links.entity_type == "person")).to_pylist()
    engine.close()
    found = {f"{row['source_system']}|{row['source_key']}": row["own_id"] for row in rows}
    told = score({key: own for key, own in truth.items() if key in found}, found).told()
    doubts = sum(doubt.entity_type == "person" for doubt in made.doubts)
    print(
        f"{name:<20} {len(found):,} rows  pairs P {told['precision']:.4f} R {told['recall']:.4f} "
        f"F1 {told['f1']:.4f}  B-cubed F1 {told['b_f1']:.4f}  {doubts:,} doubts  {seconds:.1f} s"
    )
    return made


def _truth(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {f"{row['system']}|{row['source_key']}": row["true_person"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    main()
