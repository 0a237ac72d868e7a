"""The heads of a list's table, its pages, and the sentence above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from rooftree.records.listing.shape import Column, List
from rooftree.web.components import words
from rooftree.web.staff.listing.asked import MOST_PAGES, Question
from rooftree.web.staff.listing.drawing import NUMBERS
from rooftree.web.staff.lists.listing import A_PAGE

MOST_SHOWN = 10_000
"""No list is counted further than this: counting millions is felt."""
MOST_FOUND = 2_000
"""Rows that hold a text are counted no further than this: each must be looked at to be sure of it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column: its words, where a press leads, and how the list is ordered by it now."""

    label: str
    number: bool
    href: str = ""
    order: str = ""
    """As aria-sort says it: "ascending", "descending", or nothing."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many, as a paginator says it."""

    count: int
    num_pages: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, with the names that components/pagination.html asks a paginator's page for."""

    number: int
    paginator: Total
    capped: bool = False
    of: str = field(default="")
    """The total in words, where it is not known exactly."""

    @property
    def is_cut(self) -> bool:
        """Whether the list goes on after the last page that can be reached."""
        return self.capped or self.paginator.count > self.paginator.num_pages * A_PAGE

    @property
    def skip(self) -> int:
        """Rows before it."""
        return (self.number - 1) * A_PAGE

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after that can be reached."""
        return self.number < self.paginator.num_pages

    @property
    def previous_page_number(self) -> int:
        """The page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """The page after."""
        return self.number + 1

    @property
    def start_index(self) -> int:
        """Its first row."""
        return self.skip + 1

    @property
    def end_index(self) -> int:
        """Its last row."""
        return min(self.number * A_PAGE, self.paginator.count)


def counted_to(wanted: List, asked: Question) -> int:
    """How far this list is counted when this is asked of it."""
    bounds = [pick.counted_to for name in asked.picked if (pick := wanted.pick(name)) and pick.counted_to]
    if not (asked.picked or asked.filtered or asked.asked.ticks) and wanted.counted_to:
        bounds.append(wanted.counted_to)
    if asked.asked.text:
        bounds.append(MOST_FOUND)
    return min([MOST_SHOWN, *bounds])


def page_of(number: int, count: int, most: int = MOST_SHOWN) -> Page:
    """The page asked for, or the last there is."""
    shown = min(count, most)
    pages = min(MOST_PAGES, max(1, -(-shown // A_PAGE)))
    capped = count > most
    of = f"more than {most:,}" if capped else ""
    return Page(min(number, pages), Total(shown, pages), capped, of)


def heads(columns: Sequence[Column], wanted: List, asked: Question, query: QueryDict) -> list[Head]:
    """The heads; those that can be sorted by lead to that order, and back when they are it."""
    by = asked.asked.sort or wanted.sort
    down = asked.asked.descending if asked.asked.sort else wanted.descending
    found = []
    for one in columns:
        number = one.kind in NUMBERS
        if not one.sorts:
            found.append(Head(one.label, number))
            continue
        current = one.name == by
        turned = not down if current else wanted.falls(one)
        changed = query.copy()
        for name in ("page", "view"):
            changed.pop(name, None)
        changed["sort"] = f"-{one.name}" if turned else one.name
        order = ("descending" if down else "ascending") if current else ""
        found.append(Head(one.label, number, f"?{changed.urlencode()}", order))
    return found


def heading(wanted: List, asked: Question, page: Page, *, at: str = "", named: str = "") -> str:
    """The finding: "Two homes have ended"; "12 homes fit what you chose"; "More than 10,000 repairs".

    `named` is the view ready made that asks just this: "Three visits: gas this month, help at the door".
    """
    chosen = _called(wanted, asked, asked.picked)
    chosen += [(tick.one, tick.many) for name in asked.asked.ticks if (tick := wanted.tick(name))]
    usual = _called(wanted, asked, [name for name in asked.asked.picks if name not in asked.picked])
    first = next((called for called in (*chosen, *usual) if called[1]), None)
    one, many = first or (wanted.one, wanted.many)
    count = page.paginator.count
    if not (asked.filtered or [called for called in chosen if called is not first]):
        return _counted(count, one, many, page) + at
    if named:
        return f"{_counted(count, wanted.one, wanted.many, page)}{at}: {named[:1].lower()}{named[1:]}"
    said = _counted(count, one, many, page) + at
    if first:
        return f"{said}, of those that fit what you chose"
    return f"{said} {'fits' if count == 1 and not page.capped else 'fit'} what you chose"


def _counted(count: int, one: str, many: str, page: Page) -> str:
    return f"More than {count:,} {many}" if page.capped else words.listed([words.counted(count, one, many)])


def _called(wanted: List, asked: Question, names: Sequence[str]) -> list[tuple[str, str]]:
    """What rows are called under the values chosen; empty where a value has no words of its own."""
    return [pick.head(asked.asked.picks[name]) or ("", "") for name in names if (pick := wanted.pick(name))]
