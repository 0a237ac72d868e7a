"""Notes keep what was written, tell whom they mention, and open when asked by those who may."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from rooftree.reference.accounts import actions as actions_of_accounts
from rooftree.reference.accounts.rules import SYSTEM, Role
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from rooftree.services.notes import actions, queries
from rooftree.services.notes.models import Mention, Note, NoteVersion, Task, TaskStep
from tests.people import Somebody
from tests.services.notes.writing import NOW, note, task


def trail() -> list[str]:
    return list(
        AuditEntry.objects.filter(subject_type="unit").order_by("id").values_list("action", flat=True)
    )


def test_a_change_keeps_every_version_with_who_when_and_why(
    home: str, alice: Somebody, bob: Somebody
) -> None:
    own = note(home, alice.viewer, "She rang.\r\nAt nine.")
    actions.change_note(
        note_id=own, text="She rang at nine.", reason="Clearer", by=bob.viewer, now=NOW, seen=1
    )
    (shown,) = queries.notes_on("unit", home, viewer=alice.viewer)
    assert (shown.text, shown.version, shown.written_by) == ("She rang at nine.", 2, "Alice Officer")
    assert shown.changed_by == "Bob Planner"
    versions = queries.versions_of(own, viewer=bob.viewer)
    assert [(one.text, one.reason, one.written_by) for one in versions] == [
        ("She rang at nine.", "Clearer", "Bob Planner"),
        ("She rang.\nAt nine.", "", "Alice Officer"),
    ]
    assert trail() == ["wrote a note", "changed a note"]


def test_who_comes_second_is_told_and_nothing_is_lost(home: str, alice: Somebody, bob: Somebody) -> None:
    own = note(home, alice.viewer, "One.")
    actions.change_note(note_id=own, text="Two.", reason="More", by=bob.viewer, now=NOW, seen=1)
    with pytest.raises(Refused, match="Bob Planner changed this note while you were writing"):
        actions.change_note(note_id=own, text="Three.", reason="Mine", by=alice.viewer, now=NOW, seen=1)
    assert [one.text for one in queries.versions_of(own, viewer=alice.viewer)] == ["Two.", "One."]
    actions.change_note(note_id=own, text="Two. Three.", reason="Both", by=alice.viewer, now=NOW, seen=2)
    assert queries.versions_of(own, viewer=alice.viewer)[0].number == 3


@pytest.mark.parametrize("text", ["Same.", "", "x" * 10_001])
def test_a_change_needs_new_words_and_a_reason(text: str, home: str, alice: Somebody) -> None:
    own = note(home, alice.viewer, "Same.")
    with pytest.raises(Refused) as refused:
        actions.change_note(note_id=own, text=text, reason=" ", by=alice.viewer, now=NOW)
    assert {"text", "reason"} <= {one.code for one in refused.value.reasons}
    assert NoteVersion.objects.count() == 1


@pytest.mark.parametrize("table", [Note, NoteVersion, Mention, Task, TaskStep])
def test_the_database_lets_nothing_be_deleted(
    table: type[Model], home: str, alice: Somebody, bob: Somebody
) -> None:
    note(home, alice.viewer, "@Bob look")
    task(home, alice.viewer)
    with pytest.raises(DatabaseError, match=r"Cannot (update or )?delete"), transaction.atomic():
        table._default_manager.all()._raw_delete("default")


def test_the_database_lets_no_words_be_rewritten(home: str, alice: Somebody) -> None:
    own = note(home, alice.viewer)
    for rows, to in (
        (NoteVersion.objects.all(), {"text": "Never said."}),
        (Note.objects.filter(pk=own), {"record_id": "another"}),
        (Note.objects.filter(pk=own), {"written_by": "Somebody else"}),
    ):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            rows.update(**to)


def test_a_mention_stands_until_it_is_seen(
    home: str, alice: Somebody, bob: Somebody, carys: Somebody
) -> None:
    own = note(home, alice.viewer, "@Bob please look", mentions=[carys.viewer.user_id])
    (shown,) = queries.notes_on("unit", home, viewer=alice.viewer)
    assert [(one.name, one.seen_at) for one in shown.mentions] == [
        ("Bob Planner", None),
        ("Carys Steward", None),
    ]
    assert actions.mark_seen(note_id=own, by=bob.viewer, now=NOW)
    assert not actions.mark_seen(note_id=own, by=bob.viewer, now=NOW)
    assert not actions.mark_seen(note_id=own, by=alice.viewer, now=NOW)
    assert Mention.objects.get(user=bob.user).seen_at == NOW
    assert trail() == ["wrote a note", "saw a note"]


def test_nobody_is_mentioned_who_may_not_read_it(
    home: str, alice: Somebody, bob: Somebody, dev: Somebody
) -> None:
    with pytest.raises(Refused, match=f"{bob.viewer.name} may not read sensitive notes"):
        note(home, alice.viewer, mentions=[bob.viewer.user_id], sensitive=True)
    for text, chosen in (("Look", [dev.viewer.user_id]), ("@Dev look", [])):
        with pytest.raises(Refused, match=f"{dev.viewer.name} may not read this note"):
            note(home, alice.viewer, text, mentions=chosen)
    with pytest.raises(Refused, match=r"Somebody you mention .* cannot sign in any more"):
        note(home, alice.viewer, mentions=[0])
    assert Note.objects.count() == 0


def test_a_first_name_that_two_share_asks_for_the_full_one(home: str, alice: Somebody, bob: Somebody) -> None:
    actions_of_accounts.add(
        email="bh@example.org", role=Role.OFFICER, full_name="Bob Hill", by=SYSTEM, now=NOW
    )
    with pytest.raises(Refused, match="More than one colleague is called Bob"):
        note(home, alice.viewer, "@Bob look")
    note(home, alice.viewer, "@Bob Hill look")
    assert [one.user.shown_name for one in Mention.objects.all()] == ["Bob Hill"]


def test_pinned_notes_come_first(home: str, alice: Somebody) -> None:
    first, second = note(home, alice.viewer, "One."), note(home, alice.viewer, "Two.")
    actions.pin(note_id=first, by=alice.viewer, now=NOW)
    assert [one.id for one in queries.notes_on("unit", home, viewer=alice.viewer)] == [first, second]
    actions.unpin(note_id=first, by=alice.viewer, now=NOW)
    assert [one.id for one in queries.notes_on("unit", home, viewer=alice.viewer)] == [second, first]


def test_a_sensitive_note_is_folded_and_opening_it_is_logged(
    home: str, alice: Somebody, bob: Somebody
) -> None:
    own = note(home, alice.viewer, "Shouting at night.", category="safeguarding")
    for somebody, may in ((alice, True), (bob, False)):
        (shown,) = queries.notes_on("unit", home, viewer=somebody.viewer)
        assert (shown.text, shown.is_sensitive, shown.may_open) == (None, True, may)
        assert queries.versions_of(own, viewer=somebody.viewer) == []
    (version,) = actions.open_sensitive(note_id=own, by=alice.viewer, now=NOW)
    assert version.text == "Shouting at night."
    entry = AuditEntry.objects.get(action="read", subject_id=home)
    assert (entry.by_name, entry.detail) == ("Alice Officer", {"part": f"sensitive note {own}"})
    with pytest.raises(Refused, match="As a planner you cannot open sensitive notes"):
        actions.open_sensitive(note_id=own, by=bob.viewer, now=NOW)
    with pytest.raises(Refused, match="As a planner you cannot change sensitive notes"):
        actions.change_note(note_id=own, text="New.", reason="Why", by=bob.viewer, now=NOW)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "🏠" * 500, "\u202eمرحبا", "NUL\x00here", "'; --"]
)
def test_hostile_words_are_kept_as_words(text: str, home: str, alice: Somebody) -> None:
    note(home, alice.viewer, text)
    assert queries.notes_on("unit", home, viewer=alice.viewer)[0].text == text.replace("\x00", "")


@pytest.mark.parametrize(
    ("record_type", "record_id"),
    [("unit", "0"), ("unit", "00000000-0000-0000-0000-000000000000"), ("claim", "1"), ("rubbish", "1")],
)
def test_there_is_no_writing_on_what_is_not_there(record_type: str, record_id: str, alice: Somebody) -> None:
    with pytest.raises(Refused):
        note(record_id, alice.viewer, record_type=record_type)


def test_who_may_not_see_people_neither_reads_nor_writes(home: str, alice: Somebody, dev: Somebody) -> None:
    own = note(home, alice.viewer)
    assert queries.notes_on("unit", home, viewer=dev.viewer) == []
    assert queries.note(own, viewer=dev.viewer) is None
    assert queries.versions_of(own, viewer=dev.viewer) == []
    assert queries.colleagues(viewer=dev.viewer) == []
    for act in (actions.pin, actions.open_sensitive, actions.mark_seen):
        with pytest.raises(Refused, match="As an administrator you cannot"):
            act(note_id=own, by=dev.viewer, now=NOW)
    with pytest.raises(Refused, match="As an administrator you cannot write notes"):
        note(home, dev.viewer)
