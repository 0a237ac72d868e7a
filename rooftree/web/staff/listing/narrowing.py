"""The filters of a list, as its form and its chips show them; and what they say in words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from rooftree.records.listing.offers import Pick
from rooftree.records.listing.shape import NOT_KNOWN, Column, Kind, List, Then
from rooftree.web.components import words
from rooftree.web.staff.listing.asked import NOT_FILTERS, ONLY, Question
from rooftree.web.staff.lists.listing import Choice

YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class Field:
    """One filter of the form: values to choose among, or a range."""

    name: str
    label: str
    choices: Sequence[Choice] = ()
    is_days: bool = False
    low: str = ""
    high: str = ""
    no_any: bool = False
    """Whether "Any" is one of the choices already, under words of its own."""
    further: bool = False

    @property
    def is_set(self) -> bool:
        """Whether it narrows the list now."""
        return bool(self.low or self.high or any(one.chosen for one in self.choices))


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing the list is narrowed by, in words, and the address without it."""

    words: str
    href: str


def fields(wanted: List, asked: Question, then: Then) -> list[Field]:
    """Every filter that this viewer may use; those of columns in view first."""
    known = [one for one in wanted.readable(then.viewer) if one.filters]
    picks = [_pick(one, asked, then) for one in wanted.picks if one.may(then.viewer)]
    return picks + [_field(wanted, one, asked, then) for one in sorted(known, key=lambda one: not one.shown)]


def _pick(pick: Pick, asked: Question, then: Then) -> Field:
    counts = pick.counts(then) if pick.counts else {}
    said = asked.asked.picks.get(pick.name, "")
    offered = then.names_by(pick.names)
    return Field(
        pick.name,
        pick.label,
        [Choice(value, label, counts.get(value), value == said) for value, label in offered.items()],
        no_any=bool(pick.every),
        further=pick.further,
    )


def _field(wanted: List, column: Column, asked: Question, then: Then) -> Field:
    if column.is_range:
        low, high = (bounds.get(column.name) for bounds in (asked.asked.at_least, asked.asked.at_most))
        days = column.kind in (Kind.DAY, Kind.MOMENT)
        return Field(column.name, column.label, (), days, _typed(low, column), _typed(high, column))
    said = asked.asked.equals.get(column.name, "")
    if column.kind is Kind.YES_NO:
        offered: list[tuple[str, str, int | None]] = [(value, label, None) for value, label in YES_NO]
    else:
        found = wanted.rows.choices(wanted, column, then)
        offered = [(value, column.worded(value, then), count) for value, count in found]
    if said and said != NOT_KNOWN and said not in {value for value, _, _ in offered}:
        offered.append((said, column.worded(said, then), None))
    if not column.full:
        offered.append((NOT_KNOWN, "Not known", None))
    return Field(
        column.name,
        column.label,
        [Choice(value, label, count, value == said) for value, label, count in offered],
    )


def _typed(bound: object, column: Column) -> str:
    if bound is None:
        return ""
    if isinstance(bound, datetime.date):
        return bound.isoformat()
    return str(int(str(bound)) // 100 if column.kind is Kind.MONEY else bound)


def chips(query: QueryDict, wanted: List, asked: Question, then: Then) -> list[Chip]:
    """What the list is narrowed by, each with a way to be rid of it."""
    found = [
        Chip(f"{column.label}: {value}", without(query, name))
        for name, said in asked.asked.equals.items()
        if (column := wanted.column(name)) and (value := _said(column, said, then))
    ]
    for name in dict.fromkeys([*asked.asked.at_least, *asked.asked.at_most]):
        column = wanted.column(name)
        if column:
            found.append(Chip(_range(column, asked), without(query, f"{name}_from", f"{name}_to")))
    found += [
        Chip(f"{pick.label}: {then.names_by(pick.names)[value]}", _without_pick(query, pick))
        for name, value in asked.asked.picks.items()
        if (pick := wanted.pick(name))
    ]
    found += [
        Chip(tick.label, without(query, tick.name)) for tick in wanted.ticks if tick.name in asked.asked.ticks
    ]
    if asked.asked.text:
        found.append(Chip(f"“{asked.asked.text}”", without(query, "q")))
    return found


def _said(column: Column, said: str, then: Then) -> str:
    if said == NOT_KNOWN:
        return "not known"
    return dict(YES_NO).get(said, said) if column.kind is Kind.YES_NO else column.worded(said, then)


def _range(column: Column, asked: Question) -> str:
    low, high = (bounds.get(column.name) for bounds in (asked.asked.at_least, asked.asked.at_most))
    said = [_bound(bound, column) for bound in (low, high)]
    if low is not None and high is not None:
        return f"{column.label}: {said[0]} to {said[1]}"
    return f"{column.label}: from {said[0]}" if low is not None else f"{column.label}: up to {said[1]}"


def _bound(bound: object, column: Column) -> str:
    if isinstance(bound, datetime.date):
        return words.day(bound)
    if column.kind is Kind.MONEY and isinstance(bound, int):
        return words.money(bound)
    return str(bound)


def without(query: QueryDict, *names: str) -> str:
    """The address with some things taken out; its page too, because the rows are others."""
    kept = query.copy()
    for name in (*names, "page", "view"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}" if kept else "?view=none"


def _without_pick(query: QueryDict, pick: Pick) -> str:
    """The address without this choice; the usual one is lifted by a choice of its own."""
    if not pick.every:
        return without(query, pick.name)
    kept = QueryDict(without(query, pick.name).removeprefix("?"), mutable=True)
    kept.pop("view", None)
    kept[pick.name] = pick.every
    return f"?{kept.urlencode()}"


def kept(query: QueryDict, *leave_out: str) -> list[tuple[str, str]]:
    """What a form must carry on as hidden boxes: everything in the address but what it asks itself."""
    return [
        (name, value[:1000])
        for name, values in query.lists()
        if name not in leave_out and name not in NOT_FILTERS
        for value in values[:50]
    ]


def in_words(chipped: Sequence[Chip], asked: Question, at: str) -> str:
    """The filter as one sentence, for the file."""
    said = [one.words for one in chipped]
    if at and any(link in asked.asked.only for link in ONLY.values()):
        said.append(at.strip())
    return "; ".join(said).replace(words.NBSP, " ")
