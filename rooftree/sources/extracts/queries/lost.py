"""Files of which nothing is at hand: not received this time, and their landing copies gone."""

from collections.abc import Collection, Mapping

from rooftree.reference.accounts.rules import Viewer, may_see_extracts
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.models import Extract
from rooftree.sources.extracts.rules.states import FileState, Landed


def lost_by_system(
    landed: Collection[Landed], systems: Mapping[str, System], *, viewer: Viewer
) -> frozenset[tuple[str, str]]:
    """The canonical tables for which a file was once accepted that is not there now, each with its system.

    What such a file told is unknown today, not ended: absence of its rows means nothing.
    """
    if not may_see_extracts(viewer):
        return frozenset()
    at_hand = {(file.system, file.file) for file in landed}
    accepted = Extract.objects.filter(state=FileState.ACCEPTED).values_list("system", "file").distinct()
    lost = {(system, file) for system, file in accepted if (system, file) not in at_hand}
    return frozenset(
        (name, table)
        for name, system in systems.items()
        for table in _fed_by(system, {file for of, file in lost if of == name})
    )


def fed_together(systems: Mapping[str, System]) -> dict[str, dict[str, frozenset[str]]]:
    """By system and canonical table: the tables that the table's own files feed, itself left out."""
    return {
        name: {
            table: frozenset(_fed_by(system, files) - {table}) for table, files in _files_of(system).items()
        }
        for name, system in systems.items()
    }


def _files_of(system: System) -> dict[str, set[str]]:
    """The received files that each canonical table has its rows from."""
    found: dict[str, set[str]] = {}
    for entry in system.mapping.get("tables", []):
        found.setdefault(entry["table"], set()).add(entry.get("file", entry["from"]))
    return found


def _fed_by(system: System, lost: Collection[str]) -> set[str]:
    """A view that a reader makes may join any file of its system, so each of them counts."""
    if not lost:
        return set()
    return {
        entry["table"]
        for entry in system.mapping.get("tables", [])
        if {entry["from"], entry.get("file", entry["from"])} & set(lost) or entry["from"] not in system.files
    }
