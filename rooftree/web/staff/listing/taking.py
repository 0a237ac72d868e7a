"""A list as a file: CSV with its dictionary and about in a zip, a spreadsheet, or Parquet.

A CSV must stay plain rows, and what it was made from must not get lost on the way to whoever opens it; so it
comes as a zip of three files. Whoever wants one file that tells all of it takes the spreadsheet or Parquet.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase

from rooftree.desk.exports import writing
from rooftree.records.listing.shape import Asked, List, Then
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.listing import later, making
from rooftree.web.staff.listing.asked import Question
from rooftree.web.staff.listing.making import Taking
from rooftree.web.staff.listing.table import Page

FORMS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}


def links(query: QueryDict, page: Page) -> list[Link]:
    """The list as it stands in each form; none of an empty one."""
    if not page.paginator.count:
        return []
    found = []
    for form, said in FORMS.items():
        kept = query.copy()
        for name in ("page", "view"):
            kept.pop(name, None)
        kept["format"] = form
        found.append(Link(said, f"?{kept.urlencode()}"))
    return found


def take(
    request: StaffRequest, wanted: List, asked: Question, then: Then, *, form: str, filtered: str
) -> HttpResponseBase:
    """The file. Columns are those chosen in the address; all that may be read when none is."""
    columns = asked.asked.columns if request.GET.get("columns") else ()
    return file_of(request, wanted, replace(asked.asked, columns=columns), then, form=form, filtered=filtered)


def file_of(
    request: StaffRequest, wanted: List, asked: Asked, then: Then, *, form: str, filtered: str
) -> HttpResponseBase:
    """The file of some rows, written whole before the first byte is sent; of very many, where to wait."""
    if form not in FORMS:
        raise Http404
    if form == "xlsx":
        refuse_too_many(wanted, asked, then)
    taking = Taking(wanted, asked, then, form, filtered)
    if later.is_long(taking):
        query = request.POST.get("query") or request.GET.urlencode()
        return HttpResponseRedirect(later.ask(taking, query))
    with tempfile.TemporaryDirectory(prefix="rooftree-file-") as place:
        file, count = making.write(taking, Path(place))
        making.audit(taking, rows=count, by=request.viewer)
        # Opened before its folder goes: the open file lives until it is sent.
        return FileResponse(
            file.open("rb"), as_attachment=True, filename=file.name, content_type=making.TYPES[form]
        )


def refuse_too_many(wanted: List, asked: Asked, then: Then) -> None:
    """Says before anything is written that a spreadsheet cannot hold so many rows, and the way out."""
    most = writing.SHEET_ROWS
    if wanted.rows.count(wanted, asked, then, most=most + 1) > most:
        raise Refused(
            Reason(
                "too-many-rows",
                f"A spreadsheet holds {most:,} rows, and this list has more.",
                "Take it as CSV or Parquet, which hold any number, or narrow the list.",
            )
        )
