"""Saying that one source row is not theirs."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.records.matching.review.actions import splitting
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.queries.log import row_of
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import LONGEST_REASON
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.words import DECIDES, link_to
from rooftree.web.visibility import visible_to


class SplitForm(PlainForm):
    """Why a row is not theirs."""

    reason = forms.CharField(
        label="Why is it not theirs?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="How you know, and whose it is if you know.",
        error_messages={"required": "Say why it is not theirs"},
    )


@visible_to(*DECIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: StaffRequest, reference_id: uuid.UUID) -> HttpResponse:
    """One row, and why it is not theirs."""
    row = row_of(reference_id, viewer=request.viewer)
    if row is None:
        raise Http404
    record = records_of(row.entity_type, [row.entity_id], viewer=request.viewer).get(row.entity_id)
    whose = link_to(row.entity_type, row.entity_id, record)
    form = SplitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            acting = Acting(request.viewer, clock.now(), clock.today())
            splitting.split(row.id, reason=form.cleaned_data["reason"], acting=acting)
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"reason": "reason"})
        else:
            messages.success(request, "Kept. From the next run that row is a record of its own.")
            return HttpResponseRedirect(whose.href or "/")
    context = {
        "nav": "matching",
        "row": row,
        "system": title_of(row.system),
        "whose": whose,
        "form": form,
        "button": "It is not theirs",
        "back": Link(f"Back to {whose.words}", whose.href),
    }
    return render(request, "staff/matching/split.html", context, status=422 if form.errors else 200)
