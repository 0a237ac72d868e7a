"""Files of so many rows that no page should wait for them: made by the background work, kept for who asked.

Where no worker lives, the page says so, and makes the file itself when it is told to.
"""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rooftree.desk import lists
from rooftree.desk.exports.writing import TooManyRowsError
from rooftree.engine import kept
from rooftree.engine.kept import KeptFile
from rooftree.nightly import tasks
from rooftree.nightly.workers import somebody_works
from rooftree.reference.accounts.queries import viewer_by_id
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing import making
from rooftree.web.staff.listing.asked import question
from rooftree.web.staff.listing.making import Taking
from rooftree.web.visibility import visible_to

AT_ONCE = 3
"""So many files may one person wait for."""
ALL = 2_000_000_000
NO_LONGER = Reason(
    "no-longer-readable",
    "You may no longer read all that this file holds.",
    "Ask for the list again: it then holds what you may read now.",
)


def is_long(taking: Taking) -> bool:
    """Whether the file is made by the background work."""
    most: int = settings.ROOFTREE_FILE_AT_ONCE
    return taking.wanted.rows.count(taking.wanted, taking.asked, taking.then, most=most + 1) > most


def ask(taking: Taking, query: str) -> str:
    """Has the file made; the address of the page that shows how far it is."""
    viewer, home = taking.then.viewer, settings.KEPT_FILES
    kept.forget_old(home, now=clock.now())
    if viewer.user_id is None:
        raise Http404
    if sum(not one.is_over for one in kept.of_owner(home, viewer.user_id)) >= AT_ONCE:
        raise Refused(
            Reason(
                "too-many-files",
                f"{AT_ONCE} files are being made for you already.",
                "Wait until one of them is ready, and ask again.",
            )
        )
    wish = {
        "list": taking.wanted.name,
        "query": query[:8000],
        "form": taking.form,
        "filtered": taking.filtered,
        "columns": taking.columns,
    }
    name = kept.ask(home, owner=viewer.user_id, now=clock.now(), wish=wish)
    tasks.make_file.defer(file=name)
    return reverse("file", args=[name])


def make(name: str) -> None:
    """Makes the file, for the person who asked and as what they may read now; twice is the same as once.

    A worker may begin as somebody presses "Make it now": whoever comes second leaves it to the first.
    """
    one = kept.find(settings.KEPT_FILES, name)
    if one is None:
        return
    with kept.alone(one) as mine:
        now = kept.find(settings.KEPT_FILES, name) if mine else None
        if now and not now.is_over:
            _make(now)


def _make(one: KeptFile) -> None:
    taking = _taking(one, viewer_by_id(one.owner))
    if taking is None:
        kept.failed(one, "The list is no longer for you to read.")
        return
    of = taking.wanted.rows.count(taking.wanted, taking.asked, taking.then, most=ALL)
    try:
        file, rows = making.write(taking, one.folder, tells=partial(kept.tells, one, of=of))
    except TooManyRowsError as fault:
        kept.failed(one, str(fault))
    except BaseException:
        kept.failed(one, "Something went wrong while it was made. Ask for it again.")
        raise
    else:
        kept.ready(one, file, rows=rows)


def _taking(one: KeptFile, viewer: Viewer) -> Taking | None:
    """What was asked, as this viewer may ask it now."""
    wish, now, today = one.wish, clock.now(), clock.today()
    wanted = lists.by_name(wish["list"], viewer=viewer)
    if wanted is None:
        return None
    query = QueryDict(wish["query"])
    read = question(query, wanted, viewer=viewer, today=today)
    then = lists.then(viewer=viewer, now=now, today=today, on=read.day.on)
    readable = {column.name for column in wanted.readable(viewer)}
    columns = tuple(name for name in wish["columns"] if name in readable)
    return Taking(wanted, making.with_columns(read.asked, columns), then, wish["form"], wish["filtered"])


def own(request: StaffRequest, file_id: str) -> KeptFile:
    """The file of that name, for whoever asked for it and nobody else, while it is kept."""
    one = kept.find(settings.KEPT_FILES, file_id)
    if one is None or one.owner != request.viewer.user_id or one.until <= clock.now():
        raise Http404
    return one


@visible_to(*SEES_RECORDS)
@require_safe
def file(request: StaffRequest, file_id: str) -> HttpResponse:
    """How far a file is; once it is ready, the way to take it."""
    context = _context(request, own(request, file_id))
    if request.headers.get("HX-Request") != "true":
        return render(request, "staff/file.html", context)
    if context["running"]:
        return render(request, "components/progress.html", context)
    return HttpResponse(headers={"HX-Refresh": "true"})


@visible_to(*SEES_RECORDS)
@require_safe
def take_file(request: StaffRequest, file_id: str) -> HttpResponseBase:
    """The file itself, to whoever asked for it, while they may still read all that is in it."""
    one = own(request, file_id)
    if one.file is None:
        raise Http404
    taking = _taking(one, request.viewer)
    if taking is None or set(one.wish["columns"]) - set(taking.asked.columns):
        raise Refused(NO_LONGER)
    making.audit(taking, rows=one.rows, by=request.viewer)
    return FileResponse(
        one.file.open("rb"),
        as_attachment=True,
        filename=one.file.name,
        content_type=making.TYPES[taking.form],
    )


@visible_to(*SEES_RECORDS)
@require_POST
def make_now(request: StaffRequest, file_id: str) -> HttpResponse:
    """Makes it while the page waits, where no background work would."""
    one = own(request, file_id)
    if not one.is_over and not somebody_works():
        make(one.id)
    return HttpResponseRedirect(reverse("file", args=[one.id]))


def _context(request: StaffRequest, one: KeptFile) -> dict[str, Any]:
    wanted = lists.by_name(one.wish["list"], viewer=request.viewer)
    if wanted is None:
        raise Http404
    alone = not one.is_over and not somebody_works()
    rows = words.counted(one.rows, "row", "rows")
    return {
        "nav": wanted.nav or wanted.name,
        "one": one,
        "back": Link(wanted.title, f"{reverse(wanted.name)}?{without_form(one.wish['query'])}"),
        "heading": f"Your file of {wanted.many} " + _stands(one, alone=alone),
        "filtered": one.wish["filtered"],
        "rows": rows,
        "alone": alone,
        "id": "file-progress",
        "title": f"{wanted.title} as a file",
        "status": status_of(one, alone=alone),
        "done": one.done,
        "out_of": one.of or None,
        "renew": reverse("file", args=[one.id]),
        "running": not one.is_over and not alone,
    }


def _stands(one: KeptFile, *, alone: bool) -> str:
    if one.file:
        return "is ready"
    if one.fault:
        return "could not be made"
    return "waits" if alone else "is being made"


def status_of(one: KeptFile, *, alone: bool) -> Status:
    """How it stands; `alone` where nobody does the background work."""
    if one.fault:
        return Status(Kind.OVER, "Failed")
    if one.file:
        return Status(Kind.OK, "Ready")
    if alone:
        return Status(Kind.DUE, "Nobody works on it")
    return Status(Kind.NOW, "Being written") if one.begun else Status(Kind.WAIT, "Waits for its turn")


def without_form(query: str) -> str:
    """The address of the list that a file was asked for from."""
    held = QueryDict(query, mutable=True)
    held.pop("format", None)
    return held.urlencode()
