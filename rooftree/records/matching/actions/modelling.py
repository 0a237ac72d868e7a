"""Keeps the models by which people are weighed: trains when it is time, and leaves the last one in use until
the next is whole."""

import datetime
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.nights.model import Figures, InUse
from rooftree.records.matching.models import MatchModel

if TYPE_CHECKING:
    from rooftree.records.matching.linkage.weighing.predicting import Method

LEAST_ROWS = 5_000
"""With fewer rows what is seen of them is chance: typical numbers count until there are more."""
UNTRAINED = "typical numbers"
NUMBERS = "weights.json"
FOLDER = "models"
KEPT = 3
"""How many models' files are kept."""


@dataclass
class Store:
    """The models of one landlord, in the landing folder and their rows in the database, during one run."""

    landing: Path
    run_id: int
    now: Callable[[], datetime.datetime]
    today: datetime.date
    after_days: int = 30
    """A model older than this is trained anew."""
    asked: bool = False
    """That a person wants a new one tonight."""
    least_rows: int = LEAST_ROWS
    _trained: bool = False

    def is_due(self) -> bool:
        """That a new model is to be trained although nothing new was received."""
        row = _in_use()
        return self.asked or (row is not None and self._is_old(row))

    def _is_old(self, row: MatchModel) -> bool:
        return (self.now() - row.trained_at).days >= self.after_days

    def tonight(self, engine: Engine, rows: Table) -> InUse:
        """The model in use; trained on these prepared rows when it is time, or when there is none."""
        from rooftree.records.matching.linkage.weighing import matching

        row = _in_use()
        if row is not None and not self.is_due() and (method := self._read(row)):
            return InUse(row.version, method)
        if engine.count(rows) < self.least_rows:
            return InUse(UNTRAINED, matching.untrained(engine, rows))
        return self._keep(matching.train(engine, rows, today=self.today), engine.count(rows))

    def weighed(self, in_use: InUse, figures: Figures) -> None:
        """Keeps what a night's weighing came to, beside what it was on the day of training."""
        told = {"figures_latest": figures, "latest_run": self.run_id}
        if self._trained:
            weights = in_use.method.weights
            told["figures"] = figures | {
                "priors": {model.value: trained.prior for model, trained in weights.models.items()},
                "method": weights.version,
                "name_frequencies": in_use.method.frequencies.digest,
            }
        MatchModel.objects.filter(version=in_use.version).update(**told)

    def _read(self, row: MatchModel) -> "Method | None":
        """The files of a model; nothing when they are lost, or of another version of Rooftree."""
        from rooftree.records.matching.linkage.weighing import frequencies, weights
        from rooftree.records.matching.linkage.weighing.predicting import Method

        folder = self.landing / row.path
        try:
            return Method(weights.read(folder / NUMBERS), frequencies.read(folder))
        except (OSError, weights.BadModelError):
            return None

    def _keep(self, method: "Method", rows: int) -> InUse:
        """Writes the files, whole, then puts them in use; until then the last model is."""
        from rooftree.records.matching.linkage.weighing import frequencies, weights

        begins = f"people-{self.today.isoformat()}-"
        version = f"{begins}{MatchModel.objects.filter(version__startswith=begins).count() + 1}"
        # Never a name that another database's run, or a run before a restored backup, has used.
        name = f"{version}-{secrets.token_hex(4)}"
        folder, part = self.landing / FOLDER / name, self.landing / FOLDER / f"{name}.part"
        part.mkdir(parents=True, mode=0o700)
        weights.write(method.weights, part / NUMBERS)
        frequencies.write(method.frequencies, part)
        part.replace(folder)
        with transaction.atomic():
            MatchModel.objects.filter(is_in_use=True).update(is_in_use=False)
            MatchModel.objects.create(
                version=version,
                trained_at=self.now(),
                trained_by_run=self.run_id,
                latest_run=self.run_id,
                rows=rows,
                path=str(folder.relative_to(self.landing)),
            )
        self._trained, self.asked = True, False
        _tidy(self.landing / FOLDER)
        return InUse(version, method)


def _in_use() -> MatchModel | None:
    return MatchModel.objects.filter(is_in_use=True).first()


def _tidy(root: Path) -> None:
    """Removes the files of old models, and what a killed training left behind. Their rows stay."""
    paths = MatchModel.objects.order_by("-trained_at").values_list("path", flat=True)[:KEPT]
    kept = {Path(path).name for path in paths}
    for folder in root.iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
