"""Two rows that may be one: a steward says they are, the run obeys, and taken back they are two as before."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from rooftree.records.matching.models import MatchCandidate
from rooftree.reference.accounts.queries import viewer_for
from rooftree.reference.accounts.rules import Role
from rooftree.services.notes import actions as notes
from tests.nights import FIRST, Landlord, asked, moment, people
from tests.records.conftest import landlord
from tests.records.matching.review.made import NIGHTS, ids, with_one_number
from tests.web.conftest import user_with

__all__ = ["landlord"]
DOUBTFUL = with_one_number("nec-3", "nec-9")


@pytest.fixture
def steward(transactional_db: None) -> Client:
    client = Client()
    client.force_login(user_with(Role.DATA_STEWARD), backend="rooftree.reference.accounts.backends.Backend")
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return unescape(" ".join(answer.content.decode().split()))


def link(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found.group(0)


def test_two_become_one_and_two_again_and_what_was_written_on_each_is_theirs(
    landlord: Landlord, steward: Client
) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    ours, theirs = str(before["nec-3"]), str(before["nec-9"])
    user = user_with(Role.OFFICER)
    for own, words in ((ours, "Prefers mornings."), (theirs, "Has a large dog.")):
        notes.add_note(
            record_type="person",
            record_id=own,
            text=words,
            category="telephone_call",
            by=viewer_for(user),
            now=moment(FIRST, 10),
        )
    landlord.night(DOUBTFUL, NIGHTS[1])
    queue = text_of(steward, "/matching/")
    assert "One pair may be the same person" in queue
    page = link(queue, r"/matching/person/[0-9a-f-]+/[0-9a-f-]+/")
    sent = {"answer": "same", "reason": "Her old surname", "seen": "0"}
    assert steward.post(page, sent).status_code == 302

    landlord.night(DOUBTFUL, NIGHTS[2])
    assert ids()["nec-3"] == ids()["nec-9"]
    assert asked("SELECT count(*) FROM person WHERE ended_on IS NULL") == [29]
    for own in (ours, theirs):
        one = text_of(steward, f"/people/{own}/notes/")
        assert "Prefers mornings." in one
        assert "Has a large dog." in one
    kept = str(ids()["nec-3"])
    alias = theirs if kept == ours else ours
    assert f'href="/people/{kept}/' in text_of(steward, f"/people/{alias}/")
    shown = text_of(steward, f"/people/{kept}/")
    assert "Her old surname" in shown

    back = link(shown, r"/matching/decided/\d+/undo/")
    assert steward.post(back, {"reason": "Two cousins"}).status_code == 302
    landlord.night(DOUBTFUL, NIGHTS[3])
    assert ids() == before
    own = text_of(steward, f"/people/{ours}/notes/")
    assert "Prefers mornings." in own
    assert "Has a large dog." not in own
    assert "Has a large dog." in text_of(steward, f"/people/{theirs}/notes/")
    assert MatchCandidate.objects.filter(ended_on=None).count() == 1

    assert "One pair may be the same person" in text_of(steward, "/matching/")
