"""What was decided, the newest first, and how far reviewers agree."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rooftree.records.claims.held import readable
from rooftree.records.matching.models import MatchDecision, Reference
from rooftree.records.matching.review.rules import SETTLED, Answer, Outcome, may_decide, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts

DEFINITE = (Answer.SAME, Answer.DIFFERENT)


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """One decision as pages show it."""

    id: int
    entity_type: str
    first_id: str
    second_id: str
    row: tuple[str, str]
    """The system and key of a row said not to be theirs; two empty texts otherwise."""
    answer: Answer
    outcome: Outcome
    reason: str
    decided_by: str
    decided_at: datetime.datetime
    stands: bool
    may_be_undone: bool
    takes_back: int | None
    said: Sequence[Mapping[str, object]] = ()
    """What the first row of each of two said then: by now the name of one may be the other's."""


def decisions(*, viewer: Viewer) -> QuerySet[MatchDecision]:
    """All that was settled or taken back and that this viewer may read, the newest first.

    An answer that waits for a second opinion is not told: who gives that must not know the first.
    """
    kinds = [kind.value for kind in EntityType if may_review(viewer, kind)]
    told = Q(outcome__in=SETTLED) | Q(answer__in=(Answer.UNDONE, Answer.THEIRS))
    same = {name: OuterRef(name) for name in ("entity_type", "first_id", "source_system", "source_key")}
    later = MatchDecision.objects.filter(pk__gt=OuterRef("pk"), **same)
    rows = MatchDecision.objects.filter(told, entity_type__in=kinds).annotate(
        followed=Exists(later.filter(second_id=OuterRef("second_id")))
        | Exists(later.filter(second_id__isnull=True).exclude(source_key=""))
    )
    return rows.select_related("undoes").order_by("-pk")


def shown(row: MatchDecision, *, viewer: Viewer) -> DecisionShown:
    """One of `decisions`, as a page shows it."""
    stands = row.outcome in SETTLED and not getattr(row, "followed", False)
    return DecisionShown(
        id=row.pk,
        entity_type=row.entity_type,
        first_id=str(row.first_id),
        second_id=str(row.second_id or ""),
        row=(row.source_system, row.source_key),
        answer=Answer(row.answer),
        outcome=Outcome(row.outcome),
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        stands=stands,
        may_be_undone=stands and may_decide(viewer, row.entity_type),
        takes_back=row.undoes_id,
        said=_said(row, viewer),
    )


def _said(row: MatchDecision, viewer: Viewer) -> Sequence[Mapping[str, object]]:
    allowed = {column.name for column in readable(contracts()[row.entity_type], viewer=viewer)}
    seen = row.undoes.seen if row.undoes else row.seen
    rows = [seen.get(side) for side in ("first", "second")]
    if not all(rows):
        return ()
    return [
        {name: value for name, value in one[0]["facts"].items() if name in allowed} for one in rows if one
    ]


def decision(decision_id: int, *, viewer: Viewer) -> DecisionShown | None:
    """One decision; nothing when it is not there, or not for this viewer."""
    row = decisions(viewer=viewer).filter(pk=decision_id).first()
    return shown(row, viewer=viewer) if row else None


def of_pair(entity_type: str, first_id: str, second_id: str, *, viewer: Viewer) -> list[DecisionShown]:
    """What was settled about two, the newest first."""
    first, second = sorted((first_id, second_id))
    rows = decisions(viewer=viewer).filter(entity_type=entity_type, first_id=first, second_id=second)
    return [shown(row, viewer=viewer) for row in rows]


@dataclass(frozen=True, slots=True)
class RowOf:
    """One source row of a record, that may be said not to be theirs."""

    id: str
    entity_type: str
    entity_id: str
    system: str
    key: str
    method: str


def row_of(reference_id: UUID, *, viewer: Viewer) -> RowOf | None:
    """The source row behind a reference; nothing when it has gone, or is not for this viewer."""
    one = Reference.objects.filter(pk=reference_id, ended_on=None).first()
    if one is None or not may_review(viewer, one.entity_type):
        return None
    return RowOf(
        str(one.pk), one.entity_type, str(one.entity_id), one.source_system, one.source_key, one.method
    )


def opinions(*, viewer: Viewer) -> list[tuple[str, str]]:
    """What the first and the second said who gave a definite answer, question by question."""
    kinds = [kind.value for kind in EntityType if may_review(viewer, kind)]
    rows = MatchDecision.objects.filter(entity_type__in=kinds, second_id__isnull=False).order_by("pk")
    rounds: dict[tuple[object, ...], list[str]] = {}
    found: list[tuple[str, str]] = []
    for kind, first, second, answer in rows.values_list("entity_type", "first_id", "second_id", "answer"):
        said = rounds.setdefault((kind, first, second), [])
        if answer == Answer.UNDONE:
            said.clear()
        elif answer in DEFINITE:
            said.append(answer)
            if len(said) == 2:
                found.append((said[0], said[1]))
    return found


def known_ids(rows: Sequence[DecisionShown]) -> dict[str, set[str]]:
    """The ids that decisions are about, by kind: for their names."""
    found: dict[str, set[str]] = {}
    for one in rows:
        found.setdefault(one.entity_type, set()).update(own for own in (one.first_id, one.second_id) if own)
    return found
