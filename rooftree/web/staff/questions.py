"""Rows that vanished from a file and would end: the question, what it is about, and a person's answer."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rooftree.desk.freshness import title_of
from rooftree.engine.tables import Engine
from rooftree.records.publishing import queries
from rooftree.records.publishing.actions import deciding
from rooftree.records.publishing.queries import Held, WouldEnd
from rooftree.records.publishing.rules import Decision
from rooftree.web import clock
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.runs import BIGGEST_ID, SEES_RUNS
from rooftree.web.staff.showing.labels import what_a_row_is
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to

PAGES = {"unit": "home", "person": "person", "tenancy": "tenancy", "work_order": "repair"}
"""Tables whose records have a page of their own."""
HEADS = ("Its key", "System")
ANSWERS = {
    Decision.END: "They will end with the next run.",
    Decision.KEEP: "They stay, and the next run publishes the rest.",
}


@visible_to(*SEES_RUNS)
@require_safe
def question(request: StaffRequest, run_id: int, held_id: int) -> HttpResponse:
    """Every row that one question is about."""
    one = _asked(request, run_id, held_id)
    page = Paginator(range(one.would_end), A_PAGE).get_page(request.GET.get("page", 1))
    engine = Engine(spill=settings.LANDING / "spill", memory="256MB", threads=1)
    try:
        rows = queries.would_end(
            one,
            viewer=request.viewer,
            engine=engine,
            root=settings.LANDING / "published",
            offset=max(page.start_index() - 1, 0),
            limit=A_PAGE,
        )
    finally:
        engine.close()
    context = {
        "nav": "runs",
        "heading": f"{one.would_end:,} of {one.live:,} would end: {what_a_row_is(one.table).lower()}",
        "question": one,
        "page": page,
        "heads": HEADS,
        "lines": _lines(one, rows),
        "what": "rows",
    }
    return render(request, "staff/question.html", context)


@visible_to(*SEES_RUNS)
@require_POST
def decide(request: StaffRequest, run_id: int, held_id: int) -> HttpResponse:
    """The answer: let them end, or keep them."""
    one = _asked(request, run_id, held_id)
    said = request.POST.get("decision", "")
    if said not in set(Decision):
        raise Http404
    decision = Decision(said)
    deciding.decide(one.id, decision=decision, by=request.viewer, now=clock.now())
    messages.success(request, f"{what_a_row_is(one.table)}: {one.would_end:,} rows. {ANSWERS[decision]}")
    return HttpResponseRedirect(reverse("run", args=[run_id]) + "#questions")


def _asked(request: StaffRequest, run_id: int, held_id: int) -> Held:
    if run_id > BIGGEST_ID:
        raise Http404
    found = queries.held(viewer=request.viewer, run_id=run_id)
    one = next((one for one in found if one.id == held_id), None)
    if one is None:
        raise Http404
    return one


def _lines(one: Held, rows: Sequence[WouldEnd]) -> list[list[tuple[str, Cell, bool]]]:
    route = PAGES.get(one.table)
    return [
        [
            ("Its key", Cell(row.key, "", reverse(route, args=[row.id]) if route else ""), False),
            ("System", Cell(title_of(row.system)), False),
        ]
        for row in rows
    ]
