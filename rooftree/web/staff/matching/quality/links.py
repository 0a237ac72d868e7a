"""The rows of today by how each is linked, and whether that is sure."""

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.records.matching.quality.queries import links as held
from rooftree.records.matching.quality.queries.links import LinkedRow
from rooftree.records.matching.rules import EntityType
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE, as_csv, note_export
from rooftree.web.staff.matching.quality.asking import as_file, by_kind, choosing, kind_of, one_of
from rooftree.web.staff.matching.quality.listed import AT_ONCE, in_file, on_page
from rooftree.web.staff.matching.words import KINDS, SEES
from rooftree.web.visibility import visible_to

SURE = {"yes": "Sure", "no": "Not sure"}
HEADS = ("What", "System", "Reference", "Name", "Linked by", "Weight", "Sure")


@visible_to(*SEES)
@require_safe
def linked(request: StaffRequest) -> HttpResponseBase:
    """Every row of today that is so linked; as a file too."""
    viewer, kind = request.viewer, kind_of(request)
    methods = {one.method: one.method.capitalize() for one in held.by_method(kind, viewer=viewer)}
    method, sure = one_of(request, "method", methods), one_of(request, "sure", SURE)
    is_sure = sure == "yes" if sure else None
    rows = held.linked_rows(kind, viewer=viewer, method=method, is_sure=is_sure)
    if request.GET.get("format") == "csv":
        note_export(request, "links", rows)
        every = map(held.linked_row, rows.iterator(chunk_size=AT_ONCE))
        return as_csv("rows-by-link", HEADS, in_file(every, viewer, _in_words))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    record_reading(by=viewer, now=clock.now(), subject_type="reference", subject_id="", part="links")
    context = {
        "nav": "matching",
        "heading": _heading(page.paginator.count, kind, sure),
        "filters": [
            by_kind(request),
            choosing("method", "Linked by", methods, method),
            choosing("sure", "How sure", SURE, sure),
        ],
        "narrowed": bool(method or sure),
        "lines": on_page([held.linked_row(row) for row in page.object_list], viewer, _shown),
        "page": page,
        "csv": as_file(request),
    }
    return render(request, "staff/matching/linked.html", context)


def _heading(count: int, kind: EntityType, sure: str) -> str:
    if not count:
        return "No row is linked so"
    said = words.listed([words.counted(count, "row", "rows")])
    ending = {"no": ", not surely", "yes": ", surely"}.get(sure, "")
    return f"{said} of {KINDS[kind].lower()}: how linked{ending}"


def _shown(one: LinkedRow) -> dict[str, object]:
    status = None if one.is_sure else Status(Kind.DUE, "May be somebody else’s")
    return {"method": one.method, "weight": one.weight, "status": status}


def _in_words(one: LinkedRow) -> tuple[object, ...]:
    weight = "" if one.weight is None else round(one.weight, 1)
    return one.method, weight, "Yes" if one.is_sure else "No"
