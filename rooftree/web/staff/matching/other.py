"""Finding the other record of somebody, or of a home, that is held twice: so that two can be put beside each
other of which no run said anything."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.desk.search.searching import Narrowed, Results, search
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import may_decide, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.reference.audit.actions import record_search
from rooftree.web import clock
from rooftree.web.components.parts import Row
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.words import SEES, href_of, link_to
from rooftree.web.staff.search.rows import Then, row_of
from rooftree.web.visibility import visible_to

SEARCHED = {EntityType.PERSON: "people", EntityType.HOME: "homes"}
"""What can be looked for, and what the search calls it."""
MOST = 25


@visible_to(*SEES)
@require_safe
def other(request: StaffRequest, kind: str, own_id: uuid.UUID) -> HttpResponse:
    """The box, and what fits; each leads to the two beside each other."""
    viewer, own = request.viewer, str(own_id)
    if kind not in SEARCHED or not may_review(viewer, kind):
        raise Http404
    record = records_of(kind, [own], viewer=viewer).get(own)
    if record is None:
        raise Http404
    called = SEARCHED[EntityType(kind)]
    asked = Narrowed(kind=called, most=MOST)
    found = search(request.GET.get("find", ""), viewer=viewer, today=clock.today(), narrowed=asked)
    if found.sought.text:
        record_search(by=viewer, now=clock.now(), sought=found.sought.text, found=found.count)
    context = {
        "nav": "matching",
        "whose": link_to(kind, own, record),
        "called": called,
        "sought": found.sought.text,
        "rows": _rows(kind, own, found),
        "more": found.counts.get(called, 0) > MOST,
        "decides": may_decide(viewer, kind),
    }
    return render(request, "staff/matching/other.html", context)


def _rows(kind: str, own: str, found: Results) -> list[tuple[Row, str]]:
    """What fits besides the record itself, each with where the two stand beside each other."""
    hits = found.hits.get(SEARCHED[EntityType(kind)], ())
    return [
        (row_of(hit, Then()), href_of(kind, own, hit.record.id))
        for hit in hits
        if hit.record.id != own and hit.record.ended_on is None
    ]
