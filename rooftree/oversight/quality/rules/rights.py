"""Who may see an exception, who may work on it, and what their words must hold (R12, R18)."""

import datetime

from rooftree.records.claims.held import RIGHTS, may_read
from rooftree.reference.accounts.rules import (
    Viewer,
    may_waive_exceptions,
    may_work_on_exceptions,
    not_allowed,
)
from rooftree.reference.refusals.rules import Reason

LONGEST_WORDS = 1_000
LONGEST_WAIVER = 366
"""Days. A shortfall that is right for longer is a rule that is wrong: change the rule."""
MOST_AT_ONCE = 5_000


def readable_tables(viewer: Viewer, tables: frozenset[str]) -> frozenset[str]:
    """The tables whose exceptions this viewer may see.

    That a row falls short tells of the record, so it is for those who may read the record. Of tables that
    nobody reads yet (vulnerability, equality) the data stewards see the keys, for somebody must mend them;
    they see no value, no person and no home.
    """
    return frozenset(table for table in tables if may_see(table, viewer))


def may_see(table: str, viewer: Viewer) -> bool:
    """Whether this viewer may see exceptions of this table."""
    if viewer.is_system or may_read(table, viewer):
        return True
    return table not in RIGHTS and may_waive_exceptions(viewer)


def names_its_person(table: str) -> bool:
    """Whether an exception of this table leads to its person and home: not where that would say too much."""
    return table in RIGHTS


def may_work(table: str, viewer: Viewer) -> bool:
    """Whether this viewer may work on exceptions of this table."""
    return may_work_on_exceptions(viewer) and may_see(table, viewer)


def why_not_work(table: str, viewer: Viewer, *, to: str) -> tuple[Reason, ...]:
    """Why this viewer may not work on it; empty when they may. `to` completes "you cannot…"."""
    return () if may_work(table, viewer) else (not_allowed(viewer, to=to),)


def why_words_are_refused(text: str, *, what: str, needed: bool = True) -> tuple[Reason, ...]:
    """Why some words cannot be kept: there are none, or too many."""
    if needed and not text:
        return (Reason("said", f"Enter {what}."),)
    if len(text) > LONGEST_WORDS:
        says = f"It can have {LONGEST_WORDS:,} characters; this has {len(text):,}."
        return (Reason("said", says, "Make it shorter."),)
    return ()


def why_waiver_is_refused(until: datetime.date, today: datetime.date) -> tuple[Reason, ...]:
    """A waiver ends on a day to come, within a year: it is looked at again."""
    if until <= today:
        return (Reason("until", "Enter a day after today.", "The waiver holds to the end of that day."),)
    if (until - today).days > LONGEST_WAIVER:
        mend = "If it is right for good, propose a change to the rule."
        return (Reason("until", "A waiver can last a year at most.", mend),)
    return ()
