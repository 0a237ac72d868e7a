"""The exceptions that a form is about: one, those ticked, or all that fit a question of the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse

from rooftree.desk import lists
from rooftree.oversight.quality.listing.choices import rule_titles
from rooftree.oversight.quality.listing.exceptions import EXCEPTIONS
from rooftree.oversight.quality.rules.rights import MOST_AT_ONCE
from rooftree.records.claims.held import record_id
from rooftree.records.listing.shape import Row
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.listing.asked import question
from rooftree.web.staff.quality.words import queue

MOST_TICKED = 500
NAMED = 6


@dataclass(frozen=True, slots=True)
class Picked:
    """Some exceptions that stand, and the way back to where they were picked."""

    ids: Sequence[str]
    rules: Mapping[str, int]
    """How many of each rule, by what it asks; the most first."""
    hidden: Sequence[tuple[str, str]]
    """What a form must carry on to mean the same."""
    back: Link

    @property
    def is_one(self) -> bool:
        """Whether it is about a single one."""
        return len(self.ids) == 1

    @property
    def named(self) -> list[tuple[str, int]]:
        """The rules that most of them fall short of."""
        return list(self.rules.items())[:NAMED]

    @property
    def unnamed(self) -> int:
        """How many rules are not among those."""
        return max(0, len(self.rules) - NAMED)


def picked(request: StaffRequest) -> Picked:
    """Those that the address or the form names; only such as stand and this person may see."""
    said = request.POST if request.method == "POST" else request.GET
    query = said.get("back", "")[:4000]
    ids = tuple(str(one) for text in said.getlist("exception")[:MOST_TICKED] if (one := record_id(text)))
    every = said.get("every") == "1"
    if not ids and not every:
        return Picked((), {}, (), back_to(query))
    rows = _rows(request, query if every else "stands=all", None if every else ids)
    if len(rows) > MOST_AT_ONCE:
        says = f"More than {MOST_AT_ONCE:,} exceptions are chosen."
        raise Refused(Reason("too-many", says, f"Narrow the queue to {MOST_AT_ONCE:,} or fewer."))
    counted: dict[str, int] = {}
    titles = rule_titles(viewer=request.viewer)
    for row in rows:
        title = titles.get(row["rule"]) or row["rule"]
        counted[title] = counted.get(title, 0) + 1
    hidden = [("every", "1")] if every else [("exception", one) for one in ids]
    return Picked(
        [str(row["id"]) for row in rows],
        dict(sorted(counted.items(), key=lambda one: -one[1])),
        [*hidden, ("back", query)],
        back_to(query),
    )


def _rows(request: StaffRequest, query: str, ids: tuple[str, ...] | None) -> list[Row]:
    read = question(QueryDict(query), EXCEPTIONS, viewer=request.viewer, today=clock.today())
    asked = replace(read.asked, columns=("rule",), ids=ids)
    then = lists.then(viewer=request.viewer, now=clock.now(), today=clock.today())
    return EXCEPTIONS.rows.page(EXCEPTIONS, asked, then, skip=0, most=MOST_AT_ONCE + 1)


def back_to(query: str) -> Link:
    """The exception, or the queue as it was; nothing but its own filters."""
    told = [(name, value) for name, value in parse_qsl(query) if name not in ("exception", "back", "every")]
    if own := record_id(dict(told).get("of", "")):
        return Link("Back to the exception", reverse("exception", args=[own]))
    return Link("Back to the queue", f"{queue()}?{urlencode(told)}" if told else queue())
