"""The model by which people are weighed tonight, and who keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from rooftree.engine.tables import Engine, Table

if TYPE_CHECKING:
    from rooftree.records.matching.linkage.weighing.predicting import Method

Figures = dict[str, Any]


@dataclass(frozen=True)
class InUse:
    """A trained method under the name that links and doubts carry."""

    version: str
    method: Method


class Models(Protocol):
    """Where models are kept between nights."""

    def tonight(self, engine: Engine, rows: Table) -> InUse:
        """The model in use; trained on these prepared rows when it is time, or when there is none."""

    def weighed(self, in_use: InUse, figures: Figures) -> None:
        """Told at the end of a night what came of it."""
