"""The queue of pairs that may be one, what is most at stake first."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.queries.queue import Narrowed, Waiting, waiting
from rooftree.records.matching.sampling.queries.checks import checks_waiting
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.matching.words import (
    KINDS,
    SEES,
    href_of,
    kinds_for,
    name_of_record,
    stands,
    tasks,
    titles,
)
from rooftree.web.visibility import visible_to

STATES = {
    "sensitive": "Two people decide",
    "second": "Second opinion",
    "third": "Two did not agree",
    "mine": "Not answered by me",
}


@visible_to(*SEES)
@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """Every pair that waits, narrowed to what was asked for."""
    narrowed = narrowed_by(request)
    every = waiting(viewer=request.viewer, today=clock.today())
    found = [one for one in every if narrowed.fits(one, request.viewer)]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page", 1))
    record_reading(
        by=request.viewer, now=clock.now(), subject_type="match_candidate", subject_id="", part="queue"
    )
    query = query_of(narrowed)
    checks = len(checks_waiting(viewer=request.viewer, today=clock.today()))
    context = {
        "nav": "matching",
        "heading": _heading(len(found), narrowed),
        "states": _choices(every, narrowed, request.viewer, "state", STATES),
        "kinds": _choices(
            every,
            narrowed,
            request.viewer,
            "kind",
            {one.value: KINDS[one] for one in kinds_for(request.viewer)},
        ),
        "systems": _choices(every, narrowed, request.viewer, "system", _systems(every)),
        "page": page,
        "lines": _lines(list(page.object_list), request.viewer, query),
        "any": bool(every),
        "checks": checks,
        "tasks": tasks(current="pairs", checks=checks, pairs=len(every)),
    }
    return render(request, "staff/matching/queue.html", context)


def narrowed_by(request: StaffRequest) -> Narrowed:
    """What the address asks for; what it cannot mean is left out."""
    asked = {name: request.GET.get(name, "")[:60] for name in ("kind", "system", "state")}
    if asked["state"] not in STATES:
        asked["state"] = ""
    return Narrowed(**asked)


def query_of(narrowed: Narrowed, **changes: str) -> str:
    """The address's own words for what is asked for."""
    asked = {"kind": narrowed.kind, "system": narrowed.system, "state": narrowed.state} | changes
    return urlencode({name: value for name, value in asked.items() if value})


def _heading(count: int, narrowed: Narrowed) -> str:
    if not count:
        return "Nobody waits for a decision" if narrowed == Narrowed() else "No pair is like that"
    return words.listed([words.counted(count, "pair may be one", "pairs may be one")])


def _systems(every: Sequence[Waiting]) -> dict[str, str]:
    names = {name for one in every for side in one.systems for name in side}
    return {name: title_of(name) for name in sorted(names)}


def _choices(
    every: Sequence[Waiting], narrowed: Narrowed, viewer: Viewer, name: str, choices: dict[str, str]
) -> list[Link]:
    """All, and each that would leave some but not all, with how many; nothing where there is no choice."""
    found: list[Link] = []
    for value, said in {"": "All", **choices}.items():
        asked = Narrowed(
            **{one: getattr(narrowed, one) for one in ("kind", "system", "state")} | {name: value}
        )
        count = sum(asked.fits(one, viewer) for one in every)
        current = getattr(narrowed, name) == value
        if current or not value or 0 < count < (found[0].count or 0):
            href = f"{reverse('matching')}?{query_of(asked)}".rstrip("?")
            found.append(Link(said, href, count, current))
    return found if len(found) > 1 else []


def _held_by(one: Waiting) -> str:
    """ "Both in NEC", "NEC; Locata and Oneserve"."""
    first, second = one.systems
    if list(first) == list(second):
        return f"Both in {titles(first)}" if first else ""
    return "; ".join(titles(side) or "In no system now" for side in one.systems)


def _lines(rows: Sequence[Waiting], viewer: Viewer, query: str) -> list[dict[str, object]]:
    ids: dict[str, set[str]] = {}
    for one in rows:
        ids.setdefault(one.entity_type, set()).update((one.first_id, one.second_id))
    records = {kind: records_of(kind, sorted(each), viewer=viewer) for kind, each in ids.items()}
    return [
        {
            "first": name_of_record(one.entity_type, records[one.entity_type].get(one.first_id)),
            "second": name_of_record(one.entity_type, records[one.entity_type].get(one.second_id)),
            "systems": _held_by(one),
            "href": f"{href_of(one.entity_type, one.first_id, one.second_id)}?{query}".rstrip("?"),
            "because": one.because,
            "weight": one.weight,
            "stakes": [stake.words for stake in one.stakes],
            "status": stands(one.standing.outcome, one.standing.voters, viewer),
        }
        for one in rows
    ]
