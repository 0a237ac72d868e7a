"""Links that runs made by themselves, drawn to be checked: those that wait, and one of them answered."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.queries.in_force import said_of_pairs
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import (
    SETTLED,
    Answer,
    Outcome,
    may_decide,
    why_not_yours,
)
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.actions.answering import answer_check
from rooftree.records.matching.sampling.queries.checks import (
    Check,
    Opened,
    checks_waiting,
    found_different,
    opened,
)
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.matching.answering import (
    NOT_SETTLED,
    answer_field,
    in_words,
    kept,
    reason_field,
    seen_in,
)
from rooftree.web.staff.matching.facts import beside_rows
from rooftree.web.staff.matching.words import SEES, link_to, name_of_record, signed, stands, tasks
from rooftree.web.staff.runs import BIGGEST_ID
from rooftree.web.visibility import visible_to

HINTS = {
    Answer.SAME: "The link is right",
    Answer.DIFFERENT: "The link is wrong. You can part them on the next page; nothing moves by itself",
    Answer.CANNOT_SAY: "Somebody else is asked",
}
TOLD = {
    Outcome.SAME: "Your answer is kept: the link is right.",
    **NOT_SETTLED,
}
ASKS = {EntityType.PERSON: "person", EntityType.HOME: "home"}


class CheckForm(PlainForm):
    """Whether a link is right, and how that is known."""

    answer = answer_field("Are the two rows one?", HINTS)
    reason = reason_field()


@visible_to(*SEES)
@require_safe
def checks(request: StaffRequest) -> HttpResponse:
    """Every check that waits, and the links that were found to be wrong and are links still."""
    viewer, today = request.viewer, clock.today()
    found = checks_waiting(viewer=viewer, today=today)
    wrong = found_different(viewer=viewer, today=today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page", 1))
    record_reading(by=viewer, now=clock.now(), subject_type="match_sample", subject_id="", part="checks")
    context = {
        "nav": "matching",
        "heading": _heading(len(found)),
        "tasks": tasks(current="checks", checks=len(found)),
        "page": page,
        "lines": _lines(list(page.object_list), viewer),
        "wrong": _lines(wrong, viewer),
    }
    return render(request, "staff/matching/checks.html", context)


@visible_to(*SEES)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: StaffRequest, check_id: int) -> HttpResponse:
    """One check; a POST answers it. By what the rows were linked is told when it is settled, not before."""
    viewer, today = request.viewer, clock.today()
    one = opened(check_id, viewer=viewer, today=today) if check_id <= BIGGEST_ID else None
    if one is None:
        raise Http404
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (after := _answered(request, one, form)):
        if after is Outcome.DIFFERENT:
            return HttpResponseRedirect(reverse("match-check", args=[check_id]))
        messages.success(request, TOLD[after])
        return HttpResponseRedirect(_next(viewer))
    if own := one.check.entity_id:
        record_reading(
            by=viewer,
            now=clock.now(),
            subject_type=one.check.entity_type,
            subject_id=own,
            part="check of a link",
        )
    context = _context(request, one, form)
    return render(request, "staff/matching/check.html", context, status=422 if form.errors else 200)


def _answered(request: StaffRequest, one: Opened, form: CheckForm) -> Outcome | None:
    return kept(
        form,
        lambda: answer_check(
            one.check.id,
            answer=form.cleaned_data["answer"],
            reason=form.cleaned_data["reason"],
            seen=seen_in(request),
            acting=Acting(request.viewer, clock.now(), clock.today()),
        ),
    )


def _next(viewer: Viewer) -> str:
    """The next check that this viewer has not answered; the list when none is."""
    found = checks_waiting(viewer=viewer, today=clock.today())
    one = next((one for one in found if one.is_for(viewer)), None)
    return reverse("match-check", args=[one.id]) if one else reverse("match-checks")


def _context(request: StaffRequest, one: Opened, form: CheckForm) -> dict[str, object]:
    check, viewer = one.check, request.viewer
    why_not = why_not_yours(check.outcome, check.voters, viewer, check.entity_type)
    decides = may_decide(viewer, check.entity_type)
    links = [Link(name, "") for name in _row_names(check)]
    settled = check.outcome in SETTLED
    return {
        "nav": "matching",
        "title": words.listed([link.words for link in links]),
        "heading": f"Are these two rows one {ASKS.get(EntityType(check.entity_type), 'place')}?",
        "one": one,
        "whose": link_to(check.entity_type, check.entity_id, one.record) if one.record else None,
        "links": links,
        "lines": beside_rows(one, viewer=viewer, today=clock.today()) if check.entity_id else [],
        "weight": None if one.weight is None else signed(one.weight),
        "status": stands(check.outcome, check.voters, viewer),
        "votes": check.votes if settled or check.outcome is Outcome.THIRD else (),
        "answers": {each.value: each.words for each in Answer},
        "form": form if decides and check.waits and not why_not else None,
        "why_not": in_words(why_not),
        "two": check.waits and (one.is_sensitive or check.is_twice),
        "decides": decides,
        "settled": settled,
        "parts": _parts(one) if decides and check.outcome is Outcome.DIFFERENT else [],
        "parted": _parted(one, viewer) if settled else "",
        "next": _next(viewer) if settled and decides else "",
    }


def _parts(one: Opened) -> list[Link]:
    """The pages on which either row is said not to be theirs."""
    return [
        Link(f"{title_of(system)} {key} is not theirs", reverse("match-split", args=[own]))
        for (system, key), own in one.split_by.items()
    ]


def _parted(one: Opened, viewer: Viewer) -> str:
    """The row that was said not to be theirs since; no text where none was."""
    said = {
        each.row for each in said_of_pairs(viewer=viewer).split if each.entity_type == one.check.entity_type
    }
    return next((f"{title_of(system)} {key}" for system, key in one.check.rows if (system, key) in said), "")


def _row_names(check: Check) -> list[str]:
    return [f"{title_of(system)} {key}" for system, key in check.rows]


def _heading(count: int) -> str:
    if not count:
        return "No link waits to be checked"
    return words.listed([words.counted(count, "link waits to be checked", "links wait to be checked")])


def _lines(rows: Sequence[Check], viewer: Viewer) -> list[dict[str, object]]:
    ids: dict[str, set[str]] = {}
    for one in rows:
        ids.setdefault(one.entity_type, set()).add(one.entity_id)
    records = {kind: records_of(kind, sorted(each), viewer=viewer) for kind, each in ids.items()}
    return [
        {
            "rows": " and ".join(_row_names(one)),
            "whose": name_of_record(one.entity_type, records[one.entity_type].get(one.entity_id)),
            "href": reverse("match-check", args=[one.id]),
            "week": one.week,
            "status": stands(one.outcome, one.voters, viewer),
        }
        for one in rows
    ]
