"""A few records while somebody types, as a piece of a page. The box works without it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.desk.search import searching as desk
from rooftree.desk.search import suggesting
from rooftree.reference.audit.actions import Plain, record
from rooftree.web import clock
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.search.rows import Then, row_of
from rooftree.web.visibility import visible_to


@visible_to(*SEES_RECORDS)
@require_safe
def suggest(request: StaffRequest) -> HttpResponse:
    """The nearest few; where people are among them, that they were shown is recorded."""
    typed = request.GET.get("q", "")[: desk.LONGEST]
    found = suggesting.suggestions(typed, viewer=request.viewer, today=clock.today())
    if any(one.record.table == "person" for one in found):
        detail: dict[str, Plain] = {"sought": typed, "found": len(found)}
        record(by=request.viewer, now=clock.now(), action="suggested", subject_type="records", detail=detail)
    rows = [(row_of(desk.Hit(one.record, ""), Then()), one.sub, one.kind) for one in found]
    shown = [(row, sub, kind) for row, sub, kind in rows if row.href]
    return render(request, "staff/blocks/suggestions.html", {"rows": shown})
