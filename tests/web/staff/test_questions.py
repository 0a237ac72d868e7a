"""Rows that would end: the question in words, what it is about, and a person's answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from rooftree.records.publishing.queries import Held, held
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.audit.models import AuditEntry
from tests.nights import FIRST, Landlord, units
from tests.people import Somebody

SECOND = FIRST + timedelta(days=1)


@pytest.fixture
def question(transactional_db: None, tmp_path: Path, settings: Settings) -> Held:
    """Three of forty homes are not in the newest file."""
    settings.LANDING = tmp_path / "landing"
    landlord = Landlord(settings.LANDING)
    landlord.night({"unit": units(40)})
    landlord.night({"unit": units(40, without=[1, 2, 3])}, SECOND)
    (found,) = held(viewer=SYSTEM)
    return found


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_question_is_on_the_start_page_and_on_its_run_in_words(question: Held, carys: Somebody) -> None:
    start, run = text_of(carys, "/"), text_of(carys, f"/runs/{question.run_id}/")
    assert "One question waits for you</h1>" in start
    assert f'href="/runs/{question.run_id}/#questions"' in start
    assert "3 of 40</a> are not in the newest files. Have they ended?" in run
    buttons = [line.split("</button>")[0] for line in run.split("<button")[1:]]
    alike = {one.split('class="')[1].split('"')[0] for one in buttons if 'name="decision"' in one}
    assert alike == {"govuk-button govuk-button--secondary"}


def test_its_count_leads_to_the_homes_that_would_end(question: Held, carys: Somebody) -> None:
    text = text_of(carys, f"/runs/{question.run_id}/held/{question.id}/")
    assert "3 of 40 would end: home</h1>" in text
    for key in ("P0001", "P0002", "P0003"):
        assert f">{key}</a>" in text
    assert "P0004" not in text
    assert text.count('href="/homes/') == 5  # the menu, folded and not, and the three


@pytest.mark.parametrize(("answer", "said"), [("end", "They may end"), ("keep", "They stay")])
def test_an_answer_is_kept_with_who_gave_it(question: Held, carys: Somebody, answer: str, said: str) -> None:
    path = f"/runs/{question.run_id}/held/{question.id}/decide/"
    response = carys.client.post(path, {"decision": answer})
    assert response["Location"] == f"/runs/{question.run_id}/#questions"
    text = text_of(carys, f"/runs/{question.run_id}/")
    assert said in text
    assert "decided by Carys Steward" in text
    assert 'name="decision"' not in text
    assert AuditEntry.objects.get(subject_type="held_table").action == f"decided to {answer} rows"
    assert carys.client.post(path, {"decision": answer}).status_code == 409
    assert "question waits" not in text_of(carys, "/")


def test_only_those_who_start_runs_are_asked(question: Held, alice: Somebody, carys: Somebody) -> None:
    path = f"/runs/{question.run_id}/held/{question.id}/"
    assert "question waits" not in text_of(alice, "/")
    assert alice.client.get(path).status_code == 403
    assert alice.client.post(f"{path}decide/", {"decision": "end"}).status_code == 403
    assert carys.client.get(f"{path}decide/").status_code == 405
    assert carys.client.post(f"{path}decide/", {"decision": "perhaps"}).status_code == 404
    assert carys.client.get(f"/runs/{question.run_id + 1}/held/{question.id}/").status_code == 404
    assert held(viewer=SYSTEM) == [question]
