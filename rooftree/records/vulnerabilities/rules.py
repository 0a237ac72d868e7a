"""What somebody needs at the door: the adjustment, never the reason, and how sure we are of it (R4, R6)."""

import datetime
from dataclasses import dataclass

from rooftree.records.claims.held import Lineage
from rooftree.reference.standard.rules import Adjustments

UNREVIEWED = "unreviewed_note"
"""The code of a note in free text: only its phrases are read."""
OVER = ("closed", "archived")
CONFIRMED = "open"
"""The state that somebody gives an alert when they have looked at it; an alert as imported has none."""


@dataclass(frozen=True, slots=True)
class Need:
    """One adjustment, for one person or for whoever lives in one home."""

    says: str
    person_id: str
    unit_id: str
    lineage: Lineage
    known_from: datetime.datetime
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    ended_on: datetime.date | None = None
    is_confirmed: bool = False
    is_sure: bool = True
    """That what says so is surely of this person: if not, it may be somebody else's."""

    @property
    def told(self) -> str:
        """What to do, and that it is not sure whose need it is."""
        return self.says if self.is_sure else f"{self.says} (if it is the same person)"

    def days_past_its_end(self, day: datetime.date) -> int:
        """How long ago it should have ended, while the source still has it; 0 when it has not."""
        return (day - self.ends_on).days if self.ends_on and self.ends_on < day else 0


def adjustments_of(code: str, text: str, held: Adjustments) -> tuple[str, ...]:
    """What an alert asks for at the door. One that names no adjustment asks for nothing, and is not shown."""
    if code != UNREVIEWED:
        return tuple(one.says for one in held.each if code in one.codes)
    said = text.lower()
    if any(words in said for words in held.unless):
        return ()
    return tuple(one.says for one in held.each if any(phrase in said for phrase in one.phrases))


def codes_with_adjustment(held: Adjustments) -> frozenset[str]:
    """The codes that ask for something at the door."""
    return frozenset(code for one in held.each for code in one.codes)
