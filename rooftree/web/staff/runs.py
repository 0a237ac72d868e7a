"""Runs, and one run with its steps while they happen."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.publishing import queries as publishing
from rooftree.reference.accounts.rules import Role
from rooftree.sources.extracts.queries import runs as held
from rooftree.sources.extracts.queries.runs import FileOfRun, RunShown, StepShown
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.quality.of_run import check_of
from rooftree.web.staff.showing.labels import what_a_row_is
from rooftree.web.staff.start import outcome
from rooftree.web.visibility import visible_to

SEES_RUNS = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
NEWEST = 100
NIGHTS = 14
MEGABYTE = 1024 * 1024
BIGGEST_ID = 2**63 - 1
STATES = {
    "waits": (Kind.WAIT, "Waits"),
    "runs": (Kind.NOW, "Now"),
    "done": (Kind.OK, "Done"),
    "failed": (Kind.OVER, "Failed"),
    "skipped": (Kind.NONE, "Skipped"),
}
ASKS = "are not in the newest files. Have they ended?"
FILE_STATES = {
    "accepted": (Kind.OK, "New, read"),
    "unchanged": (Kind.NONE, "As before"),
    "refused": (Kind.OVER, "Refused"),
    "missing": (Kind.DUE, "Not received"),
}


@visible_to(*SEES_RUNS)
@require_safe
def runs(request: StaffRequest) -> HttpResponse:
    """The newest runs."""
    rows = held.runs(viewer=request.viewer, limit=NEWEST)
    ended = [one for one in rows if one.ended_at][:NIGHTS][::-1]
    context = {
        "nav": "runs",
        "bars": [
            (took(one), (one.ended_at - one.started_at).total_seconds()) for one in ended if one.ended_at
        ],
        "heading": runs_heading(rows),
        "runs": [(one, outcome(one), took(one)) for one in rows],
    }
    return render(request, "staff/runs.html", context)


def runs_heading(rows: list[RunShown]) -> str:
    """How the newest run went, in words."""
    if not rows:
        return "There has been no run yet"
    newest = rows[0]
    if newest.is_going:
        return f"Run {newest.id} is under way"
    said = {
        "published": "was published",
        "refused": "was refused",
        "failed": "failed",
        "stopped": "was stopped",
        "died": "ended without a word",
    }
    return f"Run {newest.id} {said.get(newest.outcome or '', 'has ended')}"


def took(run: RunShown) -> str:
    """How long a run took, or has taken."""
    until = run.ended_at or (clock.now() if run.is_going else None)
    return words.lasted(until - run.started_at) if until else "Not known"


@visible_to(*SEES_RUNS)
@require_safe
def run(request: StaffRequest, run_id: int) -> HttpResponse:
    """One run: its steps, and what it made of each file."""
    context = _context(request, run_id)
    asked = publishing.held(viewer=request.viewer, run_id=run_id)
    waiting = sum(one.decision is None for one in asked)
    context["questions"] = [(one, what_a_row_is(one.table), ASKS) for one in asked]
    context["questions_title"] = (
        words.listed([words.counted(waiting, "question waits", "questions wait")]) + " for you"
        if waiting
        else "What was asked, and decided"
    )
    context["check"] = check_of(run_id, viewer=request.viewer)
    return render(request, "staff/run.html", context)


@visible_to(*SEES_RUNS)
@require_safe
def progress(request: StaffRequest, run_id: int) -> HttpResponse:
    """The part of that page which renews itself while the run goes on; at its end, the whole page does."""
    context = _context(request, run_id)
    response = render(request, "staff/blocks/run_progress.html", context)
    if not context["going"]:
        response["HX-Refresh"] = "true"
    return response


def _context(request: StaffRequest, run_id: int) -> dict[str, object]:
    found = held.run(run_id, viewer=request.viewer) if run_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    done = sum(step.state in ("done", "skipped") for step in found.steps)
    return {
        "nav": "runs",
        "run": found,
        "going": found.is_going,
        "heading": run_heading(found),
        "status": outcome(found),
        "took": took(found),
        "done": done,
        "steps": [(step, *step_status(step)) for step in found.steps],
        "files": [
            (one, file_title(one), Status(*FILE_STATES.get(one.state, (Kind.WAIT, one.state))))
            for one in found.files
        ],
        "renew": reverse("run-progress", args=[found.id]),
    }


def run_heading(run: RunShown) -> str:
    """What the run is doing, or how it went."""
    if not run.is_going:
        return runs_heading([run])
    now = next((step.name for step in run.steps if step.state == "runs"), "")
    return f"Run {run.id} is at “{now.capitalize()}”" if now else f"Run {run.id} is starting"


def step_status(step: StepShown) -> tuple[Status, str, str]:
    """How a step stands, how long it took, and the memory it needed."""
    status = Status(*STATES.get(step.state, (Kind.WAIT, step.state)))
    seconds = words.lasted(step.seconds) if step.seconds is not None else ""
    memory = f"{step.peak_memory_bytes / MEGABYTE:,.0f} MB" if step.peak_memory_bytes else ""
    return status, seconds, memory


def file_title(one: FileOfRun) -> str:
    """A file as people say it: "NEC, contact details"."""
    return f"{title_of(one.system)}, {file_words(one.file)}"


def file_words(file: str) -> str:
    """A file as people say it: "TA placements", "hazards HHSRS"."""
    return " ".join(word.upper() if word in ("hhsrs", "ta") else word for word in file.split("_"))
