"""What every answer needs: who gives it and when, one at a time, and its row in the log and in the audit."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from rooftree.records.matching.models import MatchDecision
from rooftree.records.matching.review.rules import Answer, may_decide
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import Plain, record
from rooftree.reference.refusals.rules import Reason, Refused

LOCK = "match_decision"
SOMEBODY_ELSE = Reason(
    "already-decided",
    "Somebody else has answered this since you opened the page.",
    "Look at it again.",
)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who decides, and when."""

    by: Viewer
    now: datetime
    today: date

    def must_decide(self, entity_type: str) -> None:
        """Refuses those who may not decide about such."""
        if not may_decide(self.by, entity_type):
            raise Refused(not_allowed(self.by, to="decide whether two records are one"))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction in which nobody else decides: answers about other pairs may bear on this one."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
        yield


def log(acting: Acting, entity_type: str, answer: Answer, **facts: Any) -> MatchDecision:
    """One row of the log, and its line in the audit trail."""
    row = MatchDecision.objects.create(
        entity_type=entity_type,
        answer=answer.value,
        decided_by=acting.by.name,
        decided_by_id=acting.by.user_id,
        decided_at=acting.now,
        **facts,
    )
    detail: Mapping[str, Plain] = {
        "answer": answer.value,
        "outcome": row.outcome,
        "with": str(row.second_id) if row.second_id else f"{row.source_system} {row.source_key}",
        "reason": row.reason,
    }
    subject = {"subject_type": entity_type, "subject_id": str(row.first_id)}
    record(by=acting.by, now=acting.now, action="decided who is one", detail=detail, **subject)
    return row


def is_there(entity_type: str, own_id: str) -> bool:
    """Whether there is such a record."""
    models = {one._meta.db_table: one for one in apps.get_app_config("records").get_models()}
    try:
        return bool(models[entity_type]._default_manager.filter(pk=own_id).exists())
    except (ValidationError, ValueError):
        return False
