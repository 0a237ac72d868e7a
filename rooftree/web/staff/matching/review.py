"""Two records side by side, and the answer: the same, different, cannot say."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.actions.deciding import Pair, decide
from rooftree.records.matching.review.queries.in_force import Standing
from rooftree.records.matching.review.queries.log import DecisionShown, of_pair
from rooftree.records.matching.review.queries.one import Question, Side, question
from rooftree.records.matching.review.queries.proposed import proposals
from rooftree.records.matching.review.queries.queue import next_for
from rooftree.records.matching.review.rules import (
    SETTLED,
    Answer,
    Outcome,
    may_decide,
    may_propose,
    why_not_yours,
)
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.answering import (
    NOT_SETTLED,
    answer_field,
    in_words,
    kept,
    reason_field,
    seen_in,
)
from rooftree.web.staff.matching.evidence import evidence_told
from rooftree.web.staff.matching.facts import beside
from rooftree.web.staff.matching.queue import narrowed_by, query_of
from rooftree.web.staff.matching.values import DIFFERENT
from rooftree.web.staff.matching.words import DIFFERENT as APART
from rooftree.web.staff.matching.words import SAME_AS, SEES, href_of, link_to, name_as_said, stands
from rooftree.web.visibility import visible_to

HINTS = {
    Answer.SAME: "They become one with the next run; it can be taken back",
    Answer.DIFFERENT: "It is not asked again",
    Answer.CANNOT_SAY: "Somebody else is asked",
}
TOLD = {
    Outcome.SAME: "They are the same. They are shown as one from the next run.",
    Outcome.DIFFERENT: "They are different. It will not be asked again.",
    **NOT_SETTLED,
}


class AnswerForm(PlainForm):
    """The answer, and why."""

    answer = answer_field("Are they the same?", HINTS)
    reason = reason_field()


@visible_to(*SEES)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: StaffRequest, kind: str, first_id: uuid.UUID, second_id: uuid.UUID) -> HttpResponse:
    """One question; a POST answers it, and leads to the next of the queue."""
    one = question(kind, str(first_id), str(second_id), viewer=request.viewer, today=clock.today())
    if one is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    form.fields["answer"].label = f"Are they {SAME_AS[EntityType(kind)]}?"
    if request.method == "POST" and form.is_valid() and (after := _answered(request, one, form)):
        messages.success(request, TOLD[after])
        return HttpResponseRedirect(_next(request, one))
    for side in one.sides:
        record_reading(
            by=request.viewer, now=clock.now(), subject_type=kind, subject_id=side.id, part="beside another"
        )
    context = _context(request, one, form)
    return render(request, "staff/matching/review.html", context, status=422 if form.errors else 200)


def _answered(request: StaffRequest, one: Question, form: AnswerForm) -> Outcome | None:
    first, second = one.sides
    return kept(
        form,
        lambda: decide(
            Pair(one.entity_type, first.id, second.id, one.doubt_id),
            answer=form.cleaned_data["answer"],
            reason=form.cleaned_data["reason"],
            seen=seen_in(request),
            acting=Acting(request.viewer, clock.now(), clock.today()),
        ),
    )


def _next(request: StaffRequest, done: Question) -> str:
    """The next of the queue as it was narrowed that this viewer has not answered; the queue when none is."""
    narrowed = narrowed_by(request)
    first, second = done.sides
    one = next_for(request.viewer, narrowed, but=(first.id, second.id))
    href = href_of(one.entity_type, one.first_id, one.second_id) if one else reverse("matching")
    return f"{href}?{query_of(narrowed)}".rstrip("?")


def _context(request: StaffRequest, one: Question, form: AnswerForm) -> dict[str, object]:
    first, second = one.sides
    links = [_link(one, side) for side in one.sides]
    lines = beside(one, viewer=request.viewer, today=clock.today())
    settled = one.standing.outcome in SETTLED or one.are_one or one.are_apart
    why_not = why_not_yours(one.standing.outcome, one.standing.voters, request.viewer, one.entity_type)
    decides = may_decide(request.viewer, one.entity_type)
    return {
        "nav": "matching",
        "title": words.listed([link.words for link in links]),
        "heading": _heading(one, sum(line.status == DIFFERENT for line in lines)),
        "one": one,
        "links": links,
        "lines": lines,
        "stakes": [] if settled else [stake.words for stake in one.stakes],
        "status": stands(one.standing.outcome, one.standing.voters, request.viewer),
        "votes": _told(one.standing, settled, request.viewer),
        "votes_title": "What was answered" if settled or len(one.standing.votes) > 1 else "What you answered",
        "answers": {each.value: each.words for each in Answer},
        "evidence": evidence_told(one),
        "past": _past(one, request),
        "form": form if decides and not settled and not why_not else None,
        "why_not": "" if settled else in_words(why_not),
        "decides": decides,
        "proposals": proposals(one.entity_type, [first.id, second.id], viewer=request.viewer),
        "proposes": may_propose(request.viewer, one.entity_type) and not settled,
        "settled": settled,
        "seen": one.standing.latest_id,
        "beside_title": "Side by side, as it was when it was decided" if one.are_one else "Side by side",
        "answer_title": "What was decided" if settled else "Your answer" if decides else "Who decides",
        "back": f"{reverse('matching')}?{query_of(narrowed_by(request))}".rstrip("?"),
        "rows": "people" if one.entity_type == EntityType.PERSON else "records",
        "sides": ("First", "Second"),
        "first": first,
        "second": second,
    }


def _link(one: Question, side: Side) -> Link:
    """Their page; of two that are one, each by what it was called when that was decided."""
    link = link_to(one.entity_type, side.id, side.record)
    called = name_as_said(one.entity_type, side.said[0].facts) if one.are_one and side.said else ""
    return replace(link, words=called or link.words)


def _told(standing: Standing, settled: bool, viewer: Viewer) -> Sequence[object]:
    """The answers, when they may be known: where two did not agree, or after a decision that took several;
    one's own always."""
    several = settled and len(standing.votes) > 1
    if several or standing.outcome is Outcome.THIRD:
        return standing.votes
    return () if settled else [each for each in standing.votes if each.decided_by_id == viewer.user_id]


def _heading(one: Question, differing: int) -> str:
    kind = EntityType(one.entity_type)
    if one.are_one:
        return f"These two are {SAME_AS[kind]}: somebody joined them"
    if one.are_apart or one.standing.outcome is Outcome.DIFFERENT:
        return f"These two are {APART[kind]}: somebody decided"
    facts = words.counted(differing, "fact", "facts") if differing else "nothing that both say"
    return f"Are these two {SAME_AS[kind]}? They differ on {facts}"


def _past(one: Question, request: StaffRequest) -> Sequence[DecisionShown]:
    first, second = one.sides
    return of_pair(one.entity_type, first.id, second.id, viewer=request.viewer)
