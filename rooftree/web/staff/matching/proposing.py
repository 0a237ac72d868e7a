"""An officer or planner proposes that two are one, or are not; a data steward decides."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rooftree.records.matching.review.actions import proposing
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import LONGEST_REASON, PROPOSALS
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Role
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.words import href_of, link_to
from rooftree.web.visibility import visible_to


class ProposalForm(PlainForm):
    """What somebody holds of two, and why."""

    answer = forms.ChoiceField(
        label="What do you propose?",
        choices=[(one.value, one.words) for one in PROPOSALS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they are the same or different"},
    )
    reason = forms.CharField(
        label="How do you know?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A data steward reads this and decides.",
        error_messages={"required": "Say how you know"},
    )


@visible_to(Role.OFFICER, Role.PLANNER)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: StaffRequest, kind: str, first_id: uuid.UUID, second_id: uuid.UUID) -> HttpResponse:
    """The form, and the proposal that it makes."""
    ids = (str(first_id), str(second_id))
    known = records_of(kind, ids, viewer=request.viewer) if kind in set(EntityType) else {}
    if len(known) != 2:
        raise Http404
    form = ProposalForm(request.POST if request.method == "POST" else None)
    back = href_of(kind, *ids)
    if form.is_valid():
        try:
            acting = Acting(request.viewer, clock.now(), clock.today())
            proposing.propose(
                kind,
                ids,
                answer=form.cleaned_data["answer"],
                reason=form.cleaned_data["reason"],
                acting=acting,
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"answer": "answer", "reason": "reason"})
        else:
            messages.success(request, "Your proposal is in the queue. A data steward decides.")
            return HttpResponseRedirect(back)
    names = words.listed([link_to(kind, own, known[own]).words for own in ids])
    context = {
        "nav": "matching",
        "names": names,
        "form": form,
        "button": "Propose it",
        "back": Link("Back to the two", back),
    }
    return render(request, "staff/matching/propose.html", context, status=422 if form.errors else 200)
