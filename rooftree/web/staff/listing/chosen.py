"""Doing something with chosen rows of a list: taking them away, a task or a note for each.

The page first says what will happen, to how many and which; nothing is done before that is confirmed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rooftree.desk import lists
from rooftree.records.claims.held import record_id
from rooftree.records.listing.offers import Work, WrittenOn
from rooftree.records.listing.shape import Asked, Column, List, Row, Then
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.services.notes import actions as notes
from rooftree.services.notes.queries import colleagues, teams
from rooftree.services.notes.rules import refusal
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Fact, Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing import narrowing, taking
from rooftree.web.staff.listing.asked import Question, question
from rooftree.web.staff.listing.drawing import cell
from rooftree.web.staff.notes.forms import NoteForm, TaskForm
from rooftree.web.visibility import visible_to

MOST_WRITTEN = 500
"""So many tasks or notes at once are a plan; more are a mistake, or work for a letter."""
NAMED = 10
WRITES = {"task": ("Add a task to each", "task", "tasks"), "note": ("Add a note to each", "note", "notes")}

REFUSED = {"title": "title", "text": "text", "due": "due_on"} | dict.fromkeys(
    ("assigned_to", "team"), "assigned_to"
)
"""Which field a refusal of what is written is about."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of a list that somebody ticked, or all that fit."""

    wanted: List
    asked: Asked
    read: Question
    then: Then
    count: int
    query: str
    ids: tuple[str, ...]

    @property
    def back(self) -> str:
        """The list as it was."""
        return f"{reverse(self.wanted.name)}?{self.query}"


def does(wanted: List, then: Then) -> list[tuple[str, str]]:
    """What can be done with chosen rows. Nothing is written on the past."""
    found = [(form, f"Take them as {said}") for form, said in taking.FORMS.items()]
    if then.moment is not None:
        return found
    work = [(one.name, one.label) for one in wanted.work if one.may(then.viewer)]
    on = written_on(wanted)
    if on.record_type and not refusal(on.record_type, then.viewer, to="write"):
        work += [(name, said) for name, (said, _, _) in WRITES.items()]
    return work + found


def written_on(wanted: List) -> WrittenOn:
    """What tasks and notes about its rows are written on: the rows themselves, or what they belong to."""
    return wanted.written_on or WrittenOn(
        wanted.record_type, "id", wanted.columns[0].name, wanted.one, wanted.many
    )


@visible_to(*SEES_RECORDS)
@require_POST
def chosen(request: StaffRequest, name: str) -> HttpResponseBase:
    """What was chosen and what for: the file, or the page that says what will happen."""
    wanted = lists.by_name(name, viewer=request.viewer)
    if wanted is None:
        raise Http404
    picked, do = _chosen(request, wanted), request.POST.get("do", "")
    if do not in dict(does(wanted, picked.then)):
        raise Http404
    if not picked.count:
        messages.error(request, "Nothing was ticked. Tick the rows you mean, or “All”, and continue.")
        return HttpResponseRedirect(picked.back)
    if do in taking.FORMS:
        told = narrowing.chips(QueryDict(picked.query), wanted, picked.read, picked.then)
        said = narrowing.in_words(told, picked.read, "")
        only = f"{picked.count} rows chosen by hand" if picked.ids else ""
        filtered = "; ".join(part for part in (only, said) if part)
        return taking.file_of(request, wanted, picked.asked, picked.then, form=do, filtered=filtered)
    if work := next((one for one in wanted.work if one.name == do), None):
        return _led(picked, work)
    return _write(request, picked, do)


def _led(picked: Chosen, work: Work) -> HttpResponseBase:
    """The way to the page that does it, with the rows and the way back."""
    if picked.count > work.most:
        raise _too_many(picked, work.most)
    if work.by_question and not picked.ids:
        return HttpResponseRedirect(f"{reverse(work.route)}?{urlencode({'every': 1, 'back': picked.query})}")
    ids = [(work.each, str(row["id"])) for row in _rows(picked)]
    return HttpResponseRedirect(f"{reverse(work.route)}?{urlencode([*ids, ('back', picked.query)])}")


def _too_many(picked: Chosen, most: int) -> Refused:
    return Refused(
        Reason(
            "too-many",
            f"More than {most} {picked.wanted.many} are chosen.",
            f"Narrow the list to {most} or fewer, or take it as a file.",
        )
    )


def _chosen(request: StaffRequest, wanted: List) -> Chosen:
    query = request.POST.get("query", "")[:8000]
    read = question(QueryDict(query), wanted, viewer=request.viewer, today=clock.today())
    then = lists.then(viewer=request.viewer, now=clock.now(), today=clock.today(), on=read.day.on)
    ids = tuple(str(own) for text in request.POST.getlist("row")[:MOST_WRITTEN] if (own := record_id(text)))
    if request.POST.get("every") == "1":
        ids = ()
    elif not ids:
        return Chosen(wanted, read.asked, read, then, 0, query, ())
    columns = read.asked.columns if QueryDict(query).get("columns") else ()
    asked = replace(read.asked, columns=columns, ids=ids or None)
    count = wanted.rows.count(wanted, asked, then, most=MOST_WRITTEN + 1)
    return Chosen(wanted, asked, read, then, count, query, ids)


