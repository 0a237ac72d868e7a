"""What somebody says of a fact, which systems say it, and whether two sides agree."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.desk.freshness import title_of
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status

SAME = Status(Kind.OK, "Same")
DIFFERENT = Status(Kind.OVER, "Different")
PARTLY = Status(Kind.DUE, "Partly the same")
Told = tuple[str, str, datetime.date | datetime.datetime | None]
"""What is said, by which system, as at when."""


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody says, and which systems say so, each as at when."""

    says: str
    sources: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both."""

    label: str
    first: Sequence[Value]
    second: Sequence[Value]
    status: Status


def each(told: Sequence[Told]) -> list[Value]:
    """Each value once, however it is written in capitals, with every system that says it and when."""
    spelt: dict[str, str] = {}
    days: dict[str, dict[str, list[str]]] = {}
    for says, system, at in told:
        key = plain(says)
        if spelt.setdefault(key, says).isupper():
            spelt[key] = says
        said = days.setdefault(key, {}).setdefault(system, [])
        if at and (day := words.day(at)) not in said:
            said.append(day)
    return [
        Value(says, [(title_of(system), words.listed(on) if on else "") for system, on in days[key].items()])
        for key, says in spelt.items()
    ]


def agree(ours: Sequence[Value], theirs: Sequence[Value]) -> Status:
    """Whether two sides say the same of a fact; of several values it may be some of them."""
    if not ours or not theirs:
        return Status(Kind.NONE, "Only one says")
    here, there = ({plain(one.says) for one in side} for side in (ours, theirs))
    if here == there:
        return SAME
    return PARTLY if here & there else DIFFERENT


def plain(text: str) -> str:
    """What counts of a value: its letters and digits; of one that has none, all of it."""
    return "".join(letter for letter in text.lower() if letter.isalnum()) or text
