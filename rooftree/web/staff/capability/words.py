"""What the pages of capability call things: what a system can and does hold, gaps, states, priorities."""

from collections.abc import Sequence

from rooftree.oversight.capability.listing import PRIORITY_WORDS
from rooftree.oversight.capability.queries.matrix import CellShown
from rooftree.oversight.capability.rules.cells import Can, CanHold, GapKind, Priority
from rooftree.oversight.capability.rules.needs import STATE_WORDS, NeedState
from rooftree.reference.accounts.rules import Role
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status

SEES = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD, Role.ADMINISTRATOR)
KEEPS = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
"""As `may_see_capability` and `may_keep_capability` of the rules say."""
CAN = {
    Can.MAPPED: Status(Kind.OK, "Yes, and it is read from there"),
    Can.YES: Status(Kind.DUE, "Yes, not mapped yet"),
    Can.NOT_EXTRACTED: Status(Kind.DUE, "Yes, not extracted"),
    Can.PARTLY: Status(Kind.DUE, "In part"),
    Can.NO: Status(Kind.OVER, "No"),
    Can.UNKNOWN: Status(Kind.YOU, "Nobody has said"),
    Can.NOT_ASKED: Status(Kind.NONE, "Not asked of it"),
}
DECLARED = {
    CanHold.YES: "Yes",
    CanHold.NOT_EXTRACTED: "Yes, but it is not extracted",
    CanHold.PARTLY: "Only part of it",
    CanHold.NO: "No",
}
GRAVE = {
    GapKind.NOWHERE: Kind.OVER,
    GapKind.CANNOT: Kind.OVER,
    GapKind.NOTHING_CAME: Kind.OVER,
    GapKind.NOT_SAID: Kind.YOU,
}
STATES = {
    NeedState.PROPOSED: Kind.YOU,
    NeedState.ACCEPTED: Kind.WAIT,
    NeedState.IN_PROGRESS: Kind.NOW,
    NeedState.MET: Kind.OK,
    NeedState.DECLINED: Kind.NONE,
}
PRIORITIES = {Priority.HIGH: Kind.OVER, Priority.MEDIUM: Kind.DUE, Priority.LOW: Kind.WAIT}


def percent(value: float | None) -> str:
    """ "91.4%", "100%"; rounded down, so that all means all."""
    return "" if value is None else f"{value:g}%"


def state(of: NeedState) -> Status:
    """How far a need is."""
    return Status(STATES[of], STATE_WORDS[of])


def priority(of: Priority) -> Status:
    """How pressing it is."""
    return Status(PRIORITIES[of], PRIORITY_WORDS[of])


def grave(kind: GapKind) -> Kind:
    """How grave a gap is."""
    return GRAVE.get(kind, Kind.DUE)


def holds(shown: CellShown) -> Status:
    """What a cell says first: the share that is filled, or why there is none."""
    cell, figure = shown.cell, shown.cell.figure
    if not cell.is_mapped or figure is None:
        status = CAN[cell.can]
        if cell.can is Can.UNKNOWN and not cell.is_first:
            return Status(Kind.WAIT, "Not mapped")
        return Status(Kind.NONE if cell.can is Can.NO and not cell.is_first else status.kind, status.words)
    if not figure.asked:
        return Status(Kind.OVER, "Nothing received")
    kinds = {gap.kind for gap in shown.gaps}
    lacking = kinds & {GapKind.FILL, GapKind.FORMAT, GapKind.PARTLY, GapKind.CONTRADICTED}
    if cell.requirement.aim is None:
        return Status(Kind.DUE if lacking else Kind.OK, f"{figure.held or 0:,} of {figure.asked:,}")
    return Status(Kind.DUE if lacking else Kind.OK, f"{percent(figure.filled)} filled")


def beneath(shown: CellShown) -> Sequence[str]:
    """What a cell says beneath: rows, their form, since when it stands, when a person last looked."""
    cell, figure, said = shown.cell, shown.cell.figure, []
    if cell.is_mapped and figure and figure.asked:
        if cell.requirement.aim is not None:
            said.append(f"{figure.held or 0:,} of {figure.asked:,}")
        if figure.format_ok is not None:
            said.append(f"form right {percent(figure.format_ok)}")
        if figure.is_former and figure.counted_on:
            said.append(f"as on {words.day(figure.counted_on)}")
    if cell.declared:
        late = any(gap.kind is GapKind.REVIEW for gap in shown.gaps)
        said.append(f"reviewed {words.day(cell.declared.reviewed_on)}{', overdue' if late else ''}")
    elif cell.is_mapped or cell.is_expected:
        said.append("not reviewed")
    return said
