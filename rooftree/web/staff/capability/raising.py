"""Raising a need out of a gap, and changing one."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.oversight.capability.actions import needs as actions
from rooftree.oversight.capability.actions.needs import Acting
from rooftree.oversight.capability.queries.matrix import ANY, RowShown
from rooftree.oversight.capability.queries.needs import events as story
from rooftree.oversight.capability.rules.cells import Gap, priority_of
from rooftree.oversight.capability.rules.needs import OPEN_STATES
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.register.queries import register
from rooftree.reference.register.rules import asset_of
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.capability.cell import found, found_in, gap_rows
from rooftree.web.staff.capability.forms import NeedForm
from rooftree.web.staff.capability.needs import need_of
from rooftree.web.staff.capability.words import KEEPS
from rooftree.web.visibility import visible_to

FIELDS = {name: name for name in ("needed", "owner", "due_on")}
USUAL = datetime.timedelta(days=90)
"""By when a need is due, until somebody says otherwise."""


@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def raise_need(request: StaffRequest, requirement: str, system: str) -> HttpResponse:
    """A need for what one system lacks, or for what no system holds."""
    if system == ANY:
        row = found(requirement, request.viewer)
        gaps, need_id, title = [row.nowhere] if row.nowhere else [], row.need_id, "no system"
        back = reverse("capability-requirement", args=[requirement])
    else:
        row, one = found_in(requirement, system, request.viewer)
        gaps, need_id, title = list(one.gaps), one.need_id, title_of(system)
        back = reverse("capability-cell", args=[requirement, system])
    if need_id:
        messages.info(request, "A need is open for this already: here it is. Nothing was added.")
        return HttpResponseRedirect(reverse("need", args=[need_id]))
    form = NeedForm(request.POST if request.method == "POST" else None, initial=_initial(row, system, gaps))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.raise_need(
                requirement=requirement,
                system="" if system == ANY else system,
                terms=form.terms(),
                acting=acting(request),
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields=FIELDS)
        else:
            messages.success(request, "The need is proposed. Accept it, or decline it with the reason.")
            return HttpResponseRedirect(reverse("need", args=[made]))
    context = {
        "nav": "needs",
        "form": form,
        "row": row,
        "title": title,
        "gaps": gap_rows(gaps),
        "button": "Propose the need",
        "back": Link("Back", back),
    }
    return render(request, "staff/capability/raise.html", context, status=422 if form.errors else 200)


@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, need_id: int) -> HttpResponse:
    """What is needed, of whom, how pressing, by when."""
    held = need_of(need_id, request.viewer)
    if held.state not in OPEN_STATES:
        raise Http404
    terms = held.terms
    initial = {
        "needed": terms.needed,
        "owner": terms.owner,
        "priority": terms.priority.value,
        "due_on": terms.due_on,
        "seen": len(story(need_id, viewer=request.viewer)),
    }
    form = NeedForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.change(need_id=need_id, terms=form.terms(), acting=acting(request), seen=seen)
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields=FIELDS)
        else:
            return HttpResponseRedirect(reverse("need", args=[need_id]))
    context = {
        "nav": "needs",
        "form": form,
        "need": held,
        "button": "Keep the change",
        "back": Link("Back to the need", reverse("need", args=[need_id])),
    }
    return render(request, "staff/capability/change.html", context, status=422 if form.errors else 200)


def acting(request: StaffRequest) -> Acting:
    """Who acts, and when."""
    return Acting(request.viewer, clock.now(), clock.today())


def _initial(row: RowShown, system: str, gaps: list[Gap]) -> dict[str, object]:
    """A first offer: the owner of the system, else of the asset, and as pressing as the gap is."""
    first = row.of(system)
    held = register().systems.get(system)
    asset = asset_of(register(), row.requirement.table)
    owner = held.owner if held else asset.owner if asset else ""
    is_first = first.cell.is_first if first else False
    return {
        "owner": owner,
        "priority": priority_of([gap.kind for gap in gaps], is_first=is_first).value,
        "due_on": clock.today() + USUAL,
    }
