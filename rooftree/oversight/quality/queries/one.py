"""One exception: its rule, all that happened to it, and what the record holds now, for who may read that."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q

from rooftree.oversight.quality.models import ExceptionEvent, QualityException
from rooftree.oversight.quality.queries.shown import ExceptionShown, shown
from rooftree.oversight.quality.rules.rights import may_see
from rooftree.oversight.quality.rules.states import RESOLVED_WORDS, WHAT_WORDS, Resolved, What
from rooftree.records.claims.held import NEVER_READ, Value, may_read, readable
from rooftree.records.claims.queries import ENTITY_TABLES, Want, held, said_of
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.links import deep_link
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Rule
from rooftree.reference.standard.queries import contracts

NOT_YOURS = "Your role does not let you read this part of the record."
NOT_PUBLISHED = "This value is not part of the single view, so it is not shown here; look in {system}."
NOT_THERE = "The record is not in the single view now; look in {system}."
NEVER_SHOWN = "It is kept to compare records with each other, and is shown to nobody."
NO_COLUMN = "The rule is about the whole row, not one value."


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to it."""

    what: What
    words: str
    at: datetime.datetime
    by: str
    to: str
    said: str
    run_id: int | None


@dataclass(frozen=True, slots=True)
class Observed:
    """What the record holds now of the column; where it may not or cannot be shown, why."""

    value: Value = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionWhole:
    """One exception with all that is known of it."""

    exception: ExceptionShown
    rule: Rule | None
    """Nothing when the rule is no longer in force."""
    happened: Sequence[Happened]
    observed: Observed
    record_type: str
    record_id: str
    link: str
    """The address of the row in its own system; "" where none is known."""
    alike: Sequence[ExceptionShown]
    """The others of its group: the rows it is a duplicate of."""
    resolved_words: str
    waived_reason: str
    waived_by: str
    mended_by: str


def one(exception_id: str | uuid.UUID, *, viewer: Viewer, today: datetime.date) -> ExceptionWhole | None:
    """The exception; nothing when there is none, or none for this viewer."""
    rows = QualityException.objects.select_related("team", "assigned_to")
    row = rows.filter(pk=_id(exception_id)).first()
    if row is None or not may_see(row.table_name, viewer):
        return None
    alike = list(rows.filter(rule_id=row.rule_id, group_id=row.group_id).exclude(pk=row.pk)[:20])
    return ExceptionWhole(
        exception=shown([row], viewer=viewer, today=today)[0],
        rule=standard_in_force().rules.get(row.rule_id),
        happened=[_happened(event) for event in row.events.order_by("id")],
        observed=observed(row, viewer=viewer),
        record_type=row.record_type if may_read(row.record_type, viewer) else "",
        record_id=str(row.record_id or "") if may_read(row.record_type, viewer) else "",
        link=_link(row),
        alike=shown(alike, viewer=viewer, today=today) if row.group_id else (),
        resolved_words=RESOLVED_WORDS[Resolved(row.resolved_as)] if row.resolved_as else "",
        waived_reason=row.waived_reason,
        waived_by=row.waived_by or "",
        mended_by=row.mended_by or "",
    )


def observed(row: QualityException, *, viewer: Viewer) -> Observed:
    """Read from the record as it is published now, under the same rights as the record's own page."""
    table, column = row.table_name, row.column_name
    contract = contracts().get(table)
    if not column or contract is None:
        return Observed(why_not=NO_COLUMN)
    if not may_read(table, viewer):
        return Observed(why_not=NOT_YOURS)
    declared = contract.column(column)
    if declared is None or not declared.published:
        return Observed(why_not=NOT_PUBLISHED.format(system=row.source_system))
    if (table, column) in NEVER_READ:
        return Observed(why_not=NEVER_SHOWN)
    if column not in {one.name for one in readable(contract, viewer=viewer)}:
        return Observed(why_not=NOT_YOURS)
    if row.record_id is None or row.record_type != table:
        return Observed(why_not=NOT_THERE.format(system=row.source_system))
    return _held(row, viewer)


def _held(row: QualityException, viewer: Viewer) -> Observed:
    """What this system said, of a record that several make; else what the record holds."""
    if row.table_name in ENTITY_TABLES:
        said, _ = said_of(entity_type=row.table_name, entity_ids=[str(row.record_id)], viewer=viewer)
        for one_said in said:
            if (one_said.lineage.system, one_said.lineage.key) == (row.source_system, row.source_key):
                value: Any = one_said.facts.get(row.column_name)
                return Observed(value)
        return Observed(why_not=NOT_THERE.format(system=row.source_system))
    model = next(
        each for each in apps.get_app_config("records").get_models() if each._meta.db_table == row.table_name
    )
    found = held(Want(model, Q(pk=row.record_id)), viewer=viewer)[row.table_name]
    if not found:
        return Observed(why_not=NOT_THERE.format(system=row.source_system))
    return Observed(found[0].facts.get(row.column_name))


def _happened(event: ExceptionEvent) -> Happened:
    what = What(event.what)
    return Happened(what, WHAT_WORDS[what], event.at, event.by, event.to, event.said, event.run_id)


def _link(row: QualityException) -> str:
    kind = {"unit": "home", "person": "person"}.get(row.table_name, "")
    return deep_link(row.source_system, kind, row.source_key) if kind else ""


def _id(text: str | uuid.UUID) -> uuid.UUID:
    try:
        return text if isinstance(text, uuid.UUID) else uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
