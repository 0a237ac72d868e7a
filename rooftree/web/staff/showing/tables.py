"""A table of records: its columns are data (layouts.py), its last one the source of each row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.records.claims.held import Held
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Source, Status
from rooftree.web.staff.showing.facts import source_of, worded


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says, a second line, where it leads, how it stands."""

    value: object = None
    sub: object = ""
    href: str = ""
    status: Status | None = None
    blank: bool = False
    """True where nothing is meant: no "Not known" is written."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, the fact it shows (or a function of the record), and a second fact under it."""

    head: str
    of: str | Callable[[Held], Cell]
    sub: str = ""
    link: str = ""
    """The record's link whose name and page this shows instead, where known; "self" leads to its own page."""
    number: bool = False
    none: str | None = None
    """What is written when nothing is known; by default "Not known", "" where an open end is meant."""
    by_day: bool = False
    """A moment is written as its day, with the time under it."""
    shows: tuple[str, ...] = ()
    """Which facts a function shows, so that the source note does not say them again."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The facts that this column shows."""
        names_another = self.link not in ("", "self")
        named = (self.of,) if isinstance(self.of, str) and not names_another else ()
        return (*named, *self.shows, *((self.sub,) if self.sub else ()))


@dataclass(frozen=True, slots=True)
class Line:
    """One row."""

    cells: Sequence[tuple[str, Cell, bool]]
    source: Source
    ended: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `folded` is the words it hides behind, when it does."""

    caption: str
    heads: Sequence[tuple[str, bool]]
    lines: Sequence[Line]
    folded: str = ""
    show_caption: bool = False
    template: str = field(default="staff/blocks/table.html")


Names = Mapping[str, Link]
"""For ids of other records: what to call them and where they are."""


def table(
    caption: str,
    records: Sequence[Held],
    layout: Sequence[Column],
    *,
    names: Names | None = None,
    folded: str = "",
    show_caption: bool = False,
) -> TableBlock:
    """Records in a layout; those that have ended come last and say so."""
    shown = tuple(column for one in layout for column in one.columns)
    lines = [_line(one, layout, shown, names or {}) for one in records]
    return TableBlock(
        caption=caption,
        heads=[(one.head, one.number) for one in layout],
        lines=[one for one in lines if not one.ended] + [one for one in lines if one.ended],
        folded=folded,
        show_caption=show_caption,
    )


def _line(held: Held, layout: Sequence[Column], shown: Sequence[str], names: Names) -> Line:
    cells = [(one.head, _cell(held, one, names), one.number) for one in layout]
    if held.ended_on:
        head, first, number = cells[0]
        gone = Status(Kind.NONE, "No longer in the source")
        cells[0] = (head, Cell(first.value, first.sub, first.href, gone), number)
    about = str(cells[0][1].value or "")
    return Line(cells, source_of(held, leave_out=shown, about=about), ended=held.ended_on is not None)


def _cell(held: Held, column: Column, names: Names) -> Cell:
    if not isinstance(column.of, str):
        return column.of(held)
    sub = (worded(held, column.sub) if column.sub else "") or ""
    if column.link == "self":
        own = names.get(held.id)
        return Cell(worded(held, column.of) or "No reference", sub, own.href if own else "")
    known = names.get(held.link(column.link)) if column.link else None
    if known:
        return Cell(known.words, sub, known.href)
    moment = held.moment(column.of)
    if column.by_day and moment:
        at = words.clock(moment)
        return Cell(words.day(moment), sub or ("" if at == "midnight" else at))
    value = worded(held, column.of)
    if sub == value:
        sub = ""
    if value is None and column.none is not None:
        return Cell(column.none, sub, blank=True)
    return Cell(value, sub)
