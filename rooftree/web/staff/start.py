"""The start page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rooftree.desk import start as desk
from rooftree.desk.freshness import SystemFreshness
from rooftree.desk.start import StartPage
from rooftree.oversight.quality.queries.pressing import Own
from rooftree.records.matching.review.queries.queue import waiting
from rooftree.records.publishing.queries import Held
from rooftree.reference.accounts.rules import Viewer, may_see_extracts, may_see_people
from rooftree.reference.standard.editing.queries import ToApprove, to_approve
from rooftree.sources.extracts.queries.runs import RunShown
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Figure, Kind, Row, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.names import person_link
from rooftree.web.staff.notes.grouping import finding, own_work
from rooftree.web.staff.quality.words import queue
from rooftree.web.staff.showing.labels import what_a_row_is
from rooftree.web.visibility import visible_to_staff

FIGURES = (
    ("homes", "Homes", "homes", "", "Every home and garage that a system still lists"),
    (
        "void",
        "Homes and garages held as void",
        "homes",
        "?status=void",
        "By their state, whatever their dates",
    ),
    ("voids", "Voids that run", "voids", "", "Times of standing empty that NEC dates; garages may have none"),
    ("people", "People", "people", "", "Everybody that a system still lists, each once"),
    ("open_repairs", "Repairs not done", "repairs", "?open=1", "Ordered and neither done nor cancelled"),
    (
        "homes_differ",
        "Homes on which systems disagree",
        "homes",
        "?differ=1",
        "Bedrooms, state, UPRN and the like",
    ),
    (
        "homes_missing",
        "Homes that not every system has as stock",
        "stock-homes",
        "?open=missing",
        "The four systems’ own lists, home by home",
    ),
    ("people_differ", "People on whom systems disagree", "people", "?differ=1", "Names and dates of birth"),
)
WORK_SHOWN = 8
"""The first of the work list; a link leads to all of it."""
OUTCOMES = {
    "published": (Kind.OK, "Published"),
    "refused": (Kind.OVER, "Refused"),
    "failed": (Kind.OVER, "Failed"),
    "stopped": (Kind.DUE, "Stopped"),
    "died": (Kind.OVER, "Ended without a word"),
}


@visible_to_staff
@require_safe
def start(request: StaffRequest) -> HttpResponse:
    """What needs the one who looks; how fresh everything is; what there is."""
    page = desk.start(viewer=request.viewer, today=clock.today(), now=clock.now())
    attention = _attention(page, may_open=may_see_extracts(request.viewer))
    asked = [*map(_question, page.questions), *map(_proposal, to_approve(viewer=request.viewer))]
    work = own_work(request, most=WORK_SHOWN)
    context = {
        "nav": "start",
        "heading": finding(work.lines) if work and work.lines else _heading(page, len(asked), len(attention)),
        "work": work,
        "back": request.get_full_path(),
        "attention": [*asked, *attention],
        "attention_title": "What needs you" if asked else "What may be missing",
        "figures": [
            *_exceptions(page.exceptions),
            *_pairs(request.viewer),
            *(
                Figure(label, page.counts[name], href=reverse(route) + query, why=why)
                for name, label, route, query, why in FIGURES
                if name in page.counts
            ),
        ],
        "systems": page.systems,
        "runs": [_run(one, may_open=may_see_extracts(request.viewer)) for one in page.runs],
        "last_at": [person_link(one) for one in page.last_at],
        "sees_extracts": may_see_extracts(request.viewer),
        "empty": not page.counts.get("homes"),
    }
    return render(request, "staff/start.html", context)


def _exceptions(found: Own | None) -> list[Figure]:
    """The exceptions of the one who looks, and those overdue, each with its rows."""
    if found is None or not found.standing:
        return []
    mine = queue(**{"with": "me"})
    figures = [Figure("Your exceptions", found.standing, href=mine, why="Given to you, to be mended")]
    if found.overdue:
        late = queue(**{"with": "me", "due": "overdue"})
        figures.append(
            Figure("Your exceptions overdue", found.overdue, href=late, why="Past the day to mend by")
        )
    return figures


def _pairs(viewer: Viewer) -> list[Figure]:
    """The pairs that wait until somebody says whether they are the same."""
    count = waiting(viewer=viewer).count()
    if not count:
        return []
    why = (
        "They look like the same person or home" if may_see_people(viewer) else "They look like the same home"
    )
    return [Figure("Pairs to decide: same or not", count, href=reverse("matching"), why=why)]


def _heading(page: StartPage, asked: int, waiting: int) -> str:
    if not page.runs:
        return "Nothing has been read yet"
    if asked:
        return words.listed([words.counted(asked, "question waits", "questions wait")]) + " for you"
    if waiting:
        files = words.listed([words.counted(waiting, "file is older", "files are older")])
        return f"{files} than {'it' if waiting == 1 else 'they'} should be"
    return "Everything you see is as fresh as it should be"


def _attention(page: StartPage, *, may_open: bool) -> list[Row]:
    return [row for system in page.systems for row in _stale_rows(system, may_open=may_open)]


def _question(one: Held) -> Row:
    return Row(
        f"{what_a_row_is(one.table)}: {one.would_end:,} of {one.live:,} would end",
        href=reverse("run", args=[one.run_id]) + "#questions",
        when=one.held_at.date(),
        lines=("They are not in the newest files. Until you say whether they have ended, they stay.",),
        status=Status(Kind.YOU, "Needs you"),
    )


def _proposal(one: ToApprove) -> Row:
    return Row(
        "Somebody proposed a change to the recording standard",
        href=reverse("standard-change", args=[one.id]),
        when=timezone.localdate(one.at),
        lines=(
            f"{one.author}: {one.says}" if one.says else one.author,
            "It waits for a second pair of eyes.",
        ),
        status=Status(Kind.YOU, "Needs you"),
    )


def _stale_rows(system: SystemFreshness, *, may_open: bool) -> list[Row]:
    rows = []
    for file in system.stale:
        target = file.refused_extract_id or file.extract_id
        href = reverse("extract", args=[target]) if may_open and target else ""
        in_use = (
            f"What you see is from {words.day(file.extracted_at)}."
            if file.extracted_at
            else "None is in use yet."
        )
        refused = file.state == "refused"
        rows.append(
            Row(
                f"{system.title}, {file.file.replace('_', ' ')}",
                href=href,
                when=file.extracted_at.date() if file.extracted_at else "Never",
                lines=(file.why, in_use),
                status=Status(Kind.OVER, "Refused") if refused else Status(Kind.DUE, "Not received"),
            )
        )
    return rows


def outcome(run: RunShown) -> Status:
    """How a run stands."""
    if run.is_going:
        return Status(Kind.NOW, "Under way")
    kind, said = OUTCOMES.get(run.outcome or "", (Kind.WAIT, run.outcome or "Not known"))
    return Status(kind, said)


def _run(run: RunShown, *, may_open: bool) -> Row:
    return Row(
        f"Run {run.id}",
        href=reverse("run", args=[run.id]) if may_open else "",
        when=words.since_today(run.started_at, clock.today()),
        lines=(run.says,) if run.says else (),
        status=outcome(run),
    )
