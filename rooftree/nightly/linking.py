"""The match step: rows linked by the model in use, with what last night left and what people decided."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rooftree.engine.tables import Engine
from rooftree.nightly.where import Place
from rooftree.records.matching.actions.linking import Linked, link
from rooftree.records.matching.actions.modelling import Store
from rooftree.records.matching.linkage.decided import Decided
from rooftree.records.matching.linkage.nights.pairs import PAIRS, ROWS, LastNight
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.provenance.canonical import Canonical
from rooftree.records.publishing.actions import rebuilding
from rooftree.records.publishing.state import State
from rooftree.sources.extracts.actions.runs import OpenRun


@dataclass(frozen=True)
class Linking:
    """Who is who, as one run works it out."""

    place: Place
    opened: OpenRun
    today: datetime.date

    @cached_property
    def _models(self) -> Store:
        place = self.place
        return Store(
            place.landing,
            self.opened.id,
            self.opened.now,
            self.today,
            after_days=place.train_after_days,
            asked=place.train,
        )

    @property
    def is_due(self) -> bool:
        """That a model is to be trained anew, and everybody weighed by it."""
        return self._models.is_due()

    def match(
        self,
        engine: Engine,
        files: Mapping[str, Sequence[Path]],
        *,
        folder: str,
        before: State | None,
        said: Decided,
    ) -> Linked:
        """Links every row; what the next night needs is left in `folder`."""
        root = self.place.published
        previous = engine.parquet(root / before.links) if before else rebuilding.links(engine, root / folder)
        rows, pairs = (before.files(root, name) if before else [] for name in (ROWS, PAIRS))
        last = LastNight(rows[0] if rows else None, pairs[0] if pairs else None)
        return link(
            Canonical(engine, files),
            previous=previous,
            decided=said,
            out=root / folder / "links.parquet",
            addresses=self.place.landing / "addresses",
            weighing=Weighing(self._models, last, root / folder),
        )
