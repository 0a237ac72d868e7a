"""The rows behind the figures of matching."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.matching.quality.queries import rows as held
from rooftree.records.matching.quality.queries.rows import PoorRow
from rooftree.records.matching.quality.rules import LACKS
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.rules import EntityType
from rooftree.reference.audit.actions import record_reading
from rooftree.reference.register.queries import systems
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE, as_csv, note_export
from rooftree.web.staff.matching.quality.asking import as_file, by_kind, choosing, kind_of, one_of
from rooftree.web.staff.matching.quality.listed import AT_ONCE, in_file, on_page
from rooftree.web.staff.matching.words import KINDS, SEES, kinds_for, link_to
from rooftree.web.visibility import visible_to

WHICH = {"": "Known in both", "without": "Not known there"}
HEADS = ("What", "System", "Reference", "Name", "Why", "Linked all the same")


@visible_to(*SEES)
@require_safe
def held_by(request: StaffRequest, kind: str, system: str, other: str) -> HttpResponse:
    """What one system holds and another does too, or does not."""
    known = {one.name for one in systems()}
    if kind not in [one.value for one in kinds_for(request.viewer)] or not {system, other} <= known:
        raise Http404
    without = request.GET.get("show") == "without"
    rows = held.held_by(kind, system, other, with_other=not without, viewer=request.viewer)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    ids = [str(own) for own in page.object_list]
    records = records_of(kind, ids, viewer=request.viewer)
    record_reading(
        by=request.viewer, now=clock.now(), subject_type="match_figure", subject_id="", part="match rate"
    )
    many = f"{page.paginator.count:,} {KINDS[EntityType(kind)].lower()} of {title_of(system)}"
    context = {
        "nav": "matching",
        "heading": f"{many} are {'not ' if without else ''}known in {title_of(other)}",
        "links": [link_to(kind, own, records.get(own)) for own in ids],
        "which": [
            Link(said, f"?show={value}" if value else "?", current=without == bool(value))
            for value, said in WHICH.items()
        ],
        "page": page,
    }
    return render(request, "staff/matching/held_by.html", context)


@visible_to(*SEES)
@require_safe
def unlinkable(request: StaffRequest) -> HttpResponseBase:
    """Rows that say too little to be matched; as a file too."""
    viewer, kind = request.viewer, kind_of(request)
    known = {one.name: title_of(one.name) for one in systems()}
    system, lacks = one_of(request, "system", known), one_of(request, "lacks", LACKS)
    rows = held.unlinkable(viewer=viewer, kind=kind, system=system, lacks=lacks)
    if request.GET.get("format") == "csv":
        note_export(request, "unlinkable", rows)
        every = map(held.poor_row, rows.iterator(chunk_size=AT_ONCE))
        return as_csv("rows-that-say-too-little", HEADS, in_file(every, viewer, _in_words))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    record_reading(
        by=viewer,
        now=clock.now(),
        subject_type="match_unlinkable",
        subject_id="",
        part="rows that say too little",
    )
    context = {
        "nav": "matching",
        "heading": _heading(page.paginator.count),
        "filters": [
            by_kind(request),
            choosing("system", "System", known, system),
            choosing("lacks", "Why", LACKS, lacks),
        ],
        "narrowed": bool(system or lacks),
        "lines": on_page([held.poor_row(row) for row in page.object_list], viewer, _shown),
        "page": page,
        "csv": as_file(request),
    }
    return render(request, "staff/matching/unlinkable.html", context)


def _heading(count: int) -> str:
    if not count:
        return "No row says too little to be matched"
    said = words.listed([words.counted(count, "row", "rows")])
    return f"{said} {'says' if count == 1 else 'say'} too little to be matched"


def _shown(one: PoorRow) -> dict[str, object]:
    return {"lacks": [LACKS[lack] for lack in one.lacks], "is_linked": one.is_linked}


def _in_words(one: PoorRow) -> tuple[object, ...]:
    return "; ".join(LACKS[lack] for lack in one.lacks), "Yes" if one.is_linked else "No"
