"""The queue of pairs that may be one, what is most at stake first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.matching.review.queries.doubted_rows import doubted_rows
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.queries.queue import Narrowed, Waiting, counted, told, waiting
from rooftree.records.matching.review.rules import Stake, Waits
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.checks import checks_waiting
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.actions import record_reading
from rooftree.reference.register.queries import systems
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE
from rooftree.web.staff.matching.words import (
    KINDS,
    SAME_AS,
    SEES,
    href_of,
    kinds_for,
    name_of_record,
    signed,
    stands,
    tasks,
    titles,
)
from rooftree.web.visibility import visible_to

BY = ("kind", "system", "state", "stake", "waits")
"""What the queue is narrowed by, as addresses name it."""
STATES = {
    "sensitive": "Two people decide",
    "second": "Second opinion",
    "third": "Two did not agree",
    "proposed": "Proposed by a colleague",
    "mine": "Not answered by me",
}


@visible_to(*SEES)
@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """Every pair that waits, narrowed to what was asked for."""
    narrowed = narrowed_by(request)
    viewer = request.viewer
    choices, many, kinds = _choices(narrowed, viewer)
    page = Paginator(waiting(viewer=viewer, narrowed=narrowed), A_PAGE).get_page(request.GET.get("page", 1))
    record_reading(by=viewer, now=clock.now(), subject_type="match_candidate", subject_id="", part="queue")
    query = query_of(narrowed)
    checks = len(checks_waiting(viewer=viewer, today=clock.today()))
    context = {
        "nav": "matching",
        "doubted": _doubted(viewer),
        "heading": _heading(page.paginator.count, narrowed, kinds),
        "states": choices["state"],
        "kinds": choices["kind"],
        "systems": choices["system"],
        "stakes": choices["stake"],
        "waits": choices["waits"],
        "page": page,
        "lines": _lines([told(row) for row in page.object_list], viewer, query),
        "any": bool(many),
        "checks": checks,
        "tasks": tasks(current="pairs", checks=checks, pairs=many),
    }
    return render(request, "staff/matching/queue.html", context)


def narrowed_by(request: StaffRequest) -> Narrowed:
    """What the address asks for; what it cannot mean is left out."""
    asked = {name: request.GET.get(name, "")[:60] for name in BY}
    known: dict[str, Collection[str]] = {"state": STATES, "stake": set(Stake), "waits": set(Waits)}
    asked |= {name: "" for name, those in known.items() if asked[name] not in those}
    return Narrowed(**asked, now=clock.now())


def query_of(narrowed: Narrowed, **changes: str) -> str:
    """The address's own words for what is asked for."""
    asked = {name: getattr(narrowed, name) for name in BY} | changes
    return urlencode({name: value for name, value in asked.items() if value})


def _heading(count: int, narrowed: Narrowed, kinds: Sequence[EntityType]) -> str:
    if not count:
        return "No pair is like that" if query_of(narrowed) else "Nothing waits to be decided"
    pairs = words.listed([words.counted(count, "pair", "pairs")])
    return f"{pairs} may be {_what(narrowed, kinds)}"


def _what(narrowed: Narrowed, kinds: Sequence[EntityType]) -> str:
    """ "the same person"; of several kinds "one person, or one home"."""
    asked = [one for one in kinds if one == narrowed.kind] or kinds
    known = [one for one in (EntityType.PERSON, EntityType.HOME) if one in asked] or asked
    return " or ".join(
        SAME_AS[one] if at == 0 else SAME_AS[one].removeprefix("the same ") for at, one in enumerate(known)
    )


def _choices(narrowed: Narrowed, viewer: Viewer) -> tuple[dict[str, list[Link]], int, list[EntityType]]:
    """For each way of narrowing all, and each choice that would leave some but not all, with how many;
    nothing where there is no choice. How many there are when nothing is chosen; and the kinds left."""
    offered = {
        "state": STATES,
        "kind": {one.value: KINDS[one] for one in kinds_for(viewer)},
        "system": {one.name: title_of(one.name) for one in systems()},
        "stake": {one.value: one.words for one in Stake},
        "waits": {one.value: one.words for one in Waits},
    }
    asked = {"": Narrowed()} | {
        f"{name}={value}": narrowed.by(name, value)
        for name, known in offered.items()
        for value in ("", *known)
    }
    counts = counted(asked, viewer=viewer)
    found: dict[str, list[Link]] = {}
    for name, known in offered.items():
        every = counts[f"{name}="]
        links = []
        for value, said in {"": "All", **known}.items():
            one, count = asked[f"{name}={value}"], counts[f"{name}={value}"]
            current = getattr(narrowed, name) == value
            if current or not value or 0 < count < every:
                href = f"{reverse('matching')}?{query_of(one)}".rstrip("?")
                links.append(Link(said, href, count, current))
        found[name] = links if len(links) > 1 else []
    return found, counts[""], [one for one in kinds_for(viewer) if counts[f"kind={one.value}"]]


def _held_by(one: Waiting) -> str:
    """ "Both in NEC", "NEC; Locata and Oneserve"."""
    first, second = one.systems
    if list(first) == list(second):
        return f"Both in {titles(first)}" if first else ""
    return "; ".join(titles(side) or "In no system now" for side in one.systems)


def _doubted(viewer: Viewer) -> list[dict[str, object]]:
    """The rows that colleagues hold not to be theirs with whom a run linked them."""
    rows = doubted_rows(viewer=viewer)
    records = _records([(one.entity_type, one.entity_id) for one in rows], viewer)
    return [
        {
            "row": f"{title_of(one.system)} {one.key}",
            "whose": name_of_record(one.entity_type, records[one.entity_type].get(one.entity_id)),
            "href": reverse("match-split", args=[one.reference_id]),
            "says": one,
        }
        for one in rows
    ]


def _records(asked: Iterable[tuple[str, str]], viewer: Viewer) -> dict[str, Mapping[str, Held]]:
    ids: dict[str, set[str]] = {}
    for kind, own in asked:
        ids.setdefault(kind, set()).add(own)
    return {kind: records_of(kind, sorted(each), viewer=viewer) for kind, each in ids.items()}


def _lines(rows: Sequence[Waiting], viewer: Viewer, query: str) -> list[dict[str, object]]:
    both = ((one.entity_type, own) for one in rows for own in (one.first_id, one.second_id))
    records = _records(both, viewer)
    return [
        {
            "first": name_of_record(one.entity_type, records[one.entity_type].get(one.first_id)),
            "second": name_of_record(one.entity_type, records[one.entity_type].get(one.second_id)),
            "systems": _held_by(one),
            "href": f"{href_of(one.entity_type, one.first_id, one.second_id)}?{query}".rstrip("?"),
            "because": one.because,
            "weight": None if one.weight is None else signed(one.weight),
            "stakes": [stake.words for stake in one.stakes],
            "is_proposed": one.is_proposed,
            "status": stands(one.outcome, one.voters, viewer),
        }
        for one in rows
    ]
