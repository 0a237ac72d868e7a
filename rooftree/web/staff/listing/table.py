"""The heads of a list's table, its pages, and the sentence above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from rooftree.records.listing.shape import Column, List
from rooftree.web.components import words
from rooftree.web.staff.listing.asked import MOST_PAGES, Question
from rooftree.web.staff.listing.drawing import NUMBERS
from rooftree.web.staff.lists.listing import A_PAGE

MOST_SHOWN = A_PAGE * MOST_PAGES
"""No list is counted or paged further than this: nobody reads page 201, and counting millions is felt."""


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


def page_of(number: int, count: int) -> Page:
    """The page asked for, or the last there is."""
    shown = min(count, MOST_SHOWN)
    pages = max(1, -(-shown // A_PAGE))
    capped = count > MOST_SHOWN
    of = f"more than {MOST_SHOWN:,}" if capped else ""
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


def heading(wanted: List, asked: Question, page: Page, *, at: str = "") -> str:
    """The finding: "Two homes have ended"; "12 homes fit what you chose"; "More than 10,000 repairs"."""
    one, many, further = wanted.one, wanted.many, []
    told = [tick for name in asked.asked.ticks if (tick := wanted.tick(name))]
    first = next((tick for tick in told if tick.many), None)
    if first:
        one, many = first.one, first.many
    count = page.paginator.count
    exact = words.listed([words.counted(count, one, many)])
    said = (f"More than {MOST_SHOWN:,} {many}" if page.capped else exact) + at
    if asked.narrowed or [tick for tick in told if tick is not first]:
        joined = "and " if first else ""
        further.append(f"{joined}{'fits' if count == 1 and not page.capped else 'fit'} what you chose")
    return " ".join([said, *further])
