"""The matrix: every requirement in every system, with what was declared, what is lacking, and its need."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooftree.oversight.capability.catalogue import catalogue, expected_of
from rooftree.oversight.capability.models import CapabilityDeclaration, SystemNeed
from rooftree.oversight.capability.queries.figures import figures
from rooftree.oversight.capability.rules.cells import (
    CanHold,
    Cell,
    Declared,
    Gap,
    GapKind,
    nowhere,
    review_due_on,
)
from rooftree.oversight.capability.rules.needs import OPEN_STATES
from rooftree.oversight.capability.rules.requirements import Requirement
from rooftree.oversight.capability.rules.rights import may_see_capability
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import systems as registered

ANY = "any"
"""What addresses call a need that is of no one system."""


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell with its gaps, and the open need of it when there is one."""

    cell: Cell
    gaps: tuple[Gap, ...]
    need_id: int | None


@dataclass(frozen=True, slots=True)
class RowShown:
    """One requirement: its cell in each system, and whether it is held nowhere at all."""

    requirement: Requirement
    cells: Sequence[CellShown]
    nowhere: Gap | None
    need_id: int | None

    @property
    def gaps(self) -> int:
        """How many things are lacking."""
        return sum(len(one.gaps) for one in self.cells) + bool(self.nowhere)

    def of(self, system: str) -> CellShown | None:
        """Its cell in one system."""
        return next((one for one in self.cells if one.cell.system == system), None)


def matrix(*, viewer: Viewer, today: datetime.date) -> list[RowShown]:
    """Every requirement, in the order of the catalogue."""
    if not may_see_capability(viewer):
        return []
    held, said, needs = figures(viewer=viewer), declared(viewer=viewer), _open_needs()
    found = []
    for one in catalogue().requirements.values():
        expected = expected_of(one)
        cells = [
            Cell(one, each.name, expected, held.get((one.id, each.name)), said.get((one.id, each.name)))
            for each in registered()
        ]
        none = nowhere(one, cells) if held or one.not_in_standard else None
        shown = [
            CellShown(each, _own(each.gaps(today), none), needs.get((one.id, each.system))) for each in cells
        ]
        found.append(RowShown(one, shown, none, needs.get((one.id, ""))))
    return found


def _own(gaps: tuple[Gap, ...], none: Gap | None) -> tuple[Gap, ...]:
    """Where nothing holds it, that is said once, of the requirement."""
    return tuple(gap for gap in gaps if not (none and gap.kind is GapKind.NOT_SAID))


def row_of(requirement: str, *, viewer: Viewer, today: datetime.date) -> RowShown | None:
    """One requirement; nothing when there is none."""
    if requirement not in catalogue().requirements:
        return None
    return next(
        (one for one in matrix(viewer=viewer, today=today) if one.requirement.id == requirement), None
    )


def gaps_at(requirement: str, system: str, *, viewer: Viewer, today: datetime.date) -> tuple[Gap, ...]:
    """What is lacking in one place; for no system, that it is held nowhere."""
    row = row_of(requirement, viewer=viewer, today=today)
    if row is None:
        return ()
    if not system:
        return (row.nowhere,) if row.nowhere else ()
    cell = row.of(system)
    return cell.gaps if cell else ()


def declared(*, viewer: Viewer) -> Mapping[tuple[str, str], Declared]:
    """What was said last of each requirement in each system."""
    if not may_see_capability(viewer):
        return {}
    rows = CapabilityDeclaration.objects.order_by("requirement", "system", "-id")
    return {(row.requirement, row.system): _declared(row) for row in rows.distinct("requirement", "system")}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of the past or of now, with when and by whom it was entered."""

    said: Declared
    said_at: datetime.datetime
    said_by: str


def declarations(requirement: str, system: str, *, viewer: Viewer) -> list[Declaration]:
    """Everything that was ever said of one requirement in one system, the newest first."""
    if not may_see_capability(viewer):
        return []
    rows = CapabilityDeclaration.objects.filter(requirement=requirement, system=system).order_by("-id")
    return [Declaration(_declared(row), row.said_at, row.said_by) for row in rows]


def _declared(row: CapabilityDeclaration) -> Declared:
    return Declared(
        can_hold=CanHold(row.can_hold),
        held_where=row.held_where,
        note=row.note,
        reviewed_on=row.reviewed_on,
        reviewed_by=row.reviewed_by,
        review_due_on=review_due_on(row.reviewed_on, catalogue().review_months),
    )


def _open_needs() -> Mapping[tuple[str, str], int]:
    states = [each.value for each in OPEN_STATES]
    rows = SystemNeed.objects.filter(state__in=states).values_list("requirement", "system", "pk")
    found: dict[tuple[str, str], int] = defaultdict(int)
    for requirement, system, own in rows:
        found[(requirement, system)] = own
    return dict(found)
