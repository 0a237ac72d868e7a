"""Exceptions as pages show them: in words, with whom they are with and how long they have stood."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooftree.oversight.quality.models import QualityException, RuleResult
from rooftree.oversight.quality.rules.rights import names_its_person
from rooftree.oversight.quality.rules.states import State
from rooftree.reference.accounts.rules import Viewer, may_see_people
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Rule


@dataclass(frozen=True, slots=True)
class ExceptionShown:
    """One exception; never a value of the record."""

    id: uuid.UUID
    rule_id: str
    title: str
    """What must hold, as the rule says it."""
    table_name: str
    column_name: str
    dimension: str
    severity: str
    source_system: str
    source_key: str
    state: State
    owner: str
    team: str
    assigned_to: str
    first_seen_on: datetime.date
    since_on: datetime.date
    due_on: datetime.date
    days: int
    """How long it has stood, or stood until it was resolved."""
    overdue: bool
    reopened: int
    said_mended: bool
    unit_id: str = ""
    person_id: str = ""
    group_id: str = ""
    area_code: str = ""
    waived_until: datetime.date | None = None


def shown(rows: Sequence[QualityException], *, viewer: Viewer, today: datetime.date) -> list[ExceptionShown]:
    """The rows in words; each with its `team` and `assigned_to` read already."""
    titles = _titles(rows, standard_in_force().rules)
    people = may_see_people(viewer)
    return [_shown(row, titles[row.rule_id], people, today) for row in rows]


def _shown(row: QualityException, title: str, people: bool, today: datetime.date) -> ExceptionShown:
    state = State(row.state)
    led = people and names_its_person(row.table_name)
    return ExceptionShown(
        id=row.pk,
        rule_id=row.rule_id,
        title=title,
        table_name=row.table_name,
        column_name=row.column_name,
        dimension=row.dimension,
        severity=row.severity,
        source_system=row.source_system,
        source_key=row.source_key,
        state=state,
        owner=row.owner,
        team=row.team.name if row.team else "",
        assigned_to=row.assigned_to.shown_name if row.assigned_to else "",
        first_seen_on=row.first_seen_on,
        since_on=row.since_on,
        due_on=row.due_on,
        days=((row.resolved_on or today) - row.first_seen_on).days,
        overdue=state not in (State.RESOLVED, State.WAIVED) and row.due_on < today,
        reopened=row.reopened,
        said_mended=row.mended_at is not None,
        unit_id=str(row.unit_id or ""),
        person_id=str(row.person_id or "") if led else "",
        group_id=row.group_id or "",
        area_code=row.area_code or "",
        waived_until=row.waived_until,
    )


def _titles(rows: Sequence[QualityException], rules: Mapping[str, Rule]) -> dict[str, str]:
    """What each rule asks; of one that is no longer in force, what it was called when it was last asked."""
    wanted = {row.rule_id for row in rows}
    gone = sorted(wanted - set(rules))
    found = (
        RuleResult.objects.filter(rule_id__in=gone).order_by("rule_id", "-check_run_id").distinct("rule_id")
    )
    last = dict(found.values_list("rule_id", "title")) if gone else {}
    return {name: rules[name].title if name in rules else last.get(name, name) for name in wanted}


def last_title(rule_id: str) -> str:
    """What a rule that is no longer in force was called when it was last asked."""
    found = RuleResult.objects.filter(rule_id=rule_id).order_by("-check_run_id")
    return found.values_list("title", flat=True).first() or rule_id
