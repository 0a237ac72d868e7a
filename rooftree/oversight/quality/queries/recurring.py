"""The same rule in the same system, with the same people, again and again: what to change instead."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Count, Min, Q

from rooftree.oversight.quality.models import ExceptionEvent, QualityException, RuleResult
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.oversight.quality.rules.recurring import Counted, Suggestion, Thresholds, suggestion
from rooftree.oversight.quality.rules.states import What
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.queries import standard_in_force

FILE = Path(__file__).parent.parent / "work.toml"
Whose = tuple[str, str, str, int | None]
"""A rule, its table, a system and a team."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """What comes back, and what is suggested."""

    rule_id: str
    title: str
    table_name: str
    source_system: str
    team_id: int | None
    owner: str
    counted: Counted
    suggestion: Suggestion


@cache
def thresholds() -> Thresholds:
    """From when on something is said to come back."""
    return Thresholds(**tomllib.loads(FILE.read_text(encoding="utf-8"))["recurring"])


def recurring(*, viewer: Viewer, today: datetime.date) -> list[Recurring]:
    """Everything that comes back, what comes back most first."""
    limits = thresholds()
    since = today - datetime.timedelta(days=limits.days)
    tables = sorted(tables_of(viewer))
    rules = standard_in_force().rules
    new, resolved = _new(since, tables), _happened(since, tables)
    found = []
    for whose in {*new, *resolved}:
        rule_id, table, system, team_id = whose
        rule = rules.get(rule_id)
        counted = Counted(*new.get(whose, (0, 0)), *resolved.get(whose, (0, 0)))
        suggested = suggestion(counted, rule.check.kind if rule else None, limits)
        if suggested and rule:
            owner = rule.owner
            found.append(Recurring(rule_id, rule.title, table, system, team_id, owner, counted, suggested))
    return sorted(found, key=lambda one: (-one.counted.came_back, -one.counted.new, one.rule_id))


def _new(since: datetime.date, tables: list[str]) -> Mapping[Whose, tuple[int, int]]:
    """How many were first seen, on how many days; a rule's first day is not counted, for all is new then."""
    rows = QualityException.objects.filter(first_seen_on__gte=since, table_name__in=tables)
    counted = rows.values("rule_id", "table_name", "source_system", "team_id", "first_seen_on").annotate(
        many=Count("id")
    )
    begun = _begun()
    found: dict[Whose, tuple[int, int]] = {}
    for one in counted:
        if one["first_seen_on"] == begun.get((one["rule_id"], one["source_system"])):
            continue
        whose = (one["rule_id"], one["table_name"], one["source_system"], one["team_id"])
        many, days = found.get(whose, (0, 0))
        found[whose] = (many + one["many"], days + 1)
    return found


def _begun() -> dict[tuple[str, str], datetime.date]:
    """The day on which each rule was first asked of each system."""
    rows = RuleResult.objects.filter(error="").values("rule_id", "source_system")
    return {
        (one["rule_id"], one["source_system"]): one["day"]
        for one in rows.annotate(day=Min("check_run__business_on"))
    }


def _happened(since: datetime.date, tables: list[str]) -> Mapping[Whose, tuple[int, int]]:
    """How many were resolved, and how many came back."""
    rows = ExceptionEvent.objects.filter(on__gte=since, exception__table_name__in=tables)
    rows = rows.filter(what__in=(What.RESOLVED, What.REOPENED))
    counted = rows.values(
        "exception__rule_id", "exception__table_name", "exception__source_system", "exception__team_id"
    ).annotate(
        resolved=Count("id", filter=Q(what=What.RESOLVED)), back=Count("id", filter=Q(what=What.REOPENED))
    )
    return {
        (
            one["exception__rule_id"],
            one["exception__table_name"],
            one["exception__source_system"],
            one["exception__team_id"],
        ): (one["resolved"], one["back"])
        for one in counted
    }
