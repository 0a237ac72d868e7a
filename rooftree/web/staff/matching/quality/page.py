"""The quality of matching: precision, match rates, the queue, rows that say too little, ids, the model."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.matching.quality.queries import figures as held
from rooftree.records.matching.quality.queries.figures import Counted, Place
from rooftree.records.matching.quality.queries.model import InUse, model_in_use
from rooftree.records.matching.quality.queries.rows import lacking
from rooftree.records.matching.quality.rules import LACKS, RULES, drift
from rooftree.records.matching.review.queries.queue import Narrowed, counted
from rooftree.records.matching.review.rules import Stake, Waits
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.measured import agreement
from rooftree.records.matching.sampling.rules import WEEKS, weeks_from
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import systems
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.decided import agreement_told
from rooftree.web.staff.matching.quality.asking import kinds_of
from rooftree.web.staff.matching.quality.pictures import decided, linked, waiting
from rooftree.web.staff.matching.quality.precision import precision as measured_of
from rooftree.web.staff.matching.queue import query_of
from rooftree.web.staff.matching.words import KINDS, SEES
from rooftree.web.staff.runs import SEES_RUNS
from rooftree.web.visibility import visible_to

NIGHTS = 14


@visible_to(*SEES)
@require_safe
def quality(request: StaffRequest) -> HttpResponse:
    """All figures of the last run, with how they have gone."""
    viewer, today = request.viewer, clock.today()
    found = held.figures(viewer=viewer)
    kinds = kinds_of(request)
    precision = [measured_of(kind, viewer, today) for kind in kinds]
    model = model_in_use(viewer=viewer)
    context = {
        "nav": "matching",
        "heading": _heading(precision),
        "precision": precision,
        "weeks": WEEKS,
        "agreement": agreement_told(agreement(viewer=viewer)),
        "rates": [_rates(kind, found) for kind in kinds if _held(kind, found)],
        "linked": [chart for kind in kinds if (chart := linked(kind, viewer))],
        "queue": [
            (kind, KINDS[kind], found.get(("waiting", kind, "")), found.get(("waiting with care", kind, "")))
            for kind in kinds
        ],
        "ages": _waiting_by("waits", Waits, viewer),
        "stakes": _waiting_by("stake", Stake, viewer),
        "decided": decided(held.decided_by_week(viewer=viewer, since=weeks_from(today, 8))),
        "waiting": [chart for kind in kinds if (chart := waiting(kind, viewer))],
        "poor": [_poor(kind, viewer) for kind in kinds],
        "ids": [(KINDS[kind], _ids(kind, viewer)) for kind in kinds],
        "model": model,
        "drift": _drift(model),
        "sees_runs": viewer.has_role(*SEES_RUNS),
        "counted": bool(found),
    }
    return render(request, "staff/matching/quality.html", context)


def _heading(precision: Sequence[Mapping[str, object]]) -> str:
    told = [f"{one['title']}: {one['share']} of links are right" for one in precision if one["share"]]
    return "; ".join(told) if told else "How often links are right has not been measured yet"


def _held(kind: str, found: Mapping[Place, Counted]) -> list[str]:
    """The systems that hold any, in the order of the register."""
    return [one.name for one in systems() if ("known in", kind, f"{one.name}/{one.name}") in found]


def _rates(kind: EntityType, found: Mapping[Place, Counted]) -> dict[str, object]:
    names = _held(kind, found)
    return {
        "title": KINDS[kind],
        "kind": kind.value,
        "systems": [title_of(one) for one in names],
        "lines": [
            (
                title_of(one),
                found[("known in", kind, f"{one}/{one}")].count,
                [
                    (one, other, title_of(other), found[("known in", kind, f"{one}/{other}")])
                    for other in names
                ],
            )
            for one in names
        ],
    }


def _waiting_by(name: str, every: Iterable[Stake | Waits], viewer: Viewer) -> list[Link]:
    """How many pairs wait, by one of the ways in which the queue is narrowed: each leads to them."""
    asked = {one: Narrowed(now=clock.now()).by(name, one.value) for one in every}
    many = counted({one.value: narrowed for one, narrowed in asked.items()}, viewer=viewer)
    return [
        Link(one.words, f"{reverse('matching')}?{query_of(narrowed)}", many[one.value])
        for one, narrowed in asked.items()
    ]


def _poor(kind: EntityType, viewer: Viewer) -> dict[str, object]:
    told = lacking(viewer=viewer, kind=kind)
    return {
        "title": KINDS[kind],
        "kind": kind.value,
        "every": [(LACKS[one], one, told[one], RULES.get(one, "")) for one in LACKS if one in told],
    }


def _ids(kind: EntityType, viewer: Viewer) -> list[tuple[object, list[int]]]:
    """The last nights, the newest first: ids made, joined, parted, taken back."""
    by_part = {
        part: {night.run_id: night for night in held.nights("ids", kind, part, viewer=viewer, most=NIGHTS)}
        for part in ("minted", "joined", "parted", "taken back")
    }
    return [
        (night, [each[run].counted.count if run in each else 0 for each in by_part.values()])
        for run, night in sorted(by_part["minted"].items(), reverse=True)
    ]


def _drift(model: InUse | None) -> str:
    points = settings.ROOFTREE_MATCH_DRIFT
    if model is None:
        return ""
    still = f"No share has moved by more than {points} points since the model was trained."
    return drift(model.moved, points=points) or still
