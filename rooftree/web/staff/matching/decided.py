"""What was decided, with the way to take each back; and how far reviewers agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.actions.undoing import undo as take_back
from rooftree.records.matching.review.queries import log
from rooftree.records.matching.review.queries.log import DecisionShown
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import LONGEST_REASON, Agreement, Answer, Outcome
from rooftree.records.matching.sampling.queries.measured import agreement
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.matching.words import DECIDES, SEES, STANDS, href_of, link_to, name_as_said
from rooftree.web.staff.runs import BIGGEST_ID
from rooftree.web.visibility import visible_to

ENOUGH = 30
"""Fewer second opinions than these say little about the others."""
UNDONE = {
    Outcome.SAME: "They are two again from the next run, and everything that hung from each is theirs again.",
    Outcome.DIFFERENT: "Whether they are one is asked again when something says so.",
    Outcome.APART: "The row is theirs again from the next run.",
}


class UndoForm(PlainForm):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label="Why do you take it back?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you take it back"},
    )


@visible_to(*SEES)
@require_safe
def decided(request: StaffRequest) -> HttpResponse:
    """Every decision, the newest first."""
    rows = log.decisions(viewer=request.viewer)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    shown = [log.shown(row, viewer=request.viewer) for row in page.object_list]
    context = {
        "nav": "matching",
        "heading": _heading(page.paginator.count),
        "agreement": agreement_told(agreement(viewer=request.viewer)),
        "lines": _lines(shown, request.viewer),
        "page": page,
    }
    return render(request, "staff/matching/decided.html", context)


@visible_to(*DECIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: StaffRequest, decision_id: int) -> HttpResponse:
    """Takes one decision back, with the reason."""
    one = log.decision(decision_id, viewer=request.viewer) if decision_id <= BIGGEST_ID else None
    if one is None or one.outcome not in UNDONE:
        raise Http404
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            acting = Acting(request.viewer, clock.now(), clock.today())
            take_back(decision_id, reason=form.cleaned_data["reason"], acting=acting)
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"reason": "reason"})
        else:
            messages.success(request, f"The decision is taken back. {UNDONE[one.outcome]}")
            return HttpResponseRedirect(reverse("match-decided"))
    context = {
        "nav": "matching",
        "one": one,
        "line": _lines([one], request.viewer)[0],
        "then": UNDONE[one.outcome],
        "form": form,
        "button": "Take it back",
        "back": Link("Back to what was decided", reverse("match-decided")),
    }
    return render(request, "staff/matching/undo.html", context, status=422 if form.errors else 200)


def agreement_told(found: Agreement) -> str:
    """How often second opinions agreed, with what that can mean; how little few of them say."""
    interval = found.interval
    if interval is None:
        return "No second opinion has been given yet, so how far reviewers agree cannot be told."
    low, high = (round(100 * one) for one in interval)
    opinions = words.counted(found.of, "second opinion", "second opinions")
    said = f"{found.agreed} of {opinions} agreed with the first"
    if found.of < ENOUGH:
        return (
            f"{said}. Fewer than {ENOUGH} say little of the others: between {low} % and {high} % may agree."
        )
    kappa = found.kappa
    beyond = f" Beyond chance it is {kappa:.2f} of 1 (Cohen’s kappa)." if kappa is not None else ""
    return f"{said}: with 95 % confidence, between {low} % and {high} % do.{beyond}"


def _heading(count: int) -> str:
    if not count:
        return "Nothing has been decided yet"
    return words.listed([words.counted(count, "decision", "decisions")]) + " on who or what is one"


def _lines(rows: Sequence[DecisionShown], viewer: Viewer) -> list[dict[str, object]]:
    records = {
        kind: records_of(kind, sorted(ids), viewer=viewer) for kind, ids in log.known_ids(rows).items()
    }
    return [
        {
            "one": one,
            "names": _names(one, records[one.entity_type]),
            "row": f"{title_of(one.row[0])} {one.row[1]}" if one.row[1] else "",
            "href": href_of(one.entity_type, one.first_id, one.second_id) if one.second_id else "",
            "status": _status(one),
        }
        for one in rows
    ]


def _names(one: DecisionShown, records: Mapping[str, Held]) -> list[Link]:
    """The one or two that it is about, by what they were called when it was decided."""
    ids = [own for own in (one.first_id, one.second_id) if own]
    links = [link_to(one.entity_type, own, records.get(own)) for own in ids]
    called = [name_as_said(one.entity_type, facts) for facts in one.said] or [""] * len(ids)
    return [replace(link, words=name or link.words) for link, name in zip(links, called, strict=True)]


def _status(one: DecisionShown) -> Status:
    if one.answer is Answer.THEIRS:
        return Status(Kind.NONE, "Stays")
    if one.answer is Answer.UNDONE:
        return Status(Kind.NONE, "Taken back")
    if not one.stands:
        return Status(Kind.NONE, f"{STANDS[one.outcome].words}, until taken back")
    return STANDS[one.outcome]
