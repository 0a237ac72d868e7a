"""Saying what a system can hold, after somebody has looked."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.oversight.capability.actions import declaring
from rooftree.oversight.capability.queries.matrix import CellShown
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.capability.cell import found_in
from rooftree.web.staff.capability.forms import DeclareForm
from rooftree.web.staff.capability.words import KEEPS
from rooftree.web.visibility import visible_to

FIELDS = {name: name for name in ("held_where", "note", "reviewed_by", "reviewed_on")}


@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: StaffRequest, requirement: str, system: str) -> HttpResponse:
    """One review of one requirement in one system."""
    row, one = found_in(requirement, system, request.viewer)
    back = reverse("capability-cell", args=[requirement, system])
    form = DeclareForm(
        request.POST if request.method == "POST" else None, initial=_initial(one, request.viewer.name)
    )
    if request.method == "POST" and form.is_valid():
        try:
            declaring.declare(
                requirement=requirement,
                system=system,
                said=form.said(),
                by=request.viewer,
                now=clock.now(),
                today=clock.today(),
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields=FIELDS)
        else:
            messages.success(request, "The review is kept. What was said before stays in its history.")
            return HttpResponseRedirect(back)
    context = {
        "nav": "capability",
        "form": form,
        "row": row,
        "system": title_of(system),
        "button": "Keep the review",
        "back": Link(f"Back to {title_of(system)}", back),
    }
    return render(request, "staff/capability/declare.html", context, status=422 if form.errors else 200)


def _initial(one: CellShown, name: str) -> dict[str, object]:
    """What was said last, to be looked at again; the review is today's and one's own."""
    said = one.cell.declared
    known = {"reviewed_by": name, "reviewed_on": clock.today()}
    if said is None:
        return known
    return known | {"can_hold": said.can_hold.value, "held_where": said.held_where, "note": said.note}
