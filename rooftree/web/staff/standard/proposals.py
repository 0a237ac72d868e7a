"""Changes that were proposed: what each would change, and another person's yes or no."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.queries import DraftShown
from rooftree.reference.standard.editing.telling import told
from rooftree.reference.standard.quality.rules import DraftState
from rooftree.web import clock
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.staff.standard.forms import DecideForm
from rooftree.web.visibility import visible_to

UNSAID = Reason("unsaid", "Say why not.", "Its author is told, and can change it.")


@visible_to(*words.DECIDES)
@require_safe
def changes(request: StaffRequest) -> HttpResponse:
    """Every change that was proposed."""
    rows = [(one, words.STATES[one.state]) for one in editing.proposals(viewer=request.viewer)]
    waiting = sum(1 for one, _ in rows if one.state is DraftState.PROPOSED)
    return render(
        request, "staff/standard/changes.html", {"nav": "standard", "rows": rows, "waiting": waiting}
    )


@visible_to(*words.DECIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, draft_id: int) -> HttpResponse:
    """One change; deciding on it."""
    held = editing.proposal(draft_id, viewer=request.viewer)
    if held is None:
        raise Http404
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            says = _decided(request, held, form.cleaned_data["says"])
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"unsaid": "says"})
        else:
            messages.success(request, says)
            return HttpResponseRedirect(reverse("standard-change", args=[draft_id]))
    context = {
        "nav": "standard",
        "change": held,
        "status": words.STATES[held.state],
        "changes": told(held.differences()),
        "since": told(editing.since(held.based_on)) if held.is_old else [],
        "form": form,
        "open": held.state is DraftState.PROPOSED,
    }
    return render(request, "staff/standard/one_change.html", context, status=422 if form.errors else 200)


def _decided(request: StaffRequest, held: DraftShown, says: str) -> str:
    from rooftree.reference.standard.quality import actions  # loads DuckDB: not for every worker

    if request.POST.get("decision") == "approve":
        number = actions.approve(draft_id=held.id, says=says, by=request.viewer, now=clock.now())
        return f"Published as version {number}. The next check asks its rules."
    if not says:
        raise Refused(UNSAID)
    actions.decline(draft_id=held.id, says=says, by=request.viewer, now=clock.now())
    return "Declined. Its author sees why."


@visible_to(*words.EDITS)
@require_POST
def take_back(request: StaffRequest, draft_id: int) -> HttpResponse:
    """Its author works on it again."""
    from rooftree.reference.standard.editing import actions

    actions.take_back(draft_id=draft_id, by=request.viewer, now=clock.now())
    messages.success(request, "Taken back. Change it, and propose it again.")
    return HttpResponseRedirect(reverse("standard-draft"))
