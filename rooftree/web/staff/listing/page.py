"""The page of any list: one question, one answer. `list_page(LIST, roles)` makes its view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import lists
from rooftree.records.homes import queries as homes_held
from rooftree.records.listing.shape import List, Row, Then
from rooftree.reference.accounts.rules import Role
from rooftree.reference.audit.actions import record_reading, record_search
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.listing import chosen, narrowing, saved, taking
from rooftree.web.staff.listing.asked import Question, question, tidied
from rooftree.web.staff.listing.drawing import Drawing, line
from rooftree.web.staff.listing.table import Page, counted_to, heading, heads, page_of
from rooftree.web.staff.names import home_link
from rooftree.web.visibility import visible_to

CARRIED = ("home", "block", "sort", "on")
"""What the filter's form does not ask and must not lose."""
COMMON = 2_000
"""From so many rows that hold a text on, a page is sooner found by walking the list than by the text."""
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything a page of a list is made from."""

    wanted: List
    asked: Question
    then: Then
    back: Link | None
    """The record that another page led from, which the list is narrowed to."""

    @property
    def at(self) -> str:
        """For the heading: " at 8 Orchard Rise"."""
        return f" at {self.back.words}" if self.back else ""


def list_page(wanted: List, roles: tuple[Role, ...], *, drawing: Drawing | None = None) -> View:
    """The view of one list, for these roles; `drawing` says how its page draws some of its columns."""
    cells = drawing or {}

    @visible_to(*roles)
    @require_safe
    def view(request: StaffRequest) -> HttpResponseBase:
        return answer(request, wanted, cells)

    view.__doc__ = f"{wanted.title}: {wanted.says}"
    return view


def answer(request: StaffRequest, wanted: List, drawing: Drawing) -> HttpResponseBase:
    """The page, the file, or the way to the view that this person begins with."""
    if redirect := saved.begins_with(request, wanted):
        return HttpResponseRedirect(redirect)
    if tidy := tidied(request.GET, wanted, viewer=request.viewer):
        return HttpResponseRedirect(tidy)
    asking = asking_of(request, wanted)
    if asking.asked.day.redirect:
        kept = request.GET.copy()
        for name in ("day_0", "day_1", "day_2", "page"):
            kept.pop(name, None)
        kept["on"] = asking.asked.day.redirect.removeprefix("?on=")
        return HttpResponseRedirect(f"?{kept.urlencode()}")
    if form := request.GET.get("format", ""):
        told = narrowing.chips(request.GET, wanted, asking.asked, asking.then)
        said = narrowing.in_words(told, asking.asked, asking.at)
        return taking.take(request, wanted, asking.asked, asking.then, form=form, filtered=said)
    return render(request, "staff/listing.html", _context(request, asking, drawing))


def asking_of(request: StaffRequest, wanted: List) -> Asking:
    """What is asked; a home that is not there, or not known then, is not found."""
    asked = question(request.GET, wanted, viewer=request.viewer, today=clock.today())
    then = lists.then(viewer=request.viewer, now=clock.now(), today=clock.today(), on=asked.day.on)
    return Asking(wanted, asked, then, _back(request, wanted, asked))


def _back(request: StaffRequest, wanted: List, asked: Question) -> Link | None:
    if "unit" not in wanted.only or not request.GET.get("home"):
        return None
    own = asked.asked.only.get("unit")
    found = homes_held.by_ids([own], viewer=request.viewer)["unit"] if own else ()
    if not found:
        raise Http404
    return home_link(found[0])


def _context(request: StaffRequest, asking: Asking, drawing: Drawing) -> Mapping[str, Any]:
    wanted, asked, then = asking.wanted, asking.asked, asking.then
    most = counted_to(wanted, asked)
    count = wanted.rows.count(wanted, asked.asked, then, most=most + 1)
    page = page_of(asked.page, count, most)
    of = replace(asked.asked, common=bool(asked.asked.text) and count > COMMON)
    rows = wanted.rows.page(wanted, of, then, skip=page.skip, most=page.end_index - page.skip)
    if asked.asked.text:
        record_search(by=request.viewer, now=clock.now(), sought=asked.asked.text, found=len(rows))
    for part in wanted.audited(asked.asked, then.viewer):
        record_reading(by=request.viewer, now=clock.now(), subject_type=wanted.name, subject_id="", part=part)
    return {
        "nav": wanted.nav or wanted.name,
        "list": wanted,
        "heading": heading(wanted, asked, page, at=asking.at, named=saved.ready_made(request, wanted)),
        "lede": wanted.says_to(then.viewer) if wanted.says_to else "",
        "back": asking.back,
        "faults": asked.faults,
        **_table(request, asking, drawing, rows, page),
        **_form(request, asking),
        **_day(request, asking),
        **saved.row(request, wanted),
    }


def _table(
    request: StaffRequest, asking: Asking, drawing: Drawing, rows: list[Row], page: Page
) -> dict[str, Any]:
    wanted, asked, then = asking.wanted, asking.asked, asking.then
    shown = [one for one in wanted.readable(then.viewer) if one.name in asked.asked.columns]
    return {
        "page": page,
        "heads": heads(shown, wanted, asked, request.GET),
        "lines": [line(row, shown, drawing, then) for row in rows],
        "takes": taking.links(request.GET, page),
        "chosen_href": reverse("chosen", args=[wanted.name]),
        "does": chosen.does(wanted, then),
    }


def _form(request: StaffRequest, asking: Asking) -> dict[str, Any]:
    wanted, asked, then = asking.wanted, asking.asked, asking.then
    found = narrowing.fields(wanted, asked, then)
    first = [one for one in found if _stands_first(wanted, one)]
    further = [one for one in found if one not in first]
    readable = wanted.readable(then.viewer)
    return {
        "chips": narrowing.chips(request.GET, wanted, asked, then),
        "text": asked.asked.text,
        "searched": [
            one.label if one.label.isupper() else one.label.lower() for one in readable if one.searched
        ],
        "fields": first,
        "further": further,
        "further_set": any(one.is_set for one in further),
        "ticks": [(one.name, one.label, one.name in asked.asked.ticks) for one in wanted.ticks],
        "columns": [
            (one.name, one.label, one.name in asked.asked.columns, at == 0) for at, one in enumerate(readable)
        ],
        "kept": [(name, value) for name, value in request.GET.items() if name in CARRIED],
    }


def _stands_first(wanted: List, field: narrowing.Field) -> bool:
    if wanted.pick(field.name):
        return not field.further
    column = wanted.column(field.name)
    return column is not None and column.shown


def _day(request: StaffRequest, asking: Asking) -> dict[str, Any]:
    return {
        "asat": asking.asked.day.on,
        "form": asking.asked.day.form,
        "day_kept": narrowing.kept(request.GET, "on"),
    }
