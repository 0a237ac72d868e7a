"""The exports by name. To add one: its columns, each described, and the query that gives its rows."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from rooftree.desk import lists
from rooftree.desk.exports.capability import capability_matrix
from rooftree.desk.exports.exceptions import exceptions
from rooftree.desk.exports.lists import of_list
from rooftree.desk.exports.shape import Column, Export, Kind, Row
from rooftree.desk.exports.stock import reconciliation
from rooftree.records.listing.shape import Asked
from rooftree.records.matching import queries as matching
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import SYSTEM, Viewer

__all__ = ["Export", "exports"]


def exports(
    *, now: datetime.datetime | None = None, on: datetime.date | None = None, viewer: Viewer = SYSTEM
) -> dict[str, Export]:
    """Every export by name, as this viewer may have it; lists as known on a day when one is said."""
    made_at = now or timezone.now()
    then = lists.then(viewer=viewer, now=made_at, today=timezone.localdate(made_at), on=on)
    known = [
        _links("person", EntityType.PERSON),
        _links("home", EntityType.HOME),
        reconciliation(),
        exceptions(),
        capability_matrix(),
        *(of_list(one, Asked(), then, made_at=made_at) for one in lists.LISTS if one.readable(viewer)),
    ]
    return {export.name: export for export in known}


def _links(thing: str, entity_type: EntityType) -> Export:
    def rows(viewer: Viewer) -> Iterator[Row]:
        for link in matching.links(entity_type=entity_type, viewer=viewer):
            decided = f"{link.decided_by}: {link.method}"
            yield (link.source_system, link.source_key, str(link.entity_id), decided, link.weight)

    columns = (
        Column(
            "source_system", Kind.TEXT, "The system that holds the row: nec, locata, keystone or oneserve."
        ),
        Column("source_key", Kind.TEXT, "The row's own key in that system."),
        Column(f"{thing}_id", Kind.TEXT, f"Rooftree's own id of the {thing}; stable from run to run."),
        Column("decided", Kind.TEXT, "Who or what decided the link, and by which rule."),
        Column("weight", Kind.NUMBER, "How strong the evidence was, where the method weighs it; else empty."),
    )
    return Export(f"{thing}-links", f"Which source row is which {thing}", columns, rows)
