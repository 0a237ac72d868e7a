"""Notes and tasks by the API: for those who see people; a sensitive note stays folded."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.models import AuditEntry
from rooftree.services.notes.actions import add_note, add_task
from tests.api.conftest import Programs
from tests.factories.landlord import Landlord
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]


def _note(by: Somebody, landlord: Landlord, text: str, *, sensitive: bool = False) -> int:
    return add_note(
        record_type="unit",
        record_id=str(landlord["unit"].pk),
        text=text,
        category="access",
        by=by.viewer,
        now=timezone.now(),
        sensitive=sensitive,
    )


def test_a_sensitive_note_stays_folded(alice: Somebody, program: Programs, landlord: Landlord) -> None:
    _note(alice, landlord, "Knock twice")
    secret = _note(alice, landlord, "SECRET", sensitive=True)
    reader, of = program(alice), f"type=unit&of={landlord['unit'].pk}"
    told = {one["id"]: one["text"] for one in reader.read(f"notes?{of}")["items"]}
    assert told.pop(secret) is None
    assert list(told.values()) == ["Knock twice"]
    assert "SECRET" not in reader.get(f"notes/{secret}").content.decode()
    assert AuditEntry.objects.filter(action="read", subject_type="unit", by_id=alice.user.pk).count() == 2


def test_notes_are_not_for_those_who_do_not_see_people(
    alice: Somebody, dev: Somebody, program: Programs, landlord: Landlord
) -> None:
    own = _note(alice, landlord, "Knock twice")
    for reader in (program(dev, [Scope.HOMES]), program(alice, [Scope.HOMES])):
        assert reader.get(f"notes/{own}").status_code == 403


def test_ones_own_work_is_told(alice: Somebody, bob: Somebody, program: Programs, landlord: Landlord) -> None:
    add_task(
        record_type="unit",
        record_id=str(landlord["unit"].pk),
        title="Look at the boiler",
        by=alice.viewer,
        now=timezone.now(),
        assigned_to=alice.user.pk,
    )
    (task,) = program(alice).read("work")["items"]
    assert task["title"] == "Look at the boiler"
    assert program(bob, [Scope.HOMES, Scope.PEOPLE]).read("work")["items"] == []
    (again,) = program(bob, [Scope.HOMES, Scope.PEOPLE]).read(f"tasks?type=unit&of={landlord['unit'].pk}")[
        "items"
    ]
    assert again == task == program(alice).read(f"tasks/{task['id']}")


def test_a_record_that_is_none_is_said(alice: Somebody, program: Programs) -> None:
    reader = program(alice)
    assert reader.get("notes?type=castle&of=1").status_code == 422
    assert reader.get("notes?type=unit&of=%00").status_code == 422
    assert reader.get("notes").json()["errors"][0]["parameter"] == "type"
    assert reader.get("notes/99999999999999999999999").status_code == 404