def _write(request: StaffRequest, picked: Chosen, do: str) -> HttpResponseBase:
    """The form that says what will be written on what; once confirmed, the writing."""
    if picked.count > MOST_WRITTEN:
        raise _too_many(picked, MOST_WRITTEN)
    confirmed = request.POST.get("confirmed") == "1"
    form, rows = _form(request, picked, do, confirmed=confirmed), _rows(picked)
    if confirmed and form.is_valid():
        try:
            _write_all(request, picked, do, form.cleaned_data, rows)
        except Refused as refused:
            form.add_refusal(refused, fields=REFUSED)
        else:
            made = len(_records(picked, rows))
            messages.success(request, f"{_many(do, made)} added, one for each of those you chose.")
            return HttpResponseRedirect(picked.back)
    return render(request, "staff/chosen.html", _context(picked, do, form, rows))


def _form(request: StaffRequest, picked: Chosen, do: str, *, confirmed: bool) -> PlainForm:
    posted = request.POST if confirmed else None
    others = colleagues(written_on(picked.wanted).record_type, viewer=request.viewer)
    if do == "task":
        groups = teams(viewer=request.viewer)
        return TaskForm(posted, viewer=request.viewer, others=others, teams=groups, today=clock.today())
    return NoteForm(posted, viewer=request.viewer, others=others)


def _rows(picked: Chosen) -> Sequence[Row]:
    asked = replace(picked.asked, columns=(_naming(picked.wanted).name,))
    return picked.wanted.rows.page(picked.wanted, asked, picked.then, skip=0, most=MOST_WRITTEN)


def _naming(wanted: List) -> Column:
    """The column by which what is written on is called."""
    own = wanted.written_on and wanted.column(wanted.written_on.called)
    return own or wanted.columns[0]


def _records(picked: Chosen, rows: Sequence[Row]) -> list[str]:
    """The records that are written on, each once however many of the rows belong to it."""
    by = written_on(picked.wanted).by
    return list(dict.fromkeys(str(row[by]) for row in rows if row[by]))


def _write_all(
    request: StaffRequest, picked: Chosen, do: str, said: dict[str, Any], rows: Sequence[Row]
) -> None:
    """All of them or none; one line in the audit trail for the whole, besides each one's own."""
    now = clock.now()
    write = _task(said) if do == "task" else _note(said)
    on = written_on(picked.wanted).record_type
    with transaction.atomic():
        for one in _records(picked, rows):
            write(record_type=on, record_id=one, by=request.viewer, now=now)
        record(
            by=request.viewer,
            now=now,
            action=f"added {WRITES[do][2]} to many",
            subject_type=on,
            detail={"rows": len(rows), "list": picked.wanted.name, "filter": picked.query[:200]},
        )


def _task(said: dict[str, Any]) -> Callable[..., int]:
    return partial(
        notes.add_task,
        title=said["title"],
        kind=said["kind"] or "task",
        about=said["why"],
        assigned_to=said["assigned_to"],
        team=said["team"],
        due_on=said["due_on"],
    )


def _note(said: dict[str, Any]) -> Callable[..., int]:
    return partial(
        notes.add_note,
        text=said["text"],
        category=said["category"],
        pinned=said["pinned"],
        sensitive=said.get("sensitive", False),
        mentions=[said["mention"]] if said["mention"] else [],
    )


def _many(do: str, count: int) -> str:
    return words.listed([words.counted(count, *WRITES[do][1:])])


def _context(picked: Chosen, do: str, form: PlainForm, rows: Sequence[Row]) -> dict[str, Any]:
    on, column = written_on(picked.wanted), _naming(picked.wanted)
    called = {str(row[on.by]): cell(row[column.name], column, picked.then).value for row in rows}
    records = _records(picked, rows)
    named = [str(called[one] or "Not named") for one in records[:NAMED]]
    if len(records) > NAMED:
        named.append(f"and {len(records) - NAMED:,} more")
    of = words.counted(len(records), on.one, on.many)
    return {
        "nav": picked.wanted.nav or picked.wanted.name,
        "form": form,
        "heading": f"Add a {WRITES[do][1]} to {of}?",
        "happens": [
            f"{_many(do, len(records))}, one on each, all with the words below.",
            "All of them are written, or none when something stands in the way.",
            "The audit trail says that you did it, and to how many.",
        ],
        "facts": [Fact(f"To {of}", "; ".join(named))],
        "kept": [("query", picked.query), ("do", do), ("confirmed", "1"), *_rows_kept(picked)],
        "back": Link(picked.wanted.title, picked.back),
        "button": f"Add {words.counted(len(records), *WRITES[do][1:])}",
    }


def _rows_kept(picked: Chosen) -> list[tuple[str, str]]:
    return [("row", one) for one in picked.ids] or [("every", "1")]
