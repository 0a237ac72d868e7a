"""Giving an improvement notice, and the notice itself, made to be printed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.oversight.agreements.actions import notices as actions
from rooftree.oversight.agreements.queries import months, notices
from rooftree.oversight.agreements.queries.months import Scored
from rooftree.oversight.agreements.rules.notices import STATE_WORDS, STEPS, NoticeState, is_late
from rooftree.oversight.agreements.rules.rights import may_keep_agreements
from rooftree.oversight.agreements.wording import title_of
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.forms import DayField, PlainForm, Words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.showing import BELOW, KEEPS, SEES, month_asked, month_words, of, percent
from rooftree.web.staff.runs import BIGGEST_ID
from rooftree.web.visibility import visible_to

STATUSES = {
    NoticeState.GIVEN: Kind.WAIT,
    NoticeState.ANSWERED: Kind.NOW,
    NoticeState.CLOSED: Kind.OK,
    NoticeState.WITHDRAWN: Kind.NONE,
}


class NoticeForm(PlainForm):
    """Which months it rests on, why it is given, what is asked, and by when an answer is due."""

    breaches = forms.MultipleChoiceField(
        label="Which months does it rest on?", required=False, widget=forms.CheckboxSelectMultiple
    )
    reasons = Words(label="Why is it given?", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    asks = Words(
        label="What is to be mended?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What they should do, and how both sides will see that it is done.",
    )
    reply_by = DayField(
        label="By when should they answer?", error_messages={"required": "Say by when they should answer"}
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["breaches"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class StepForm(PlainForm):
    """What became of it."""

    to = forms.ChoiceField(
        label="What became of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it"},
    )
    said = Words(label="What is to be remembered?", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, steps: Sequence[NoticeState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, STATE_WORDS[each]) for each in steps]


@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """A new notice under an agreement."""
    now = of(agreement_id, request.viewer)[0]
    titles = {one.key: title_of(one) for one in now.requirements}
    found = [
        one
        for one in months.scores(viewer=request.viewer, today=clock.today(), agreement_id=agreement_id)
        if one.standing in BELOW
    ]
    choices = [(_code(one), _words(one, titles)) for one in found]
    form = NoticeForm(request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [(one.requirement, one.month.first) for one in found if _code(one) in said["breaches"]]
        try:
            made = actions.give(
                agreement_id=agreement_id,
                months=chosen,
                words=(said["reasons"], said["asks"]),
                reply_by=said["reply_by"],
                by=request.viewer,
                now=clock.now(),
                today=clock.today(),
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={name: name for name in ("breaches", "reasons", "asks", "reply_by")})
        else:
            messages.success(
                request, "The notice is kept. Print it and hand it over: nothing is sent from here."
            )
            return HttpResponseRedirect(reverse("notice", args=[made]))
    context = {
        "nav": "agreements",
        "form": form,
        "agreement": now,
        "button": "Keep the notice",
        "back": Link("Back to the agreement", reverse("agreement", args=[agreement_id])),
    }
    return render(request, "staff/agreements/give.html", context, status=422 if form.errors else 200)


@visible_to(*SEES)
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    """The notice, its story, and the next step."""
    one = notices.notice(notice_id, viewer=request.viewer) if notice_id <= BIGGEST_ID else None
    if one is None:
        raise Http404
    steps = STEPS[one.state] if may_keep_agreements(request.viewer) else ()
    form = StepForm(request.POST if request.method == "POST" else None, steps=steps)
    if request.method == "POST" and form.is_valid():
        try:
            actions.step(
                notice_id=one.id,
                to=NoticeState(form.cleaned_data["to"]),
                said=form.cleaned_data["said"],
                by=request.viewer,
                now=clock.now(),
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"said": "said", "step": "to"})
        else:
            return HttpResponseRedirect(reverse("notice", args=[one.id]))
    late = is_late(one.state, reply_by=one.reply_by, today=clock.today())
    status = (
        Status(Kind.OVER, "Answer overdue") if late else Status(STATUSES[one.state], STATE_WORDS[one.state])
    )
    context = {
        "nav": "agreements",
        "notice": one,
        "agreement": of(one.agreement, request.viewer)[0],
        "status": status,
        "breaches": [(each, _month(each["month"]), percent(each["share"])) for each in one.breaches],
        "events": [(STATE_WORDS[each.state], each) for each in one.events],
        "form": form if steps else None,
    }
    return render(request, "staff/agreements/notice.html", context, status=422 if form.errors else 200)


def _code(one: Scored) -> str:
    return f"{one.requirement} {one.month.first:%Y-%m}"


def _words(one: Scored, titles: dict[str, str]) -> str:
    title = titles.get(one.requirement, one.requirement)
    return f"{month_words(one.month)}: {title}, {percent(one.share)} of {one.asked:,}; agreed {one.target} %"


def _month(first: str) -> str:
    return month_words(month_asked(first[:7]))
