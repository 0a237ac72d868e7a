"""The audit trail is written with the thing it tells of, and never changed."""

import datetime

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer
from rooftree.reference.audit import actions
from rooftree.reference.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
ALICE = Viewer(user_id=1, name="Alice Marsh", role=Role.OFFICER)


def test_a_reading_says_who_what_when_and_which_part() -> None:
    actions.record_reading(by=ALICE, now=NOW, subject_type="person", subject_id="P-1", part="timeline")
    entry = AuditEntry.objects.get()
    assert (entry.by_id, entry.by_name, entry.at, entry.action) == (1, "Alice Marsh", NOW, "read")
    assert (entry.subject_type, entry.subject_id, entry.detail) == ("person", "P-1", {"part": "timeline"})


def test_a_search_keeps_what_was_typed_but_not_endlessly() -> None:
    actions.record_search(by=ALICE, now=NOW, sought="x" * 5000, found=3)
    assert AuditEntry.objects.get().detail == {"sought": "x" * 200, "found": 3}


def test_what_is_undone_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.record(by=SYSTEM, now=NOW, action="published", subject_type="run")
        raise ZeroDivisionError
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("attempt", ["update", "delete"])
def test_an_entry_can_be_neither_changed_nor_deleted(attempt: str) -> None:
    actions.record(by=SYSTEM, now=NOW, action="published", subject_type="run", subject_id=1)
    with pytest.raises(ProgrammingError, match="audit_entry"), transaction.atomic():
        if attempt == "update":
            AuditEntry.objects.update(by_name="Somebody else")
        else:
            AuditEntry.objects.all().delete()
    assert AuditEntry.objects.get().by_name == "Rooftree"
