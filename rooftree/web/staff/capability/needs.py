"""The list of needs, and one of them: why it was raised, what figures say now, its story and next step."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.oversight.capability.actions import needs as actions
from rooftree.oversight.capability.actions.needs import Acting
from rooftree.oversight.capability.listing import NEEDS
from rooftree.oversight.capability.queries import needs as held
from rooftree.oversight.capability.queries.needs import NeedShown
from rooftree.oversight.capability.rules.cells import Priority
from rooftree.oversight.capability.rules.needs import OPEN_STATES, STEPS, NeedState
from rooftree.oversight.capability.rules.rights import may_keep_capability
from rooftree.records.listing.shape import Row, Then
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.capability.cell import gap_rows
from rooftree.web.staff.capability.forms import StepForm
from rooftree.web.staff.capability.words import KEEPS, SEES, priority, state
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.quality.words import when_due
from rooftree.web.staff.runs import BIGGEST_ID
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to


def _needed(row: Row, then: Then) -> Cell:
    del then
    return Cell(row["needed"], "", reverse("need", args=[row["id"]]))


def _state(row: Row, then: Then) -> Cell:
    del then
    sub = "looks met by the figures" if row["seems_met"] else ""
    return Cell("", sub, status=state(NeedState(row["state"])), blank=True)


def _priority(row: Row, then: Then) -> Cell:
    del then
    return Cell("", status=priority(Priority(row["priority"])), blank=True)


def _due(row: Row, then: Then) -> Cell:
    if not row["late"]:
        return Cell(row["due"])
    return Cell(row["due"], status=Status(Kind.OVER, when_due(row["due"], then.today)))


needs = list_page(
    NEEDS, SEES, drawing={"needed": _needed, "state": _state, "priority": _priority, "due": _due}
)


def need_of(need_id: int, viewer: Viewer) -> NeedShown:
    """The need of an address."""
    one = held.need(need_id, viewer=viewer, today=clock.today()) if need_id <= BIGGEST_ID else None
    if one is None:
        raise Http404
    return one


@visible_to(*SEES)
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: StaffRequest, need_id: int) -> HttpResponse:
    """One need, and what becomes of it."""
    viewer = request.viewer
    one = need_of(need_id, viewer)
    steps = STEPS[one.state] if may_keep_capability(viewer) else ()
    if request.method == "POST" and not steps:
        raise Refused(not_allowed(viewer, to="work on needs of systems"))
    story = held.events(one.id, viewer=viewer)
    form = StepForm(
        request.POST if request.method == "POST" else None, steps=steps, initial={"seen": len(story)}
    )
    if request.method == "POST" and form.is_valid():
        acting = Acting(viewer, clock.now(), clock.today())
        told = form.cleaned_data
        to, seen = NeedState(told["to"]), told["seen"]
        try:
            actions.step(need_id=one.id, to=to, said=told["said"], acting=acting, seen=seen)
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"said": "said", "to": "to"})
        else:
            messages.success(request, f"The need is {to.value.replace('_', ' ')}.")
            return HttpResponseRedirect(reverse("need", args=[one.id]))
    context = {
        "nav": "needs",
        "need": one,
        "system": title_of(one.system) if one.system else "",
        "status": state(one.state),
        "facts": _facts(one),
        "because": gap_rows(one.because),
        "still": gap_rows(one.still),
        "events": story,
        "form": form.after(len(story)) if steps else None,
        "may_change": viewer.has_role(*KEEPS) and one.state in OPEN_STATES,
    }
    return render(request, "staff/capability/need.html", context, status=422 if form.errors else 200)


def _facts(one: NeedShown) -> list[Fact]:
    today = clock.today()
    late = Status(Kind.OVER, when_due(one.terms.due_on, today)) if one.is_late else None
    run = f", after run {one.raised_run}" if one.raised_run else ""
    return [
        Fact("Requirement", one.title, href=reverse("capability-requirement", args=[one.requirement])),
        Fact("System", title_of(one.system) if one.system else "None holds it yet"),
        Fact("Owner", one.terms.owner),
        Fact("Priority", priority(one.terms.priority).words),
        Fact("Due", one.terms.due_on, status=late),
        Fact("Raised", f"{words.moment(one.raised_at)}, by {one.raised_by}{run}"),
    ]
