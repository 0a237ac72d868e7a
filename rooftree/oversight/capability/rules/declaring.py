"""What a declaration must say before it is kept."""

import datetime
from dataclasses import dataclass

from rooftree.oversight.capability.rules.cells import CanHold
from rooftree.reference.refusals.rules import Reason

LONGEST = 1_000
EARLIEST = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Said:
    """A declaration as somebody makes it."""

    can_hold: CanHold
    held_where: str
    note: str
    reviewed_on: datetime.date
    reviewed_by: str


def why_declaration_is_refused(said: Said, today: datetime.date) -> tuple[Reason, ...]:
    """Every reason why it cannot be kept as it stands."""
    found = []
    if said.can_hold is not CanHold.NO and not said.held_where:
        found.append(
            Reason("held_where", "Enter where it is held.", "The screen and the field, as users know them.")
        )
    if said.can_hold in (CanHold.NO, CanHold.PARTLY) and not said.note:
        found.append(Reason("note", "Enter what cannot be held, and how you know.", "The reader needs it."))
    if not said.reviewed_by:
        found.append(Reason("reviewed_by", "Enter who looked at the system."))
    if said.reviewed_on > today:
        found.append(
            Reason("reviewed_on", "The day of the review is still to come.", "Enter the day it was done.")
        )
    elif said.reviewed_on < EARLIEST:
        found.append(
            Reason("reviewed_on", "The day of the review is before 2000.", "Enter the day it was done.")
        )
    for code, text in (
        ("held_where", said.held_where),
        ("note", said.note),
        ("reviewed_by", said.reviewed_by),
    ):
        if len(text) > LONGEST:
            found.append(
                Reason(
                    code, f"It can have {LONGEST:,} characters; this has {len(text):,}.", "Make it shorter."
                )
            )
    return tuple(found)
