"""Deciding what a gap or a difference between the lists means, for one home or many; and taking it back."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.records.claims.held import record_id
from rooftree.records.stock.actions import deciding
from rooftree.records.stock.queries import homes as held
from rooftree.records.stock.rules import LONGEST_REASON, Decided
from rooftree.records.stock.wording import found
from rooftree.reference.accounts.rules import Role
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.runs import BIGGEST_ID
from rooftree.web.staff.stock.words import address, decision, said
from rooftree.web.visibility import visible_to

DECIDE = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
"""As `may_decide` of the stock's rules says."""
HINTS = {
    Decided.SOLD: "No longer ours; the lists that still have it are to be mended",
    Decided.DEMOLISHED: "No longer stands",
    Decided.NOT_OURS: "Somebody else’s home, or no home",
    Decided.TO_BE_ADDED: "The list that leaves it out will get it",
    Decided.RIGHT: "The lists may say different things here",
}
FIELDS = {"decision": "decision", "reason": "reason", "concerns": "about"}


class DecisionForm(PlainForm):
    """What it is about, what was decided, and why."""

    about = forms.MultipleChoiceField(
        label="What is it about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the decision is about"},
    )
    decision = forms.ChoiceField(
        label="What have you decided?",
        choices=[(one.value, f"{one.words}. {HINTS[one]}") for one in Decided],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you have decided"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="For the next reader: how you know, and where it is written down.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why"},
    )

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(code, found(code)) for code in codes]  # type: ignore[attr-defined]


class WithdrawForm(PlainForm):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label="Why do you take it back?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you take it back"},
    )


@visible_to(*DECIDE)
@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest) -> HttpResponse:
    """One decision about the homes that were chosen."""
    asked = request.POST if request.method == "POST" else request.GET
    back = _back(asked.get("back", ""))
    ids = [one for text in asked.getlist("home")[:A_PAGE] if (one := record_id(text))]
    rows = held.chosen(ids, viewer=request.viewer)
    codes = [code for code in held.codes() if any(code in row["open"] for row in rows)]
    if not codes:
        told = "Choose at least one home" if not ids else "Nothing is open about what you chose any more"
        messages.error(request, f"{told}.")
        return HttpResponseRedirect(back.href)
    if request.method == "POST":
        form = DecisionForm(request.POST, codes=codes)
        if form.is_valid() and _decided(request, form, ids):
            return HttpResponseRedirect(back.href)
    else:
        narrowed = dict(parse_qsl(asked.get("back", "")[:1000])).get("open", "")
        about = [code for code in codes if code == narrowed]
        form = DecisionForm(initial={"about": about or codes}, codes=codes)
    return render(request, "staff/stock_decide.html", _context(request, form, rows, back))


@visible_to(*DECIDE)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, decision_id: int) -> HttpResponse:
    """Takes one decision back."""
    one = held.decision(decision_id, viewer=request.viewer) if decision_id <= BIGGEST_ID else None
    if one is None:
        raise Http404
    unit_id, taken = one
    back = reverse("stock-home", args=[unit_id])
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deciding.withdraw(
                decision_id, reason=form.cleaned_data["reason"], by=request.viewer, now=clock.now()
            )
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"reason": "reason"})
        else:
            messages.success(request, "The decision is taken back. What it settled is open again.")
            return HttpResponseRedirect(back)
    place = held.places([unit_id], viewer=request.viewer).get(unit_id, {})
    context = {
        "nav": "stock",
        "form": form,
        "button": "Take it back",
        "back": Link("Back to the home", back),
        "home": address(place),
        "decision": taken,
        "words": (decision(taken.decision), found(taken.concern), said(taken.concern, taken.facts)),
    }
    return render(request, "staff/stock_withdraw.html", context)


def _decided(request: StaffRequest, form: DecisionForm, ids: Sequence[UUID]) -> bool:
    """Whether it was recorded; what stands against it is shown on the form."""
    given = form.cleaned_data
    try:
        settled = deciding.decide(
            ids,
            given["about"],
            decision=given["decision"],
            reason=given["reason"],
            seen=request.POST.get("seen", "")[:64],
            by=request.viewer,
            now=clock.now(),
        )
    except Refused as no:
        if no.is_about_permission:
            raise
        form.add_refusal(no, fields=FIELDS)
        return False
    things = words.listed([words.counted(settled, "thing is", "things are")])
    homes = words.counted(len(ids), "home", "homes")
    told = decision(given["decision"]).lower()
    messages.success(request, f"{things} decided of {homes}: {told}. It holds while the facts stay the same.")
    return True


def _context(
    request: StaffRequest,
    form: DecisionForm,
    rows: Sequence[Mapping[str, Any]],
    back: Link,
) -> dict[str, object]:
    places = held.places([row["unit_id"] for row in rows], viewer=request.viewer)
    before = held.decisions_of([row["unit_id"] for row in rows], viewer=request.viewer)
    return {
        "nav": "stock",
        "form": form,
        "button": "Record the decision",
        "back": back,
        "query": back.href.partition("?")[2],
        "homes": [
            (
                row["unit_id"],
                address(places.get(str(row["unit_id"]), {})),
                [(found(code), said(code, row["facts"][code])) for code in row["open"]],
                [
                    (decision(one.decision), found(one.concern), said(one.concern, one.facts), one)
                    for one in before.get(str(row["unit_id"]), ())
                    if one.concern in row["again"] and one.ended_at is None
                ],
            )
            for row in rows
        ],
        "seen": held.seen(rows),
        "count": words.counted(len(rows), "home", "homes"),
    }


def _back(query: str) -> Link:
    """The list somebody came from, its filters and nothing else."""
    asked = [
        (name, value) for name, value in parse_qsl(query[:1000]) if name not in ("home", "about", "back")
    ]
    if dict(asked).get("of") and (unit_id := record_id(dict(asked)["of"])):
        return Link("Back to the home", reverse("stock-home", args=[unit_id]))
    return Link("Back to the list", f"{reverse('stock-homes')}?{urlencode(asked)}")
