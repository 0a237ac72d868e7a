"""What the pages of the standard call kinds, severities, sides of quality and states."""

from rooftree.engine.checking.kinds import Kind as CheckKind
from rooftree.reference.accounts.rules import Role
from rooftree.reference.standard.quality.queries import severities
from rooftree.reference.standard.quality.rules import Dimension, DraftState, Severity
from rooftree.reference.standard.queries import contracts
from rooftree.web.components.parts import Kind, Status

EDITS = (Role.DATA_STEWARD,)
DECIDES = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
"""As `may_propose` and `may_approve` of the standard's rules say."""

KINDS: dict[CheckKind, tuple[str, str]] = {
    CheckKind.REQUIRED: ("Must be filled in", "Every row has a value there."),
    CheckKind.REQUIRED_WHEN: (
        "Must be filled in when",
        "Rows for which something else holds have a value there.",
    ),
    CheckKind.CODELIST: ("From an agreed list", "The value is one of a list’s codes."),
    CheckKind.FORMAT: (
        "In a format",
        "The text is written as a postcode, a UPRN or a pattern of your own is.",
    ),
    CheckKind.RANGE: ("Within bounds", "The number or day is neither under one bound nor over the other."),
    CheckKind.COMPARE: ("Compared with another column", "For example, an end is not before its start."),
    CheckKind.UNIQUE: ("No two alike", "No two rows hold the same."),
    CheckKind.REFERENCES: ("Points to a record", "What it names is there in another table."),
    CheckKind.FRESH_WITHIN: ("Recent", "The day is no longer ago than so many days or months."),
    CheckKind.NOT_FUTURE: ("Not in the future", "The day has come."),
    CheckKind.AGE_AT_LEAST: ("Old enough", "So many years lie between the day and another."),
    CheckKind.REAL_DATE: ("A real day", "What arrived is a day of the calendar."),
    CheckKind.RECONCILES: ("Systems agree", "Another system has the same record, or says the same of it."),
    CheckKind.SQL: (
        "Your own SQL",
        "One SELECT that names the rows that fail, where no other kind can say it.",
    ),
    CheckKind.SET_ASIDE: (
        "Row set aside",
        "The row could not be used at all: its key was missing, or came twice.",
    ),
}
"""Each kind of rule: what it is called, and what it asks."""

SEVERITY_KINDS = {
    Severity.CRITICAL: Kind.OVER,
    Severity.MAJOR: Kind.DUE,
    Severity.MINOR: Kind.WAIT,
    Severity.PLEASE_CONFIRM: Kind.YOU,
}
STATES = {
    DraftState.OPEN: Status(Kind.NOW, "Being gathered"),
    DraftState.PROPOSED: Status(Kind.YOU, "To be decided"),
    DraftState.APPROVED: Status(Kind.OK, "Published"),
    DraftState.WITHDRAWN: Status(Kind.NONE, "Taken back"),
    DraftState.DECLINED: Status(Kind.OVER, "Declined"),
}


def severity(of: Severity) -> Status:
    """A severity as a status."""
    return Status(SEVERITY_KINDS[of], severities()[of].title)


def dimension(of: Dimension) -> str:
    """A side of quality in words."""
    return of.value.capitalize()


def table(name: str) -> str:
    """What people call a row of a table, as every other page does: "Home", "Repair"."""
    held = contracts().get(name)
    return held.title if held else name.replace("_", " ").capitalize()
