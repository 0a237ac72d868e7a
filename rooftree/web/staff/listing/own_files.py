"""The files that somebody asked for: how each stands, until when it is kept, to take or to remove."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rooftree.desk import lists
from rooftree.engine import kept
from rooftree.engine.kept import KeptFile
from rooftree.nightly.workers import somebody_works
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.extracts import size
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.later import own, status_of
from rooftree.web.staff.listing.taking import FORMS
from rooftree.web.visibility import visible_to

BEING_MADE = Reason(
    "being-made", "This file is being made just now.", "Wait until it is ready, and remove it then."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One file on the page."""

    id: str
    called: str
    filtered: str
    status: Status
    fault: str
    holds: str
    """Rows and size, once it is there."""
    asked_at: datetime
    until: datetime
    ready: bool


@visible_to(*SEES_RECORDS)
@require_safe
def files(request: StaffRequest) -> HttpResponse:
    """Your files: every one that was asked for in the last day."""
    now, owner = clock.now(), request.viewer.user_id
    found = kept.of_owner(settings.KEPT_FILES, owner) if owner is not None else []
    alone = not somebody_works()
    lines = [_line(one, request.viewer, alone=alone) for one in found if one.until > now]
    count = words.listed([words.counted(len(lines), "file is", "files are")])
    context = {
        "nav": "work",
        "heading": f"{count} kept for you" if lines else "No file is kept for you",
        "lines": lines,
    }
    return render(request, "staff/files.html", context)


def _line(one: KeptFile, viewer: Viewer, *, alone: bool) -> Line:
    wanted = lists.by_name(one.wish["list"], viewer=viewer)
    called = wanted.title if wanted else "A list that you may no longer read"
    holds = ""
    if one.file:
        holds = f"{words.counted(one.rows, 'row', 'rows')}, {size(one.file.stat().st_size)}"
    return Line(
        id=one.id,
        called=f"{called} as {FORMS.get(one.wish['form'], one.wish['form'])}",
        filtered=one.wish["filtered"],
        status=status_of(one, alone=alone and not one.is_over),
        fault=one.fault,
        holds=holds[:1].upper() + holds[1:],
        asked_at=one.asked_at,
        until=one.until,
        ready=one.file is not None and wanted is not None,
    )


@visible_to(*SEES_RECORDS)
@require_POST
def remove_file(request: StaffRequest, file_id: str) -> HttpResponse:
    """Removes one before its time; not while it is being made."""
    one = own(request, file_id)
    if not kept.remove(one):
        if kept.find(settings.KEPT_FILES, one.id) is None:
            raise Http404
        raise Refused(BEING_MADE)
    messages.success(request, "The file is removed.")
    return HttpResponseRedirect(reverse("files"))
