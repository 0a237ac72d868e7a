"""Saying that a source row is not theirs with whom it was linked: who decides parts it, others propose it."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.records.matching.review.actions import doubting_rows, splitting
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.queries.doubted_rows import doubts_of_row
from rooftree.records.matching.review.queries.log import RowOf, row_of
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import LONGEST_REASON, Answer, may_decide
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.words import SEES, link_to
from rooftree.web.visibility import visible_to

TOLD = {
    Answer.NOT_THEIRS: "Kept. From the next run that row is a record of its own.",
    Answer.THEIRS: "Kept. The row stays where it is.",
}
PROPOSED = "Your proposal is kept. A data steward reads it and decides; until then nothing changes."


class SplitForm(PlainForm):
    """Why a row is not theirs."""

    reason = forms.CharField(
        label="Why is it not theirs?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="How you know, and whose it is if you know.",
        error_messages={"required": "Say why it is not theirs"},
    )


class DoubtedForm(PlainForm):
    """Whose a row is that a colleague doubted, and how that is known."""

    answer = forms.ChoiceField(
        label="Is it theirs?",
        choices=[
            (Answer.NOT_THEIRS.value, "It is not theirs. The next run parts it; it can be taken back"),
            (Answer.THEIRS.value, "It is theirs. It stays where it is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is theirs"},
    )
    reason = forms.CharField(
        label="How do you know?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you know"},
    )


@visible_to(*SEES)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: StaffRequest, reference_id: uuid.UUID) -> HttpResponse:
    """One row, and why it is not theirs; what colleagues said of it, for who decides."""
    row = row_of(reference_id, viewer=request.viewer)
    if row is None:
        raise Http404
    record = records_of(row.entity_type, [row.entity_id], viewer=request.viewer).get(row.entity_id)
    whose = link_to(row.entity_type, row.entity_id, record)
    decides = may_decide(request.viewer, row.entity_type)
    doubts = doubts_of_row(row.id, viewer=request.viewer)
    asked = DoubtedForm if decides and doubts else SplitForm
    form = asked(request.POST if request.method == "POST" else None)
    if form.is_valid() and (told := _kept(request, row, form, decides=decides)):
        messages.success(request, told)
        return HttpResponseRedirect(whose.href or "/")
    context = {
        "nav": "matching",
        "row": row,
        "system": title_of(row.system),
        "whose": whose,
        "doubts": doubts,
        "decides": decides,
        "form": form,
        "button": _button(decides=decides, asked=bool(doubts)),
        "back": Link(f"Back to {whose.words}", whose.href),
    }
    return render(request, "staff/matching/split.html", context, status=422 if form.errors else 200)


def _button(*, decides: bool, asked: bool) -> str:
    if not decides:
        return "Propose it"
    return "Decide" if asked else "It is not theirs"


def _kept(request: StaffRequest, row: RowOf, form: PlainForm, *, decides: bool) -> str:
    """What is said once it is kept; no text when something stood against it, which the form then shows."""
    acting = Acting(request.viewer, clock.now(), clock.today())
    reason = form.cleaned_data["reason"]
    answer = Answer(form.cleaned_data.get("answer", Answer.NOT_THEIRS))
    try:
        if not decides:
            doubting_rows.doubt_row(row.id, reason=reason, acting=acting)
        elif answer is Answer.THEIRS:
            doubting_rows.leave_row(row.id, reason=reason, acting=acting)
        else:
            splitting.split(row.id, reason=reason, acting=acting)
    except Refused as no:
        if no.is_about_permission:
            raise
        form.add_refusal(no, fields={"reason": "reason"})
        return ""
    return TOLD[answer] if decides else PROPOSED
