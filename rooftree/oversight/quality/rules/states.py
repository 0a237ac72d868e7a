"""The states of an exception, what can happen to it, and the id that stays put between runs (R18)."""

import hashlib
import uuid
from enum import StrEnum

BETWEEN = "\x1f"


class State(StrEnum):
    """Where an exception stands. The stored value is what `rooftree export exceptions` writes."""

    NEW = "new"
    """First seen by the latest check that could tell."""
    OPEN = "open"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    """It was resolved, or its waiver ran out, and the latest check that could tell found it again."""
    WAIVED = "waived"


STANDING = (State.NEW, State.OPEN, State.REOPENED)
"""Work to be done; a waived one stands too, but nobody is asked to mend it."""

STATE_WORDS = {
    State.NEW: "New",
    State.OPEN: "Open",
    State.RESOLVED: "Resolved",
    State.REOPENED: "Reopened",
    State.WAIVED: "Waived",
}


class Resolved(StrEnum):
    """How an exception came to be resolved."""

    MENDED = "mended"
    """The row was asked again and no longer falls short."""
    GONE = "gone"
    """The row is no longer in a file that holds everything."""
    WITHDRAWN = "withdrawn"
    """The rule is no longer part of the standard: nothing was mended."""


RESOLVED_WORDS = {
    Resolved.MENDED: "Mended: the row was checked again and no longer falls short",
    Resolved.GONE: "The row is no longer in what its system sends",
    Resolved.WITHDRAWN: "The rule was withdrawn from the standard; nothing was mended",
}


class What(StrEnum):
    """What can happen to an exception after it was first seen."""

    RESOLVED = "resolved"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    WAIVED = "waived"
    UNWAIVED = "unwaived"
    WAIVER_ENDED = "waiver_ended"
    ASSIGNED = "assigned"
    SAID_MENDED = "said_mended"
    STILL_SO = "still_so"
    COMMENT = "comment"


WHAT_WORDS = {
    What.RESOLVED: "Resolved",
    What.GONE: "Resolved: the row is gone",
    What.WITHDRAWN: "Closed: the rule was withdrawn",
    What.REOPENED: "Reopened",
    What.WAIVED: "Waived",
    What.UNWAIVED: "Waiver lifted",
    What.WAIVER_ENDED: "Reopened: the waiver ran out",
    What.ASSIGNED: "Assigned",
    What.SAID_MENDED: "Said to be mended at its source",
    What.STILL_SO: "Said to be mended, and found again",
    What.COMMENT: "Comment",
}


def exception_id(*, table: str, rule_id: str, system: str, key: str) -> uuid.UUID:
    """The id of a shortfall: made from table, rule, system and the row's own key; never from value or run."""
    told = BETWEEN.join((table, rule_id, system, key))
    return uuid.UUID(hashlib.md5(told.encode(), usedforsecurity=False).hexdigest())
