"""Rows of systems in lists of matching: whose each one is, on a page and in a file of any length."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.staff.matching.words import KINDS, link_to, name_of_record

AT_ONCE = 1000
"""So many rows of a file are read, and their records named, before they are sent."""


class OfRow(Protocol):
    """A row of a system, and the record that it is of."""

    @property
    def entity_type(self) -> str: ...
    @property
    def entity_id(self) -> str: ...
    @property
    def system(self) -> str: ...
    @property
    def key(self) -> str: ...


Row = TypeVar("Row", bound=OfRow)


def on_page(
    rows: Sequence[Row], viewer: Viewer, told: Callable[[Row], dict[str, object]]
) -> list[dict[str, object]]:
    """Each row by its system and reference, a link to whose it is, and what is told of it."""
    records = _records(rows, viewer)
    return [
        {
            "row": f"{title_of(one.system)} {one.key}",
            "whose": link_to(one.entity_type, one.entity_id, records.get(one.entity_id)),
            **told(one),
        }
        for one in rows
    ]


def in_file(
    rows: Iterable[Row], viewer: Viewer, told: Callable[[Row], Sequence[object]]
) -> Iterator[list[object]]:
    """The same in words, for a file; a few rows at a time, whatever their number."""
    left = iter(rows)
    while piece := list(islice(left, AT_ONCE)):
        records = _records(piece, viewer)
        for one in piece:
            named = name_of_record(one.entity_type, records.get(one.entity_id))
            yield [KINDS[EntityType(one.entity_type)], title_of(one.system), one.key, named, *told(one)]


def _records(rows: Sequence[Row], viewer: Viewer) -> Mapping[str, Held]:
    """Whose they are; all are of one kind."""
    return records_of(rows[0].entity_type, [one.entity_id for one in rows], viewer=viewer) if rows else {}
