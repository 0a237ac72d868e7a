"""A rule of the recording standard: what it asks, why, how a shortfall is mended, and how it has gone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.oversight.quality.listing.choices import table_called
from rooftree.oversight.quality.listing.standard import steward_of
from rooftree.oversight.quality.queries.of_rule import Night, nights, standing_by_rule
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.queries import severities, standard_in_force
from rooftree.reference.standard.quality.rules import Rule
from rooftree.web.components import words
from rooftree.web.components.charts import Chart, trend
from rooftree.web.components.parts import Fact, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.quality.words import queue
from rooftree.web.staff.runs import SEES_RUNS
from rooftree.web.staff.showing.labels import label
from rooftree.web.visibility import visible_to

NIGHTS_SHOWN = 14


@visible_to(*SEES_RECORDS)
@require_safe
def rule(request: StaffRequest, rule_id: str) -> HttpResponse:
    """One rule, in force or withdrawn."""
    known = standard_in_force().rules.get(rule_id)
    if known is not None and known.table not in tables_of(request.viewer):
        raise Http404
    held = nights(rule_id, viewer=request.viewer)
    if known is None and not held:
        raise Http404
    standing = standing_by_rule(viewer=request.viewer).get(rule_id, 0)
    return render(
        request, "staff/quality/rule.html", _context(request.viewer, rule_id, known, held, standing)
    )


def _context(
    viewer: Viewer, rule_id: str, known: Rule | None, held: Sequence[Night], standing: int
) -> dict[str, Any]:
    return {
        "nav": "rules",
        "rule": known,
        "title": known.title if known else held[-1].title,
        "finding": _finding(known, held, standing),
        "facts": _facts(known) if known else [],
        "standing": standing,
        "queue_href": queue(rule=rule_id),
        "resolved_href": f"{reverse('exceptions-resolved')}?rule={rule_id}",
        "chart": _chart(held),
        "lines": [_line(one) for one in held if one.run_id == held[-1].run_id],
        "checks": _checks(held)[:NIGHTS_SHOWN],
        "sees_runs": viewer.has_role(*SEES_RUNS),
    }


def _finding(known: Rule | None, held: Sequence[Night], standing: int) -> str:
    if known is None:
        return "It is no longer part of the standard. What it had found was closed; nothing was mended."
    if not held:
        return "It has not been asked yet. The next nightly check asks it."
    last = [one for one in held if one.run_id == held[-1].run_id]
    if all(one.error for one in last):
        return f"It could not be asked in the last check: {last[0].error}"
    asked = sum(one.asked or 0 for one in last)
    short = sum(one.failed or 0 for one in last)
    if not asked:
        return "The last check found no row to ask it of."
    rows = words.counted(asked, "row", "rows")
    if not short:
        return f"Every one of the {rows} that the last check asked holds."
    said = words.listed([words.counted(short, "row falls", "rows fall")])
    waived = (
        f"; {words.counted(standing, 'exception is', 'exceptions are')} to be mended"
        if standing != short
        else ""
    )
    return f"{said} short, of {rows} asked in the last check{waived}."


def _facts(known: Rule) -> list[Fact]:
    terms = severities()[known.severity]
    field = known.check.column
    facts = [
        Fact(
            "Asked of", table_called(known.table), sub=label(known.table, field) if field else "the whole row"
        ),
        Fact(
            "Of which systems", ", ".join(map(title_of, known.check.systems)) or "Every system that sends it"
        ),
        Fact(
            "Severity", terms.title, sub=f"to be mended within {words.counted(terms.due_days, 'day', 'days')}"
        ),
        Fact("Dimension", known.dimension.value.capitalize()),
        Fact("Who answers for it", known.owner or steward_of(known.table) or "Nobody yet"),
        Fact("Serves", known.recommendation, sub="of the Housing Ombudsman’s report"),
        Fact("Its name", known.id, sub=f"version {known.version}"),
    ]
    return [*facts, Fact("Where it comes from", known.source)] if known.source else facts


def _chart(held: Sequence[Night]) -> Chart | None:
    """How many rows fell short, night by night; nights on which it could not be asked are left out."""
    points = [
        (rows[0].business_on, float(sum(one.failed or 0 for one in rows)))
        for _, told in groupby(held, key=lambda one: one.run_id)
        if (rows := [one for one in told if not one.error and one.asked is not None])
    ]
    # Of several checks on one day the last counts: a line has one point for a day.
    days = dict(points)
    if not days:
        return None
    first, last = next(iter(days)), next(reversed(days))
    change = int(days[last] - days[first])
    went = "as many as" if not change else f"{abs(change):,} {'more' if change > 0 else 'fewer'} than"
    since = f", {went} on {words.day(first)}" if len(days) > 1 else ""
    said = words.listed([words.counted(int(days[last]), "row", "rows")])
    sentence = f"{said} fell short on {words.day(last)}{since}"
    return trend(list(days.items()), title="Rows that fell short", sentence=sentence, unit="rows")


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the rule, all systems together."""

    run_id: int
    on: datetime.date
    asked: int
    failed: int
    status: Status | None


def _checks(held: Sequence[Night]) -> list[Check]:
    """Check by check, the newest first."""
    found = []
    for run_id, told in groupby(held, key=lambda one: one.run_id):
        rows = list(told)
        asked, failed = (
            sum(many) for many in zip(*((one.asked or 0, one.failed or 0) for one in rows), strict=True)
        )
        status = next((status for one in rows if (status := _line(one)[2])), None)
        found.append(Check(run_id, rows[0].business_on, asked, failed, status))
    return found[::-1]


def _line(one: Night) -> tuple[Night, str, Status | None, str]:
    system = title_of(one.source_system) if one.source_system else "Every system"
    status = None
    if one.error:
        status = Status(Kind.OVER, "Could not be asked")
    elif one.unsure:
        status = Status(Kind.DUE, "Settles nothing")
    return one, system, status, one.error or one.unsure
