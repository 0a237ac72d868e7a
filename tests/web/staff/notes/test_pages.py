"""The pages of notes: written, changed, pinned, opened; by those who may, whatever is typed."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from rooftree.records.homes.models import Unit
from rooftree.records.matching.models import EntityAlias
from rooftree.records.people.models import Person
from rooftree.reference.audit.models import AuditEntry
from rooftree.services.notes import actions, queries
from tests.factories.records import make
from tests.people import Somebody
from tests.services.notes.writing import NOW, note, task

HOSTILE = ["<script>alert(1)</script>", "🏠" * 50, "\u202eمرحبا", "a\x00b", "{{ request }}", "x" * 10_000]


@pytest.fixture
def home(db: None) -> str:
    return str(make(Unit, address_line="Flat 12, Larch House, Orchard Rise", postcode="ZZ4 2LH").pk)


def text_of(somebody: Somebody, path: str, status: int = 200) -> str:
    response = somebody.client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_note_is_written_and_stands_on_its_record(home: str, alice: Somebody, bob: Somebody) -> None:
    said = {
        "text": "Rang.\nNo answer. @Nobody",
        "category": "telephone_call",
        "mention": bob.user.pk,
        "pinned": "on",
    }
    response = alice.client.post(f"/notes/on/unit/{home}/write/", said)
    assert response["Location"] == f"/notes/on/unit/{home}/"
    text = text_of(alice, f"/notes/on/unit/{home}/")
    assert "One note and no open tasks</h1>" in text
    assert "Rang.\nNo answer. @Nobody</p>" in text
    assert "Bob Planner is asked to look" in text
    assert "The note is saved." in text
    assert "Nobody here is called @Nobody, so nobody was told by that." in text
    assert '<li id="note-' in text
    assert "Pinned" in text
    assert 'href="/homes/' in text


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(home: str, alice: Somebody) -> None:
    response = alice.client.post(f"/notes/on/unit/{home}/write/", {"text": "y" * 10_001, "category": ""})
    text = response.content.decode()
    assert response.status_code == 422
    assert "The note can have 10,000 characters; this has 10,001. Make it shorter, or write two." in text
    assert "Choose what the note is about." in text
    assert "y" * 10_001 in text
    assert '<details class="rt-more" id="write" open>' in text
    response = alice.client.post(
        f"/notes/on/unit/{home}/task/", {"title": "", "due_on_0": "31", "due_on_1": "2", "due_on_2": "2026"}
    )
    text = response.content.decode()
    assert "There is no such day in the calendar" in text


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_are_shown_as_words(said: str, home: str, alice: Somebody) -> None:
    path = f"/notes/on/unit/{home}/"
    assert alice.client.post(f"{path}write/", {"text": said, "category": "other"}).status_code == 302
    assert alice.client.post(f"{path}task/", {"title": said[:200], "why": said[:200]}).status_code == 302
    for page in (path, "/your-work/?view=nobodys", "/"):
        text = text_of(alice, page)
        assert "<script>alert" not in text
    assert "\x00" not in text_of(alice, path)


def test_the_second_of_two_changes_is_shown_the_first(home: str, alice: Somebody, bob: Somebody) -> None:
    own = note(home, alice.viewer, "One.")
    path = f"/notes/{own}/change/"
    assert 'name="seen" value="1"' in text_of(alice, path)
    said = {"text": "One, and mine.", "reason": "More", "seen": "1"}
    actions.change_note(note_id=own, text="One, and Bob’s.", reason="He knows", by=bob.viewer, now=NOW)
    response = alice.client.post(path, said)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Bob Planner changed this note while you were writing. Nothing of yours is lost." in text
    assert "One, and Bob’s.</p>" in text
    assert "because: He knows" in text
    assert "One, and mine.</textarea>" in text
    assert 'name="seen" value="2"' in text
    response = alice.client.post(path, {"text": "One, and both.", "reason": "More", "seen": "2"})
    assert response["Location"] == f"/notes/on/unit/{home}/#note-{own}"
    text = text_of(alice, f"/notes/{own}/")
    for words in (
        "One, and both.",
        "One, and Bob’s.",
        "One.",
        "Changed because: He knows",
        "As first written",
    ):
        assert words in text


def test_a_sensitive_note_opens_for_some_and_leaves_a_line(home: str, alice: Somebody, bob: Somebody) -> None:
    own = note(home, alice.viewer, "Shouting at night.", sensitive=True)
    for page in (f"/notes/on/unit/{home}/", f"/notes/{own}/"):
        assert "Shouting" not in text_of(alice, page)
        assert "Show this sensitive note" in text_of(alice, page)
        assert "Show this sensitive note" not in text_of(bob, page)
    assert not AuditEntry.objects.filter(action="read", subject_id=home).exists()
    assert "Shouting at night." in text_of(alice, f"/notes/{own}/?open=1")
    assert AuditEntry.objects.get(action="read", subject_id=home).by_name == "Alice Officer"
    text_of(bob, f"/notes/{own}/?open=1", 403)
    text_of(bob, f"/notes/{own}/change/", 403)


def test_pinning_and_having_seen_lead_back_and_nowhere_else(
    home: str, alice: Somebody, bob: Somebody
) -> None:
    own = note(home, alice.viewer, "@Bob look")
    response = bob.client.post(f"/notes/{own}/seen/", {"next": "/your-work/?view=mentions"})
    assert response["Location"] == "/your-work/?view=mentions"
    for evil in ("https://example.com/", "//example.com/", "javascript:alert(1)", ""):
        response = alice.client.post(f"/notes/{own}/pin/", {"pinned": "1", "next": evil})
        assert response["Location"] == f"/notes/on/unit/{home}/"
    (shown,) = queries.notes_on("unit", home, viewer=alice.viewer)
    assert shown.is_pinned
    assert shown.mentions[0].seen_at is not None


def test_a_person_who_was_joined_to_another_leads_there(alice: Somebody) -> None:
    first, second = (str(make(Person, full_name="Josephine Okoro").pk) for _ in range(2))
    EntityAlias.objects.create(
        entity_type="person", alias_id=first, entity_id=second, reason="One", decided_by="C", decided_at=NOW
    )
    note(first, alice.viewer, "Written on the first.", record_type="person")
    assert alice.client.get(f"/notes/on/person/{first}/")["Location"] == f"/notes/on/person/{second}/"
    assert "Written on the first." in text_of(alice, f"/notes/on/person/{second}/")
    assert AuditEntry.objects.filter(action="read", subject_type="person", detail={"part": "notes"}).exists()


def paths(home: str, own: int, todo: int) -> list[str]:
    on = f"/notes/on/unit/{home}/"
    return [on, f"/notes/{own}/", f"/notes/{own}/change/", f"/tasks/{todo}/", "/your-work/"] + [
        f"POST {one}"
        for one in (
            f"{on}write/",
            f"{on}task/",
            f"/notes/{own}/pin/",
            f"/notes/{own}/seen/",
            f"/tasks/{todo}/done/",
        )
    ]


def test_the_wrong_role_and_the_signed_out_get_nothing(
    home: str, alice: Somebody, dev: Somebody, nobody: Client
) -> None:
    for path in paths(home, note(home, alice.viewer), task(home, alice.viewer)):
        way, _, address = path.rpartition(" ")
        for client, status in ((dev.client, 403), (nobody, 302)):
            answer = client.post(address) if way else client.get(address)
            assert answer.status_code == status, path
        if way:
            assert alice.client.get(address).status_code == 405


@pytest.mark.parametrize("text", ["'; DROP TABLE note;--", "%00", "🏠", "9" * 30, "x" * 5000, "-1"])
def test_an_address_of_nothing_is_not_found(text: str, alice: Somebody) -> None:
    quoted = quote(text, safe="")
    for path in (
        f"/notes/on/unit/{quoted}/",
        f"/notes/on/{quoted}/1/",
        f"/notes/{quoted}/",
        f"/tasks/{quoted}/",
    ):
        assert alice.client.get(path).status_code == 404, path
