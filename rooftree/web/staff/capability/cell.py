"""One requirement, and one cell of it: what a system can hold, does hold, lacks, and how that has gone."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.oversight.capability.catalogue import catalogue, expected_of
from rooftree.oversight.capability.queries import figures
from rooftree.oversight.capability.queries import matrix as held
from rooftree.oversight.capability.queries.matrix import ANY, CellShown, RowShown
from rooftree.oversight.capability.rules.cells import GAP_WORDS, Can, Gap
from rooftree.oversight.capability.rules.requirements import Requirement
from rooftree.oversight.capability.rules.rights import may_keep_capability
from rooftree.oversight.quality.listing.choices import table_called
from rooftree.oversight.quality.queries.of_rule import nights as rule_nights
from rooftree.oversight.quality.rules.rights import may_see
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Rule
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Fact, Row, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.capability.pictures import over_time
from rooftree.web.staff.capability.words import CAN, DECLARED, SEES, beneath, grave, holds, percent
from rooftree.web.staff.quality.words import queue
from rooftree.web.staff.runs import SEES_RUNS
from rooftree.web.staff.showing import labels
from rooftree.web.visibility import visible_to

RUNS_SHOWN = 14


def found(requirement: str, viewer: Viewer) -> RowShown:
    """The requirement of an address."""
    row = held.row_of(requirement, viewer=viewer, today=clock.today())
    if row is None:
        raise Http404
    return row


def found_in(requirement: str, system: str, viewer: Viewer) -> tuple[RowShown, CellShown]:
    """The requirement and the system of an address."""
    row = found(requirement, viewer)
    one = row.of(system)
    if one is None:
        raise Http404
    return row, one


@visible_to(*SEES)
@require_safe
def requirement(request: StaffRequest, requirement: str) -> HttpResponse:
    """One requirement, system by system."""
    row = found(requirement, request.viewer)
    context = {
        "nav": "capability",
        "row": row,
        "facts": facts(row.requirement),
        "lines": [
            (one, title_of(one.cell.system), holds(one), beneath(one), _lacking(row, one))
            for one in row.cells
        ],
        "gaps": gap_rows([row.nowhere] if row.nowhere else []),
        "may_keep": may_keep_capability(request.viewer),
        "any": ANY,
    }
    return render(request, "staff/capability/requirement.html", context)


def _lacking(row: RowShown, one: CellShown) -> Sequence[str]:
    """What is lacking there, in sentences; nothing is said of a system that it is not asked of."""
    if one.gaps:
        return [gap.says for gap in one.gaps]
    if row.nowhere and one.cell.is_expected:
        return ["Nothing of it is held here."]
    return [] if one.cell.can is Can.NOT_ASKED else ["Nothing"]


@visible_to(*SEES)
@require_safe
def cell(request: StaffRequest, requirement: str, system: str) -> HttpResponse:
    """One requirement in one system."""
    viewer = request.viewer
    row, one = found_in(requirement, system, viewer)
    wanted = row.requirement
    told = figures.nights(wanted.id, system, viewer=viewer)
    context = {
        "nav": "capability",
        "row": row,
        "one": one,
        "system": title_of(system),
        "status": holds(one),
        "can": _can(one),
        "does": _does(one),
        "figure": one.cell.figure,
        "gaps": gap_rows(one.gaps),
        "chart": over_time(wanted, told),
        "nights": [
            (night, percent(night.figure.filled), percent(night.figure.format_ok)) for night in told[::-1]
        ][:RUNS_SHOWN],
        "declarations": [
            (DECLARED[each.said.can_hold], each)
            for each in held.declarations(wanted.id, system, viewer=viewer)
        ],
        "may_keep": may_keep_capability(viewer),
        "sees_runs": viewer.has_role(*SEES_RUNS),
        **_rules(one, viewer),
    }
    return render(request, "staff/capability/cell.html", context)


def gap_rows(gaps: Sequence[Gap]) -> list[tuple[Status, str]]:
    """What is lacking, each with its icon and words."""
    return [(Status(grave(gap.kind), GAP_WORDS[gap.kind]), gap.says) for gap in gaps]


def facts(one: Requirement) -> list[Fact]:
    """What a requirement asks, where it comes from, and what would be enough."""
    known = [
        Fact("Why it matters", one.why),
        Fact("Held in", _held_in(one)),
        Fact("Asked of", _asked_of(one)),
        Fact("Should be held by", _should(one)),
        Fact("Aim", f"{one.aim}% filled" if one.aim is not None else "None", sub=one.no_aim_because),
        Fact("Form", f"{one.format_aim}% of the values pass every rule on them"),
        Fact("Serves", ", ".join(one.serves), sub="of the Housing Ombudsman’s report"),
        Fact("Comes from", one.source),
        Fact("About", catalogue().subjects[one.subject]),
    ]
    without = ("Asked of", "Aim", "Form") if one.not_in_standard else ()
    return [fact for fact in known if fact.label not in without]


def _held_in(one: Requirement) -> str:
    if one.not_in_standard:
        return one.not_in_standard
    names = [" or ".join(labels.label(one.table, name).lower() for name in each) for each in one.columns]
    return f"{table_called(one.table)}: {', '.join(names)}"


def _asked_of(one: Requirement) -> str:
    """Every row, or those of some codes; of another table, where each of its rows should have one."""
    table, codes = (one.each, one.each_only) if one.each else (one.table, one.only)
    told = f"Every row of “{table_called(table)}”"
    standard = standard_in_force()
    for name, only in codes.items():
        column = standard.contracts[table].column(name)
        known = standard.code_lists[column.codes].codes if column and column.codes else {}
        said = [known.get(code, code).lower() for code in only]
        told += f" whose {labels.label(table, name).lower()} is {_or(said)}"
    return told


def _or(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def _should(one: Requirement) -> str:
    names = [title_of(name) for name in expected_of(one)]
    return (
        f"{names[0]} (system of record){''.join(f', {name}' for name in names[1:])}" if names else "No system"
    )


def _can(one: CellShown) -> list[Fact]:
    cell, said = one.cell, one.cell.declared
    read_from = cell.figure.read_from if cell.figure else ()
    told = [Fact("Can hold it", CAN[cell.can].words)]
    if read_from:
        told.append(Fact("Read from", "; ".join(read_from), sub="as the mapping says"))
    if said is None:
        return [*told, Fact("Last reviewed", "Never", sub="Nobody has looked at the system and said")]
    told.append(Fact("Declared", DECLARED[said.can_hold], sub=said.note))
    if said.held_where:
        told.append(Fact("Where", said.held_where))
    by = f"by {said.reviewed_by}; due again on {words.day(said.review_due_on)}"
    return [*told, Fact("Last reviewed", said.reviewed_on, sub=by)]


def _does(one: CellShown) -> list[Fact]:
    figure, wanted = one.cell.figure, one.cell.requirement
    if figure is None or not figure.read_from:
        return []
    if figure.asked is None:
        return [Fact("Rows", "Nothing received")]
    aim = f"aim {wanted.aim}%" if wanted.aim is not None else wanted.no_aim_because
    told = [
        Fact("Rows asked", f"{figure.asked:,}"),
        Fact("Rows that hold it", f"{figure.held or 0:,}"),
        Fact("Filled", percent(figure.filled) or "No row was asked", sub=aim),
    ]
    if figure.judged is None:
        return [*told, Fact("Form right", "Not judged", sub="No rule of the standard looks at these values")]
    of = f"{figure.judged:,} values, {figure.bad or 0:,} of them failing a rule; aim {wanted.format_aim}%"
    return [*told, Fact("Form right", percent(figure.format_ok) or "No value", sub=of)]


def _rules(one: CellShown, viewer: Viewer) -> dict[str, Any]:
    """The rules behind the figures, each with the way to the rows it found here in the last check."""
    wanted, system = one.cell.requirement, one.cell.system
    if not one.cell.is_mapped or not may_see(wanted.table, viewer):
        return {"judging": [], "asking": []}
    return {
        "judging": [_rule(rule, system, viewer) for rule in figures.judging_rules(wanted, system)],
        "asking": [_rule(rule, system, viewer) for rule in figures.asking_rules(wanted, system)],
    }


def _rule(rule: Rule, system: str, viewer: Viewer) -> tuple[Row, str]:
    nights = [night for night in rule_nights(rule.id, viewer=viewer, most=1) if night.source_system == system]
    failed = nights[-1].failed or 0 if nights else 0
    href = queue(rule=rule.id, system=system, stands="all") if failed else ""
    return Row(rule.title, href=reverse("rule", args=[rule.id]), lines=(f"{failed:,}",)), href
