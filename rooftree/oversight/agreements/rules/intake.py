"""What becomes of a third party's file: what is wrong in it, and whether it may be taken."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from rooftree.reference.refusals.rules import Reason

FORMS = (".csv", ".xlsx")
MIB = 1024 * 1024


class IntakeState(StrEnum):
    """How far a file is."""

    REFUSED = "refused"
    """It could not be read, or something in it must be mended first."""
    TO_CONFIRM = "to_confirm"
    """Nothing is wrong for certain; somebody is asked about what looks odd."""
    CHECKED = "checked"
    """Nothing was found."""
    PLACED = "placed"
    """It lies where the next run reads it."""
    WITHDRAWN = "withdrawn"


WAITS = (IntakeState.TO_CONFIRM, IntakeState.CHECKED)


class Grade(StrEnum):
    """How grave a finding is for the file."""

    CRITICAL = "critical"
    """Must be mended before the file is taken."""
    CONFIRM = "please_confirm"
    """May well be right: somebody who knows is asked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one row; `column` as the file heads it, empty when it is the whole row."""

    row: int
    column: str
    grade: Grade
    says: str
    mend: str
    rule: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Grading:
    """Which severities, and which kinds of unreadable value, must be mended first."""

    severities: Collection[str]
    kinds: Collection[str]

    def of_severity(self, severity: str) -> Grade:
        """The grade of a rule's finding."""
        return Grade.CRITICAL if severity in self.severities else Grade.CONFIRM

    def of_kind(self, kind: str) -> Grade:
        """The grade of a value that could not be read, or of a row that could not be used."""
        return Grade.CRITICAL if kind in self.kinds else Grade.CONFIRM


def state_of(findings: Sequence[Finding]) -> IntakeState:
    """What a file becomes once it has been checked."""
    if any(one.grade is Grade.CRITICAL for one in findings):
        return IntakeState.REFUSED
    return IntakeState.TO_CONFIRM if findings else IntakeState.CHECKED


def why_upload_is_refused(
    name: str, size: int, *, most: int, unread: Mapping[str, str]
) -> tuple[Reason, ...]:
    """Why a file is not even opened."""
    form = PurePath(name).suffix.casefold()
    if form not in FORMS:
        mend = unread.get(form, "Send it as .csv or .xlsx.")
        return (Reason("file", f"The form {form or '(no ending)'} is not one that is read.", mend),)
    if not size:
        return (Reason("file", "The file is empty.", "Export it again, with its line of headings."),)
    if size > most:
        return (
            Reason(
                "file",
                f"The file has {size / MIB:,.1f} MiB; {most / MIB:,.0f} MiB is the most that is taken here.",
                "Send it in parts, or put it in the folder of extracts, which takes any size.",
            ),
        )
    return ()


def why_placing_is_refused(state: IntakeState, *, confirmed: bool) -> tuple[Reason, ...]:
    """Why a checked file may not be placed for the next run."""
    if state not in WAITS:
        return (Reason("state", f"The file is {state.value.replace('_', ' ')}.", "Send it again."),)
    if state is IntakeState.TO_CONFIRM and not confirmed:
        return (
            Reason("confirmed", "Say that what looks odd is right.", "Tick the box, or withdraw the file."),
        )
    return ()


def forget_on(sent_at: datetime.datetime, *, days: int) -> datetime.date:
    """The day on which a report, and a file that nobody placed, is removed."""
    return sent_at.date() + datetime.timedelta(days=days)
