"""A steward's own draft: what they are gathering, brought up to date, and handed in with the reason."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.queries import DraftShown
from rooftree.reference.standard.editing.telling import told
from rooftree.web import clock
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.staff.standard.forms import ProposeForm
from rooftree.web.visibility import visible_to

MOST_NAMED = 10


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: StaffRequest) -> HttpResponse:
    """What is gathered; handing it in."""
    held = editing.open_draft(viewer=request.viewer)
    form = ProposeForm(
        request.POST if request.method == "POST" else None, initial={"says": held.says if held else ""}
    )
    if request.method == "POST" and form.is_valid():
        from rooftree.reference.standard.editing import actions  # loads DuckDB: not for every worker

        try:
            made = actions.hand_in(
                says=form.cleaned_data["says"], by=request.viewer, now=clock.now(), today=clock.today()
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"unsaid": "says"})
        else:
            messages.success(request, "Proposed. Another person approves it, or says why not.")
            return HttpResponseRedirect(reverse("standard-change", args=[made]))
    found = told(held.differences()) if held else []
    context = {
        "nav": "standard",
        "draft": held,
        "changes": found,
        "since": told(editing.since(held.based_on)) if held and held.is_old else [],
        "form": form,
    }
    return render(request, "staff/standard/draft.html", context, status=422 if form.errors else 200)


@visible_to(*words.EDITS)
@require_POST
def bring_up_to_date(request: StaffRequest) -> HttpResponse:
    """The draft over the version in force by now."""
    from rooftree.reference.standard.editing import actions

    made = actions.bring_up_to_date(by=request.viewer, now=clock.now())
    if made.overlaps:
        names = "; ".join(each.title for each in told(list(made.overlaps)))
        messages.warning(
            request,
            f"Your changes are up to date, but for what somebody else had changed too, which is now as they "
            f"published it: {names}. Change it again if you still want to.",
        )
    else:
        messages.success(request, "Your changes are up to date with the version in force.")
    return HttpResponseRedirect(reverse("standard-draft"))


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: StaffRequest) -> HttpResponse:
    """Asks first; then all that was gathered is gone."""
    held = editing.open_draft(viewer=request.viewer)
    if request.method != "POST" and held is not None:
        return _asked(request, held)
    if held is None:
        return HttpResponseRedirect(reverse("standard-draft"))
    from rooftree.reference.standard.editing import actions

    actions.discard(by=request.viewer, now=clock.now())
    messages.success(request, "Your changes are discarded. The standard is as it was.")
    return HttpResponseRedirect(reverse("standard"))


def _asked(request: StaffRequest, held: DraftShown) -> HttpResponse:
    found = told(held.differences())
    context = {
        "nav": "standard",
        "form": PlainForm(),
        "count": len(found),
        "happens": [
            *(f"{each.how}: {each.title}" for each in found[:MOST_NAMED]),
            *([f"… and {len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []),
        ],
        "button": "Discard my changes",
        "danger": True,
        "back": Link("Back to your changes", reverse("standard-draft")),
    }
    return render(request, "staff/standard/discard.html", context)
