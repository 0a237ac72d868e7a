"""The stock reconciliation as one page needs it: figures, how they have gone, and how old each list is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.desk.freshness import title_of
from rooftree.records.stock.queries import figures
from rooftree.records.stock.queries.figures import Counted, Night, OfSystem
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.register.rules import HomeList
from rooftree.sources.extracts.queries.freshness import Freshness, freshness


@dataclass(frozen=True, slots=True)
class ListOfHomes:
    """One system's list: what it counts, and how it stood when it was last compared."""

    system: str
    title: str
    scope: HomeList
    counted: OfSystem
    state: str
    """`counted`, `refused`, `missing` (not received) or `none` (never received)."""
    extracted_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class StockPage:
    """Everything the page takes."""

    counted: Counted
    lists: Sequence[ListOfHomes]
    nights: Sequence[Night]

    @property
    def trend(self) -> list[tuple[datetime.date, float]]:
        """Homes missing somewhere, by day; a day on which a list was not there to count from is left out."""
        return [(night.business_on, float(night.total.missing or 0)) for night in self.nights if whole(night)]


def whole(night: Night) -> bool:
    """That every list which was ever received was there that night, so that its numbers can be compared."""
    return all(one.state in ("counted", "none") for one in night.systems.values())


def page(*, viewer: Viewer, now: datetime.datetime) -> StockPage:
    """The comparison as it stands."""
    counted, nights = figures.counted(viewer=viewer), figures.nights(viewer=viewer)
    files = freshness(viewer=viewer, now=now)
    last = nights[-1].systems if nights else {}
    lists = [
        ListOfHomes(
            system=name,
            title=title_of(name),
            scope=one,
            counted=counted.systems[name],
            state=last[name].state if name in last else "none",
            extracted_at=_extracted_at(one, files),
        )
        for name, one in stock_scope().lists.items()
    ]
    return StockPage(counted, lists, nights)


def _extracted_at(one: HomeList, files: Sequence[Freshness]) -> datetime.datetime | None:
    of_list = (file for file in files if file.system == one.system and file.file in one.files)
    return min((file.extracted_at for file in of_list if file.extracted_at), default=None)
