"""What is to be mended of a record: on the pages of homes, people, tenancies and repairs."""

import datetime
from collections.abc import Sequence

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.oversight.quality.listing.choices import table_called
from rooftree.oversight.quality.queries.of_record import MOST, of_record
from rooftree.oversight.quality.queries.shown import ExceptionShown
from rooftree.oversight.quality.rules.states import State
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.components import words
from rooftree.web.components.parts import Link, Row
from rooftree.web.staff.quality.words import severity, when_due
from rooftree.web.staff.sections.summary import RowsBlock
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section, TextBlock

EXPLAINED = (
    "An exception is one row of one system that falls short of the recording standard. Each leads to what is "
    "wrong, why it matters and how it is mended."
)


def exceptions(
    record_type: str, record_id: str, *, viewer: Viewer, today: datetime.date, past: bool = False
) -> Section:
    """All that stand of the record and of what belongs to it, the soonest to be mended first."""
    if past:
        text = "Exceptions are work to be done now, so the page of an earlier day does not show them."
        return Section("exceptions", "Exceptions are shown for today", [EmptyBlock("", text)])
    found = of_record(record_type, record_id, viewer=viewer, today=today)
    if not found:
        text = "The nightly check holds every row to the recording standard. None of these falls short."
        return Section("exceptions", "Nothing falls short", [EmptyBlock("", text)], count=0)
    blocks: list[Block] = [TextBlock([EXPLAINED]), RowsBlock(rows(found, today))]
    return Section(
        "exceptions", said(len(found)), blocks, count=len(found), needs_you=True, side="Exceptions"
    )


def standing(record_type: str, record_id: str, *, viewer: Viewer, today: datetime.date) -> list[Section]:
    """The section where something stands; for a page whose sections stand one under the other."""
    found = exceptions(record_type, record_id, viewer=viewer, today=today)
    return [found] if found.count else []


def said(count: int) -> str:
    """How many are to be mended: "Two exceptions are to be mended"."""
    many = words.listed([words.counted(count, "exception is", "exceptions are")])
    return f"At least {many.lower()} to be mended" if count >= MOST else f"{many} to be mended"


def brief(count: int) -> Section:
    """How many, with the way to them; for the summary of a record that has a tab for them."""
    return Section("exceptions", said(count), [TextBlock([EXPLAINED])], link=Link("See them", "exceptions/"))


def rows(found: Sequence[ExceptionShown], today: datetime.date) -> list[Row]:
    """Each in a line: what it falls short of, which row, how grave, by when, and with whom."""
    return [
        Row(
            one.title,
            href=reverse("exception", args=[one.id]),
            lines=(
                f"{table_called(one.table_name)}, {title_of(one.source_system)} {one.source_key}",
                _by(one, today),
            ),
            status=severity(one.severity),
        )
        for one in found
    ]


def _by(one: ExceptionShown, today: datetime.date) -> str:
    whose = ", ".join(part for part in (one.assigned_to, one.team) if part)
    back = "Came back after a mend. " if one.state is State.REOPENED or one.reopened else ""
    near = when_due(one.due_on, today)
    return f"{back}Mend by {words.day(one.due_on)}, {near}{f'; given to {whose}' if whose else ''}."
