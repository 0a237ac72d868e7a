"""The exports by name. To add one: its columns, each described, and the query that gives its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rooftree.desk.exports.shape import Column, Kind, Row
from rooftree.records.matching import queries as matching
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Export:
    """One export: its name, what it is, its columns, and its rows as one viewer may see them."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Viewer], Iterator[Row]]


def exports() -> dict[str, Export]:
    """Every export by name."""
    return {
        export.name: export
        for export in (_links("person", EntityType.PERSON), _links("home", EntityType.HOME))
    }


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
