"""One task: what must be done and why, what has happened, and done, taken, given, open again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rooftree.desk.freshness import title_of
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.refusals.rules import Refused
from rooftree.services.notes import actions, queries
from rooftree.services.notes.reading import StepShown, TaskShown
from rooftree.services.notes.subjects import subjects
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Entry, Fact
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.notes.forms import GiveForm, SaidForm, Whom
from rooftree.web.staff.notes.going import BIGGEST_ID, going_back, subject_of
from rooftree.web.staff.notes.grouping import WRITES_NOTES
from rooftree.web.staff.notes.showing import task_row
from rooftree.web.staff.showing.labels import label
from rooftree.web.visibility import visible_to

DID = {
    "done": "Done. It is off the list.",
    "take": "The task is yours.",
    "give": "The task is given.",
    "reopen": "The task is open again.",
}
STEPS = {"made": "Made", "taken": "Taken", "given": "Given", "done": "Done", "reopened": "Open again"}


@visible_to(*WRITES_NOTES)
@require_safe
def task(request: StaffRequest, task_id: int) -> HttpResponse:
    """One task."""
    return _page(request, _task(request, task_id))


@visible_to(*WRITES_NOTES)
@require_POST
def do(request: StaffRequest, task_id: int, did: str) -> HttpResponse:
    """What is done with a task; with htmx its row is drawn again in place."""
    one = _task(request, task_id)
    if did not in DID:
        raise Http404
    form = _form(request, one, did)
    try:
        _act(request, form, task_id, did)
    except Refused as refused:
        if refused.is_about_permission:
            raise
        form.add_refusal(refused, fields={"to": "to", "assigned_to": "to", "team": "to", "said": "said"})
    if form.errors:
        return _page(request, one, form=form, status=422)
    if request.headers.get("HX-Request"):
        return _row(request, task_id)
    messages.success(request, DID[did])
    return going_back(request, reverse("task", args=[task_id]))


def _form(request: StaffRequest, one: TaskShown, did: str) -> GiveForm | SaidForm:
    if did == "give":
        return GiveForm(request.POST, **_whom(request, one))
    return SaidForm(request.POST, auto_id="said_%s")


def _whom(request: StaffRequest, one: TaskShown) -> Whom:
    viewer = request.viewer
    others = queries.colleagues(one.record_type, viewer=viewer)
    return {"viewer": viewer, "others": others, "teams": queries.teams(viewer=viewer)}


def _act(request: StaffRequest, form: GiveForm | SaidForm, task_id: int, did: str) -> None:
    if not form.is_valid():
        return
    viewer, now, said = request.viewer, clock.now(), form.cleaned_data["said"]
    if did == "done":
        actions.done(task_id=task_id, by=viewer, now=now, said=said)
    elif did == "reopen":
        actions.reopen(task_id=task_id, by=viewer, now=now, reason=said)
    elif did == "take":
        actions.take(task_id=task_id, by=viewer, now=now)
    else:
        to, team = form.cleaned_data["to"], form.cleaned_data["team"]
        actions.give(task_id=task_id, to=to, team=team, by=viewer, now=now, said=said)


def _row(request: StaffRequest, task_id: int) -> HttpResponse:
    one = _task(request, task_id)
    on = None
    if request.POST.get("listed"):
        on = subjects([(one.record_type, one.record_id)], viewer=request.viewer)
    row = task_row(one, viewer=request.viewer, today=clock.today(), on=on)
    return render(request, "staff/tasks_row.html", {"row": row, "back": request.POST.get("next", "")})


def _page(
    request: StaffRequest, one: TaskShown, *, form: GiveForm | SaidForm | None = None, status: int = 200
) -> HttpResponse:
    viewer, today = request.viewer, clock.today()
    said = form if isinstance(form, SaidForm) else SaidForm(auto_id="said_%s")
    give = form if isinstance(form, GiveForm) else GiveForm(**_whom(request, one))
    if one.done_at is not None:
        said.fields["said"].label, said.fields["said"].help_text = "Why is it not done?", ""
    context = {
        "nav": "work",
        "task": one,
        "row": task_row(one, viewer=viewer, today=today),
        "subject": subject_of(one.record_type, one.record_id, viewer=viewer),
        "facts": _facts(one, viewer),
        "steps": [_entry(step) for step in reversed(one.steps)],
        "said_form": said,
        "give_form": give,
        "unfold_give": isinstance(form, GiveForm),
    }
    return render(request, "staff/tasks_task.html", context, status=status)


def _facts(one: TaskShown, viewer: Viewer) -> list[Fact]:
    subject = subject_of(one.record_type, one.record_id, viewer=viewer)
    facts = [Fact("On", subject.words, href=subject.href), Fact("Why", one.why or "Not said")]
    if system := one.about.get("system"):
        facts.append(Fact("Mend in", title_of(system)))
    if attribute := one.about.get("attribute"):
        facts.append(Fact("What is wrong there", label(one.record_type, attribute)))
    if right := one.about.get("right"):
        facts.append(Fact("What is right", right))
    whose = one.assigned_name or one.team_name or "Nobody’s yet"
    from_whom = f"from {one.giver_name}" if one.giver_name else ""
    return [
        *facts,
        Fact("By when", one.due_on or "No date"),
        Fact("Whose", whose, sub=from_whom),
        Fact("Kind", one.kind_words),
        Fact("Made", words.moment(one.made_at), sub=f"by {one.made_by}"),
    ]


def _entry(step: StepShown) -> Entry:
    title = f"{STEPS.get(step.step, step.step)} by {step.by}"
    return Entry(
        when=words.day(step.at),
        when_sub=words.clock(step.at),
        title=f"{title}, for {step.to}" if step.to else title,
        text=step.said,
        is_key=step.step == "done",
    )


def _task(request: StaffRequest, task_id: int) -> TaskShown:
    one = queries.task(task_id, viewer=request.viewer) if task_id <= BIGGEST_ID else None
    if one is None:
        raise Http404
    return one
