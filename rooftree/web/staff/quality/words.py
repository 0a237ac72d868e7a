"""What pages of quality call things: severities and states with their icons, days, addresses of the queue."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse

from rooftree.oversight.quality.queries.scores import Within
from rooftree.oversight.quality.rules.states import STATE_WORDS, State
from rooftree.reference.standard.quality.queries import severities
from rooftree.reference.standard.quality.rules import Severity
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status

GRAVE = {
    Severity.CRITICAL: Kind.OVER,
    Severity.MAJOR: Kind.DUE,
    Severity.MINOR: Kind.WAIT,
    Severity.PLEASE_CONFIRM: Kind.YOU,
}
STANDS = {
    State.NEW: Kind.NOW,
    State.OPEN: Kind.WAIT,
    State.REOPENED: Kind.OVER,
    State.WAIVED: Kind.NONE,
    State.RESOLVED: Kind.OK,
}
WHAT_IT_IS = (
    "An exception is one row of one system that falls short of one rule of the recording standard. It keeps "
    "its name from night to night, until a check finds it mended."
)
FILTERS = {
    "dimension": "dimension",
    "table_name": "table",
    "source_system": "system",
    "owner": "owner",
    "area_code": "area",
    "contractor_id": "contractor",
}
"""What addresses of the queue call what narrows it."""


def severity(code: str) -> Status:
    """How grave, in words with an icon."""
    known = Severity(code)
    return Status(GRAVE[known], severities()[known].title)


def stands(code: str, waived_until: datetime.date | None = None) -> Status:
    """How it stands."""
    state = State(code)
    said = STATE_WORDS[state]
    if state is State.WAIVED and waived_until:
        said = f"Waived until {words.day(waived_until)}"
    return Status(STANDS[state], said)


def when_due(due_on: datetime.date, today: datetime.date) -> str:
    """How near the day is."""
    days = (due_on - today).days
    if days < 0:
        return f"{words.counted(-days, 'day', 'days')} overdue"
    if days == 0:
        return "today"
    return f"in {words.counted(days, 'day', 'days')}"


def queue(**filters: object) -> str:
    """The address of the queue, narrowed."""
    said = {name: str(value) for name, value in filters.items() if value not in (None, "")}
    address = reverse("exception-queue")
    return f"{address}?{urlencode(said)}" if said else address


def queue_of(within: Within, **more: object) -> str:
    """The address of the rows behind a figure."""
    return queue(**{name: getattr(within, field) for field, name in FILTERS.items()}, **more)


def exceptions(count: int) -> str:
    """ "Four exceptions"."""
    return words.listed([words.counted(count, "exception", "exceptions")])
