"""What needs the one who looks: their tasks and the notes that ask for them, by when."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.reference.audit.actions import record
from rooftree.services.notes import work as work_queries
from rooftree.services.notes.rules import Due, Sought, View
from rooftree.services.notes.vocabulary import kinds, record_types
from rooftree.services.notes.work import Line
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE, Choice, Filter, as_csv
from rooftree.web.staff.notes.grouping import GROUPS, VIEWS, WRITES_NOTES, NoteRow, finding, groups
from rooftree.web.staff.notes.showing import TaskRow
from rooftree.web.visibility import visible_to

EMPTY = {
    View.MINE: ("Nothing needs you", "Tasks given to you, and notes that mention you, come here."),
    View.MENTIONS: (
        "No note asks you to look",
        "A note with @ and your name comes here until you have seen it.",
    ),
    View.TEAM: ("Your team has nothing open", "A task given to a team of yours waits here to be taken."),
    View.NOBODYS: ("Every task is somebody’s", "A task that was made for nobody waits here to be taken."),
    View.GIVEN: (
        "Nothing of yours is with others",
        "Tasks that you give to colleagues stay here until done.",
    ),
    View.DONE: (
        "Nothing done yet this week",
        "What you finish, or others finish for you, stands here until Sunday.",
    ),
}
HEADS = ("Due", "What", "Why", "Kind", "On", "Whose", "From", "Made")


@visible_to(*WRITES_NOTES)
@require_safe
def work(request: StaffRequest) -> HttpResponseBase:
    """The work of the one who looks, by when it is due."""
    today, sought = clock.today(), _sought(request)
    every = {view: work_queries.lines_of(request.viewer, view, today=today) for view in View}
    lines = work_queries.fitting(every[sought.view], sought)
    if request.GET.get("format") == "csv":
        return _file(request, lines)
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page", 1))
    items = work_queries.items(list(page), viewer=request.viewer)
    title, text = EMPTY[sought.view]
    narrowed = bool(sought.due or sought.kind or sought.record)
    context = {
        "nav": "work",
        "heading": _heading(sought, lines, narrowed),
        "views": [
            Link(said, f"{reverse('work')}?view={view.value}", len(every[view]), current=view is sought.view)
            for view, said in VIEWS.items()
        ],
        "groups": groups(items, viewer=request.viewer, today=today),
        "filters": _filters(every[sought.view], sought),
        "view": sought.view.value,
        "narrowed": narrowed,
        "page": page,
        "back": request.get_full_path(),
        "empty_title": "Nothing fits what you chose" if narrowed else title,
        "empty_text": "Choose less, or look in another view." if narrowed else text,
    }
    return render(request, "staff/tasks.html", context)


def _sought(request: StaffRequest) -> Sought:
    """The filters of the address; a value that there is none of narrows nothing."""
    view, when = request.GET.get("view", ""), request.GET.get("due", "")
    kind, record_type = request.GET.get("kind", ""), request.GET.get("record", "")
    return Sought(
        view=View(view) if view in set(View) else View.MINE,
        due=when if when in set(Due) else "",
        kind=kind if kind in kinds() or kind == "note" else "",
        record=record_type if record_type in record_types() else "",
    )


def _heading(sought: Sought, lines: Sequence[Line], narrowed: bool) -> str:
    if sought.view is View.MINE and not narrowed:
        return finding(lines)
    said = words.listed([words.counted(len(lines), "thing", "things")])
    if narrowed:
        return f"{said} {'fits' if len(lines) == 1 else 'fit'} what you chose"
    return {
        View.MENTIONS: words.listed(
            [words.counted(len(lines), "note asks you to look", "notes ask you to look")]
        ),
        View.TEAM: f"{said} {'is' if len(lines) == 1 else 'are'} your team’s",
        View.NOBODYS: words.listed(
            [words.counted(len(lines), "task is nobody’s yet", "tasks are nobody’s yet")]
        ),
        View.GIVEN: f"{said} of yours {'is' if len(lines) == 1 else 'are'} with others",
        View.DONE: f"{said} done this week",
    }.get(sought.view, said)


def _filters(lines: Sequence[Line], sought: Sought) -> list[Filter]:
    named: dict[str, tuple[str, dict[str, str], list[str]]] = {
        "due": ("Due", {due.value: GROUPS[due] for due in Due}, [str(one.due) for one in lines]),
        "kind": ("Kind", {"note": "Note to look at"} | kinds(), [one.kind for one in lines]),
        "record": (
            "On",
            {code: one.words for code, one in record_types().items()},
            [one.record_type for one in lines],
        ),
    }
    found = []
    for name, (label, said, values) in named.items():
        chosen = getattr(sought, name)
        choices = [
            Choice(value, words, count, value == chosen)
            for value, words in said.items()
            if (count := sum(one == value for one in values)) or value == chosen
        ]
        found.append(Filter(name, label, choices))
    return found


def _file(request: StaffRequest, lines: Sequence[Line]) -> HttpResponseBase:
    """The list as it stands, as a file; taking it away leaves a line in the audit trail."""
    today, viewer = clock.today(), request.viewer
    record(
        by=viewer,
        now=clock.now(),
        action="exported",
        subject_type="work",
        detail={"rows": len(lines), "filter": request.GET.urlencode()[:200]},
    )
    found = groups(work_queries.items(lines, viewer=viewer), viewer=viewer, today=today)
    return as_csv("work", HEADS, (_cells(row) for group in found for row in group.rows))


def _cells(row: TaskRow | NoteRow) -> Sequence[object]:
    if isinstance(row, NoteRow):
        one = row.note
        text = one.text if one.text is not None else "Sensitive"
        return ("", one.category_words, text, "Note", row.on.words, "", one.written_by, one.written_at.date())
    of, on = row.task, row.on.words if row.on else ""
    return (
        of.due_on,
        of.title,
        of.why,
        of.kind_words,
        on,
        of.assigned_name or of.team_name,
        of.giver_name,
        of.made_at.date(),
    )
