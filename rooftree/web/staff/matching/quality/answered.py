"""The drawn links that a figure counted: those of a kind and week that are right, wrong, or not known yet."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.rules import Answer
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.answered import Answered, Like, checks_like
from rooftree.records.matching.sampling.rules import BANDS, Stands
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.matching.quality.asking import kind_of, kinds_of
from rooftree.web.staff.matching.words import KINDS, SEES, link_to
from rooftree.web.visibility import visible_to

SHOWN = {
    Stands.SAME: Kind.OK,
    Stands.DIFFERENT: Kind.OVER,
    Stands.UNSAID: Kind.WAIT,
    Stands.WAITING: Kind.YOU,
}


@visible_to(*SEES)
@require_safe
def answered(request: StaffRequest) -> HttpResponse:
    """Every drawn link of the weeks that count, narrowed to what was asked for."""
    viewer, today = request.viewer, clock.today()
    like = _asked(request)
    whole = checks_like(replace(like, stands=None), viewer=viewer, today=today)
    rows = checks_like(like, viewer=viewer, today=today) if like.stands else whole
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    record_reading(by=viewer, now=clock.now(), subject_type="match_sample", subject_id="", part="checks")
    context = {
        "nav": "matching",
        "heading": _heading(len(rows), like),
        "about": _about(like.obeyed),
        "kinds": [Link(KINDS[one], _href(Like(one)), None, one is like.kind) for one in kinds_of(request)],
        "stands": _choices(like, whole),
        "every": "" if like == Like(like.kind, like.stands) else _href(Like(like.kind, like.stands)),
        "page": page,
        "lines": _lines(list(page.object_list), viewer),
    }
    return render(request, "staff/matching/answered.html", context)


def _asked(request: StaffRequest) -> Like:
    """What the address asks for; what it cannot mean is left out."""
    asked = request.GET
    known = {one.value: one for one in Stands}
    method = asked.get("method", "")[:100]
    band = asked.get("band") if method and asked.get("band") in ("", *BANDS) else None
    return Like(
        kind=kind_of(request),
        stands=known.get(asked.get("stands", "")),
        week=_day(asked.get("week", "")),
        method=method,
        band=band,
    )


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _href(like: Like) -> str:
    said = {
        "kind": like.kind.value,
        "stands": like.stands.value if like.stands else "",
        "week": like.week.isoformat() if like.week else "",
        "method": like.method,
    }
    told = {name: value for name, value in said.items() if value}
    if like.band is not None:
        told["band"] = like.band
    return f"{reverse('match-quality-checks')}?{urlencode(told)}"


def _choices(like: Like, whole: Sequence[Answered]) -> list[Link]:
    many = Counter(one.stands for one in whole)
    free = replace(like, stands=None, method="", band=None)
    return [
        Link("All", _href(free), len(whole), like.stands is None),
        *(
            Link(so.words, _href(replace(free, stands=so)), many[so], like.stands is so)
            for so in Stands
            if many[so] or like.stands is so
        ),
    ]


def _heading(count: int, like: Like) -> str:
    said = words.counted(count, "drawn link", "drawn links") if count else "No drawn link"
    listed = words.listed([said])
    return f"{listed}: {like.stands.words.lower()}" if like.stands else listed


def _about(like: Like) -> str:
    """What else it is narrowed to, in words."""
    said = [f"drawn in the week of {words.day(like.week)}"] if like.week else []
    if like.method:
        weight = f", weight {like.band}" if like.band else ""
        said.append(f"linked by {like.method}{weight}")
    told = ", ".join(said)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _lines(rows: Sequence[Answered], viewer: Viewer) -> list[dict[str, object]]:
    kind = rows[0].check.entity_type if rows else EntityType.PERSON
    ids = sorted({one.check.entity_id for one in rows if one.check.entity_id})
    records = records_of(kind, ids, viewer=viewer)
    answers = {each.value: each.words for each in Answer}
    return [
        {
            "rows": " and ".join(f"{title_of(system)} {key}" for system, key in one.check.rows),
            "href": reverse("match-check", args=[one.check.id]),
            "whose": link_to(kind, own, records.get(own)) if (own := one.check.entity_id) else None,
            "week": one.check.week,
            "status": Status(SHOWN[one.stands], one.stands.words),
            "how": one.method,
            "weight": one.weight,
            "said": [
                f"{answers[vote.answer]}: {vote.decided_by}, {words.day(vote.decided_at)}"
                for vote in (one.check.votes if one.method else ())
            ],
        }
        for one in rows
    ]
