"""One person once, one home once: the evidence for R11, R17 and R18, each figure leading to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.records.households.rules.titles import TITLES
from rooftree.records.matching.quality.rules import LACKS, drift
from rooftree.records.matching.review.rules import Waits
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.rules import WEEKS, Stands
from rooftree.reports.people_once import OfKind, PeopleOnce, people_once
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.matching.quality.precision import href_of, links_of
from rooftree.web.staff.matching.quality.words import between, percent
from rooftree.web.staff.matching.words import KINDS, SEES
from rooftree.web.visibility import visible_to


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands for one kind of record: counts that lead to their rows, or words; neither where it is not
    asked of such."""

    kind: str
    links: Sequence[Link] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is asked, with what stands for each kind of record."""

    label: str
    cells: Sequence[Cell]
    note: str = ""


@visible_to(*SEES)
@require_safe
def page(request: StaffRequest) -> HttpResponse:
    """What the last run and the people who check say by now."""
    found = people_once(viewer=request.viewer, now=clock.now(), today=clock.today())
    context = {
        "nav": "people-once",
        "heading": _heading(found),
        "counted_at": found.counted_at,
        "kinds": [KINDS[one.kind] for one in found.kinds],
        "known": _known(found),
        "incoming": _incoming(found),
        "moved": _moved(found),
        "exceptions": _exceptions(found),
        "methods": [_methods(one) for one in found.kinds],
        "households": _households(found),
        "weeks": WEEKS,
    }
    return render(request, "staff/reports/people_once.html", context)


def _heading(found: PeopleOnce) -> str:
    if not any(one.precision for one in found.kinds):
        many = sum(one.waiting for one in found.kinds)
        waiting = words.listed([words.counted(many, "pair waits", "pairs wait")]) if many else "No pair waits"
        return f"{waiting}, and no link has been checked yet"
    return "; ".join(
        f"{KINDS[one.kind]}: {percent(one.precision.share)} of links are right"
        if one.precision
        else f"{KINDS[one.kind]}: no link has been checked yet"
        for one in found.kinds
    )


def _to(route: str, many: int, what: str, **asked: str) -> Link:
    """A count that leads to its rows; one of nothing leads nowhere."""
    href = f"{reverse(route)}?{urlencode(asked)}".rstrip("?") if many else ""
    return Link(what, href, many)


def _links(one: OfKind, many: int, what: str, **asked: str) -> Link:
    return _to("match-links", many, what, kind=one.kind.value, **asked)


def _cell(one: OfKind, *links: Link, said: str = "") -> Cell:
    return Cell(KINDS[one.kind], links, said)


def _share(one: OfKind) -> Cell:
    if one.linked is None or one.linked.percent is None:
        return _cell(one, said="Not counted yet")
    return _cell(one, Link(f"{one.linked.percent:.1f}\u00a0%", f"{reverse('match-quality')}#rates"))


def _precision(one: OfKind) -> Cell:
    if one.precision is None:
        return _cell(one, said="Not known yet")
    return _cell(one, Link(f"{percent(one.precision.share)} ({between(one.precision)})", href_of(one.kind)))


def _by_address(one: OfKind) -> Cell:
    if one.kind is not EntityType.HOME:
        return _cell(one)
    links = [_links(one, each.rows, each.method, method=each.method) for each in one.by_address]
    return _cell(one, *links) if links else _cell(one, said="None")


def _lacking(one: OfKind, lack: str) -> list[Link]:
    if lack not in one.poor:
        return []
    return [_to("match-unlinkable", one.poor[lack], "rows", kind=one.kind.value, lacks=lack)]


def _known(found: PeopleOnce) -> list[Line]:
    """R11: one view of each person and home."""
    lines = [
        Line("Rows of all systems today", [_cell(one, _links(one, one.rows, "rows")) for one in found.kinds]),
        Line(
            "One record with another row",
            [_share(one) for one in found.kinds],
            note="How many of each system’s are known in each other, with the rows.",
        ),
        Line(
            "Linked, but not surely",
            [_cell(one, _links(one, one.unsure, "rows not sure", sure="no")) for one in found.kinds],
            note="Shown with the words “may be the same person”.",
        ),
        Line(
            "Known by an address alone",
            [_by_address(one) for one in found.kinds],
        ),
    ]
    if found.households is not None:
        homes = _to("household-faults", found.households.homes, "homes")
        lines.append(
            Line(
                "Homes whose household is not right",
                [_cell(one, homes) if one.kind is EntityType.HOME else _cell(one) for one in found.kinds],
                note=f"In all {sum(found.households.by_kind.values()):,} things are not right: see below.",
            )
        )
    return lines


def _incoming(found: PeopleOnce) -> list[Line]:
    """R17: what is received is looked into."""
    return [
        Line(
            said,
            [_cell(one, *_lacking(one, lack)) for one in found.kinds],
        )
        for lack, said in LACKS.items()
        if any(lack in one.poor for one in found.kinds)
    ]


def _moved(found: PeopleOnce) -> str:
    if found.moved is None:
        return ""
    points = settings.ROOFTREE_MATCH_DRIFT
    still = f"Nothing in what is received has moved by more than {points} points since matching was trained."
    return drift(found.moved, points=points) or still


def _exceptions(found: PeopleOnce) -> list[Line]:
    """R18: what may be double or wrong, how long it waits, how often links are right."""
    return [
        *(
            Line(
                f"Pairs that may be one and wait: {waits.words.lower()}",
                [
                    _cell(one, _to("matching", many, "pairs", kind=one.kind.value, waits=waits.value))
                    for one in found.kinds
                    for many in [dict(one.waits)[waits]]
                ],
            )
            for waits in Waits
        ),
        Line(
            "Links that are right, measured",
            [_precision(one) for one in found.kinds],
            note=f"95 % interval, by links drawn by chance in the last {WEEKS} weeks.",
        ),
        *(
            Line(
                f"Drawn links: {stands.words.lower()}",
                [_cell(one, _drawn(one, stands)) for one in found.kinds],
            )
            for stands in Stands
        ),
        Line(
            "Found wrong, and one still",
            [_cell(one, _wrong(one)) for one in found.kinds],
        ),
    ]


def _drawn(one: OfKind, stands: Stands) -> Link:
    (link,) = links_of(one.kind, {stands: one.checks[stands]})
    return link if link.count else Link(link.words, "", 0)


def _wrong(one: OfKind) -> Link:
    href = f"{reverse('match-checks')}#wrong" if one.wrong_still else ""
    return Link("links", href, one.wrong_still)


def _methods(one: OfKind) -> dict[str, object]:
    return {
        "title": KINDS[one.kind],
        "drawn": href_of(one.kind),
        "lines": [
            (
                each.method,
                _links(one, each.rows, "rows", method=each.method),
                _links(one, each.unsure, "rows not sure", method=each.method, sure="no"),
            )
            for each in one.methods
        ],
    }


def _households(found: PeopleOnce) -> list[tuple[str, Link]]:
    if found.households is None:
        return []
    by_kind = found.households.by_kind
    return [
        (title, _to("household-faults", by_kind.get(kind.value, 0), "times", fault=kind.value))
        for kind, title in TITLES.items()
    ]
