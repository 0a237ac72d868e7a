"""What runs counted: the last figure of each requirement in each system, and how it has gone."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from rooftree.oversight.capability.models import CapabilityFigure
from rooftree.oversight.capability.rules.cells import Figure
from rooftree.oversight.capability.rules.requirements import Requirement
from rooftree.oversight.capability.rules.rights import may_see_capability
from rooftree.oversight.quality.queries.failing import OF_THE_VALUE
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Dimension, Rule

Place = tuple[str, str]
"""A requirement and a system."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The run whose figures stand."""

    run_id: int
    business_on: datetime.date


@dataclass(frozen=True, slots=True)
class Night:
    """One run's figure."""

    business_on: datetime.date
    figure: Figure


def counting(*, viewer: Viewer) -> Counting | None:
    """The last run that counted; nothing before the first."""
    if not may_see_capability(viewer):
        return None
    row = CapabilityFigure.objects.select_related("run").order_by("-run_id").first()
    return Counting(row.run_id, row.run.business_on) if row else None


def last_figures(*, viewer: Viewer, before: int | None = None) -> dict[Place, CapabilityFigure]:
    """The rows of the last run that counted; of the last before a run, when one is named."""
    if not may_see_capability(viewer):
        return {}
    rows = CapabilityFigure.objects.all()
    if before is not None:
        rows = rows.filter(run_id__lt=before)
    last = rows.order_by("-run_id").values_list("run_id", flat=True).first()
    return {(row.requirement, row.system): row for row in rows.filter(run_id=last)} if last else {}


def figures(*, viewer: Viewer) -> Mapping[Place, Figure]:
    """The figure of each requirement in each system that stands."""
    return {place: figure_of(row) for place, row in last_figures(viewer=viewer).items()}


def nights(requirement: str, system: str, *, viewer: Viewer, most: int = 90) -> list[Night]:
    """The figures of the last runs, the oldest first."""
    if not may_see_capability(viewer):
        return []
    rows = CapabilityFigure.objects.filter(requirement=requirement, system=system).select_related("run")
    return [Night(row.run.business_on, figure_of(row)) for row in reversed(rows.order_by("-run_id")[:most])]


def figure_of(row: CapabilityFigure) -> Figure:
    """A kept row as the rules know it."""
    return Figure(
        run_id=row.run_id,
        read_from=tuple(row.read_from),
        asked=row.asked,
        held=row.held,
        judged=row.judged,
        bad=row.bad,
        counted_run=row.counted_run,
        counted_on=row.counted_on,
    )


def judging_rules(one: Requirement, system: str) -> list[Rule]:
    """The rules in force that judge the form or truth of its values in this system's rows."""
    return [rule for rule in _rules(one, system) if rule.dimension in OF_THE_VALUE]


def asking_rules(one: Requirement, system: str) -> list[Rule]:
    """The rules in force that ask whether it is filled there."""
    return [rule for rule in _rules(one, system) if rule.dimension is Dimension.COMPLETENESS]


def _rules(one: Requirement, system: str) -> list[Rule]:
    held = {each for name in one.column_names for each in (name, f"{name}_source", f"{name}_as_given")}
    return [
        rule
        for rule in standard_in_force().of_table(one.table)
        if rule.check.column in held and (not rule.check.systems or system in rule.check.systems)
    ]
