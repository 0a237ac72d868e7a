"""Whom or what a record may be, and what it was joined to: in one statement, for the pages of records."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from rooftree.records.matching.models import EntityAlias, MatchCandidate, MatchDecision
from rooftree.records.matching.review.rules import SETTLED, may_review
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.asking import asked

Told = tuple[str, object, object, str, str, str, datetime.datetime | None, int]
"""Of what part, the two ids, how it stands, by whom, why, when, and the number of the decision."""
ANY_TIE = """
SELECT EXISTS (SELECT FROM entity_alias WHERE entity_id = $2 AND entity_type = $1 AND ended_at IS NULL)
    OR EXISTS (SELECT FROM entity_alias WHERE alias_id = $2 AND entity_type = $1 AND ended_at IS NULL)
    OR EXISTS (SELECT FROM match_candidate WHERE first_id = $2 AND entity_type = $1 AND ended_on IS NULL)
    OR EXISTS (SELECT FROM match_candidate WHERE second_id = $2 AND entity_type = $1 AND ended_on IS NULL)
"""
"""Whether there is anything to say: of most records there is not, and the page of every record asks."""


@dataclass(frozen=True, slots=True)
class Join:
    """That a record is joined to another: by whom, when, why, and the decision that may be taken back."""

    other_id: str
    is_kept: bool
    """That the record asked about is the one whose id both are known by."""
    decided_by: str
    decided_at: datetime.datetime
    reason: str
    decision_id: int | None


@dataclass(frozen=True, slots=True)
class Ties:
    """The others that a record may be, nobody having decided, and its joins in force."""

    may_be: Sequence[str] = ()
    joins: Sequence[Join] = ()


def ties_of(entity_type: str, entity_id: str, *, viewer: Viewer) -> Ties:
    """What ties a record to others today; nothing for those who may not read such records."""
    if not may_review(viewer, entity_type) or not asked(ANY_TIE, [entity_type, entity_id])[0][0]:
        return Ties()
    rows = list(
        _joins(entity_type, entity_id).union(
            _doubts(entity_type, entity_id), _said(entity_type, entity_id), all=True
        )
    )
    joins = [_join(row, entity_id) for row in rows if row[0] == "join"]
    settled = {one.other_id for one in joins}
    last: dict[str, Told] = {}
    for row in sorted((row for row in rows if row[0] == "said"), key=lambda one: one[7]):
        last[_other(row, entity_id)] = row
    settled |= {other for other, row in last.items() if row[3] in SETTLED}
    doubts = dict.fromkeys(_other(row, entity_id) for row in rows if row[0] == "doubt")
    return Ties(
        tuple(other for other in doubts if other not in settled),
        tuple(sorted(joins, key=lambda one: (one.decided_at, one.other_id))),
    )


def _other(row: Told, entity_id: str) -> str:
    return str(row[2] if str(row[1]) == entity_id else row[1])


def _join(row: Told, entity_id: str) -> Join:
    assert row[6] is not None, "a merge says when it was decided"
    return Join(_other(row, entity_id), str(row[2]) == entity_id, row[4], row[6], row[5], row[7] or None)


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _joins(entity_type: str, entity_id: str) -> "QuerySet[EntityAlias, Told]":
    made = MatchDecision.objects.filter(alias=OuterRef("pk")).values("pk")[:1]
    rows = EntityAlias.objects.filter(
        Q(entity_id=entity_id) | Q(alias_id=entity_id), entity_type=entity_type, ended_at=None
    )
    return rows.values_list(
        _text("join"),
        F("alias_id"),
        F("entity_id"),
        _text(""),
        Cast("decided_by", CharField()),
        Cast("reason", CharField()),
        F("decided_at"),
        Coalesce(Subquery(made), 0, output_field=BigIntegerField()),
    )


def _nothing() -> tuple[Value, Value, Value]:
    return _text(""), _text(""), Value(None, output_field=DateTimeField())


def _doubts(entity_type: str, entity_id: str) -> "QuerySet[MatchCandidate, Told]":
    rows = MatchCandidate.objects.filter(
        Q(first_id=entity_id) | Q(second_id=entity_id), entity_type=entity_type, ended_on=None
    )
    number = Value(0, output_field=BigIntegerField())
    return rows.values_list(_text("doubt"), F("first_id"), F("second_id"), _text(""), *_nothing(), number)


def _said(entity_type: str, entity_id: str) -> "QuerySet[MatchDecision, Told]":
    rows = MatchDecision.objects.filter(
        Q(first_id=entity_id) | Q(second_id=entity_id), entity_type=entity_type, second_id__isnull=False
    )
    outcome = Cast("outcome", CharField())
    return rows.values_list(_text("said"), F("first_id"), F("second_id"), outcome, *_nothing(), F("id"))
