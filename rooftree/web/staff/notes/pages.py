"""The notes on one record, one note with every version of it, and writing, changing, pinning, having seen."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rooftree.reference.audit.actions import record_reading
from rooftree.reference.refusals.rules import Refused
from rooftree.services.notes import actions, queries
from rooftree.services.notes.reading import NoteShown
from rooftree.services.notes.rules import may_read_on, mentioned
from rooftree.services.notes.subjects import is_there, survivor
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.notes.forms import ChangeForm, NoteForm, TaskForm
from rooftree.web.staff.notes.going import BIGGEST_ID, NAV, going_back, subject_of
from rooftree.web.staff.notes.grouping import WRITES_NOTES
from rooftree.web.staff.notes.showing import task_rows
from rooftree.web.staff.sections.notes import NotesBlock
from rooftree.web.visibility import visible_to

TASK_FIELDS = {"title": "title", "why": "why", "kind": "kind"} | dict.fromkeys(
    ("assigned_to", "team"), "assigned_to"
)
"""Which field a refusal of a task is about."""


@visible_to(*WRITES_NOTES)
@require_safe
def on_record(request: StaffRequest, record_type: str, record_id: str) -> HttpResponse:
    """Every note and task on one record."""
    _require(request, record_type, record_id)
    if (found := survivor(record_type, record_id)) != record_id:
        return HttpResponseRedirect(reverse("notes-on", args=[record_type, found]))
    if record_type == "person":
        record_reading(
            by=request.viewer, now=clock.now(), subject_type=record_type, subject_id=record_id, part="notes"
        )
    unfolded = "task" if "task" in request.GET else "note" if "note" in request.GET else ""
    return _page(request, record_type, record_id, unfolded=unfolded)


@visible_to(*WRITES_NOTES)
@require_POST
def write(request: StaffRequest, record_type: str, record_id: str) -> HttpResponse:
    """A new note; what is wrong with it is said on the page of all notes, and nothing typed is lost."""
    _require(request, record_type, record_id)
    others = queries.colleagues(record_type, viewer=request.viewer)
    form = NoteForm(request.POST, viewer=request.viewer, others=others)
    if form.is_valid():
        said, chosen = form.cleaned_data, form.cleaned_data["mention"]
        try:
            actions.add_note(
                record_type=record_type,
                record_id=record_id,
                text=said["text"],
                category=said["category"],
                by=request.viewer,
                now=clock.now(),
                pinned=said["pinned"],
                sensitive=said.get("sensitive", False),
                mentions=[chosen] if chosen else [],
            )
        except Refused as refused:
            form.add_refusal(refused, fields={"text": "text", "category": "category", "mentions": "mention"})
        else:
            messages.success(request, "The note is saved.")
            _say_who_is_unknown(request, said["text"])
            return going_back(request, _address(record_type, record_id))
    return _page(request, record_type, record_id, unfolded="note", note_form=form, status=422)


@visible_to(*WRITES_NOTES)
@require_POST
def add_task(request: StaffRequest, record_type: str, record_id: str) -> HttpResponse:
    """A new task on a record."""
    _require(request, record_type, record_id)
    others = queries.colleagues(record_type, viewer=request.viewer)
    form = TaskForm(
        request.POST,
        viewer=request.viewer,
        others=others,
        teams=queries.teams(viewer=request.viewer),
        today=clock.today(),
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_task(
                record_type=record_type,
                record_id=record_id,
                title=said["title"],
                by=request.viewer,
                now=clock.now(),
                kind=said["kind"] or "task",
                about=said["why"],
                assigned_to=said["assigned_to"],
                team=said["team"],
                due_on=said["due_on"],
            )
        except Refused as refused:
            form.add_refusal(refused, fields=TASK_FIELDS)
        else:
            messages.success(request, "The task is made.")
            return going_back(request, _address(record_type, record_id))
    return _page(request, record_type, record_id, unfolded="task", task_form=form, status=422)


@visible_to(*WRITES_NOTES)
@require_safe
def note(request: StaffRequest, note_id: int) -> HttpResponse:
    """One note and every version of it; a sensitive one is opened by asking, which leaves an audit line."""
    one = _note(request, note_id)
    versions = queries.versions_of(note_id, viewer=request.viewer)
    if one.is_sensitive and "open" in request.GET:
        versions = actions.open_sensitive(note_id=note_id, by=request.viewer, now=clock.now())
        one = one.opened(versions[0].text)
    context = {
        "nav": NAV.get(one.record_type, "work"),
        "note": one,
        "versions": versions,
        "subject": subject_of(one.record_type, one.record_id, viewer=request.viewer),
        "back": request.get_full_path(),
    }
    return render(request, "staff/notes_note.html", context)


@visible_to(*WRITES_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, note_id: int) -> HttpResponse:
    """New words for a note. Who comes second is shown what the first changed, and loses no words."""
    one = _note(request, note_id)
    if one.is_sensitive:
        versions = actions.open_sensitive(note_id=note_id, by=request.viewer, now=clock.now())
    else:
        versions = queries.versions_of(note_id, viewer=request.viewer)
    newest, seen = None, one.version
    form = ChangeForm(initial={"text": versions[0].text})
    if request.method == "POST":
        form = ChangeForm(request.POST)
        asked = request.POST.get("seen", "")
        began = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
        if form.is_valid() and _changed(request, note_id, form, began):
            return HttpResponseRedirect(_address(one.record_type, one.record_id) + f"#note-{note_id}")
        newest = versions[0] if began != one.version else None
    context = {
        "nav": NAV.get(one.record_type, "work"),
        "form": form,
        "note": one,
        "seen": seen,
        "newest": newest,
        "button": "Save the change",
        "subject": subject_of(one.record_type, one.record_id, viewer=request.viewer),
        "back": Link("Notes and tasks", _address(one.record_type, one.record_id)),
    }
    return render(request, "staff/notes_change.html", context, status=422 if form.is_bound else 200)


def _changed(request: StaffRequest, note_id: int, form: ChangeForm, began: int) -> bool:
    said = form.cleaned_data
    try:
        actions.change_note(
            note_id=note_id,
            text=said["text"],
            reason=said["reason"],
            by=request.viewer,
            now=clock.now(),
            seen=began,
        )
    except Refused as refused:
        form.add_refusal(refused, fields={"text": "text", "reason": "reason", "changed-since": "text"})
        return False
    messages.success(request, "The note is changed. Its earlier words are kept.")
    _say_who_is_unknown(request, said["text"])
    return True


@visible_to(*WRITES_NOTES)
@require_POST
def pin(request: StaffRequest, note_id: int) -> HttpResponse:
    """To the top of its record, or back."""
    one = _note(request, note_id)
    act = actions.pin if request.POST.get("pinned") == "1" else actions.unpin
    act(note_id=note_id, by=request.viewer, now=clock.now())
    return going_back(request, _address(one.record_type, one.record_id))


@visible_to(*WRITES_NOTES)
@require_POST
def seen(request: StaffRequest, note_id: int) -> HttpResponse:
    """Somebody who was asked to look has looked."""
    one = _note(request, note_id)
    if actions.mark_seen(note_id=note_id, by=request.viewer, now=clock.now()):
        messages.success(request, "Marked as seen. The note stays on its record.")
    return going_back(request, _address(one.record_type, one.record_id))


def _page(
    request: StaffRequest,
    record_type: str,
    record_id: str,
    *,
    unfolded: str = "",
    note_form: NoteForm | None = None,
    task_form: TaskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, today = request.viewer, clock.today()
    written = queries.written_on(record_type, record_id, viewer=viewer, done=True)
    notes, tasks = written.notes, written.tasks
    others, teams = queries.colleagues(record_type, viewer=viewer), queries.teams(viewer=viewer)
    block = NotesBlock(
        record_type=record_type,
        record_id=record_id,
        tasks=task_rows(tasks, viewer=viewer, today=today),
        notes=notes,
        note_form=note_form or NoteForm(viewer=viewer, others=others),
        task_form=task_form or TaskForm(viewer=viewer, others=others, teams=teams, today=today),
        back=_address(record_type, record_id),
        unfolded=unfolded,
    )
    said = [words.counted(len(notes), "note", "notes"), words.counted(len(tasks), "open task", "open tasks")]
    context = {
        "nav": NAV.get(record_type, "work"),
        "heading": words.listed(said),
        "subject": subject_of(record_type, record_id, viewer=viewer),
        "part": block,
        "done": task_rows(written.done, viewer=viewer, today=today),
    }
    return render(request, "staff/notes.html", context, status=status)


def _require(request: StaffRequest, record_type: str, record_id: str) -> None:
    """A record that is not there, and one that this viewer may not know of, look alike."""
    if not may_read_on(record_type, request.viewer) or not is_there(record_type, record_id):
        raise Http404


def _note(request: StaffRequest, note_id: int) -> NoteShown:
    one = queries.note(note_id, viewer=request.viewer) if note_id <= BIGGEST_ID else None
    if one is None:
        raise Http404
    return one


def _address(record_type: str, record_id: str) -> str:
    return reverse("notes-on", args=[record_type, record_id])


def _say_who_is_unknown(request: StaffRequest, text: str) -> None:
    unknown = mentioned(text, queries.staff(viewer=request.viewer)).unknown
    if unknown:
        names = words.listed([f"@{name}" for name in unknown[:5]])
        messages.warning(request, f"Nobody here is called {names}, so nobody was told by that.")
