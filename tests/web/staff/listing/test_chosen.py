"""Work on many rows at once: said before it is done, all or none, and told in the audit trail."""

from __future__ import annotations

from typing import Any

import pytest

from rooftree.records import models as m
from rooftree.reference.accounts.teams import actions as teams
from rooftree.reference.audit.models import AuditEntry
from rooftree.services.notes import queries as notes
from rooftree.web.staff.listing import chosen
from tests.factories.records import make
from tests.people import JOINED_AT, Somebody
from tests.web.staff.listing.files import body, unzipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(db: None) -> list[Any]:
    return [make(m.Unit, address_line=f"{at} Row", status="void" if at else "occupied") for at in range(4)]


def test_ticked_rows_get_a_task_each_once_it_is_confirmed(alice: Somebody, units: list[Any]) -> None:
    asked = {"query": "", "do": "task", "row": [str(one.pk) for one in units[:2]]}
    text = alice.client.post("/lists/homes/chosen/", asked).content.decode()
    assert "Add a task to two homes?</h1>" in text
    assert "0 Row; 1 Row" in text
    assert notes.tasks_on("unit", str(units[0].pk), viewer=alice.viewer) == []
    said = {"confirmed": "1", "title": "Look at the roof", "why": "", "kind": "task"}
    response = alice.client.post("/lists/homes/chosen/", asked | said)
    assert response["Location"] == "/homes/?"
    counts = [len(notes.tasks_on("unit", str(one.pk), viewer=alice.viewer)) for one in units]
    assert counts == [1, 1, 0, 0]
    entry = AuditEntry.objects.get(action="added tasks to many")
    assert (entry.subject_type, entry.detail["rows"]) == ("unit", 2)


def test_all_that_fit_get_a_note_each(alice: Somebody, units: list[Any]) -> None:
    asked = {
        "query": "status=void",
        "do": "note",
        "every": "1",
        "confirmed": "1",
        "text": "Seen",
        "category": "visit",
    }
    alice.client.post("/lists/homes/chosen/", asked)
    counts = [len(notes.notes_on("unit", str(one.pk), viewer=alice.viewer)) for one in units]
    assert counts == [0, 1, 1, 1]


def test_a_form_with_a_fault_writes_nothing(alice: Somebody, units: list[Any]) -> None:
    asked = {"query": "", "do": "task", "every": "1", "confirmed": "1", "title": ""}
    response = alice.client.post("/lists/homes/chosen/", asked)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert not any(notes.tasks_on("unit", str(one.pk), viewer=alice.viewer) for one in units)


def test_chosen_rows_are_taken_as_a_file(alice: Somebody, units: list[Any]) -> None:
    asked = {"query": "columns=kind", "do": "csv", "row": [str(units[1].pk), "not-an-id"]}
    files = unzipped(body(alice.client.post("/lists/homes/chosen/", asked)))
    assert [row["address"] for row in files["homes.csv"]] == ["1 Row"]
    about = {line["about"]: line["says"] for line in files["homes-about.csv"]}
    assert about["Filter"] == "1 rows chosen by hand"


def test_nothing_ticked_more_than_may_be_and_the_past_are_refused(
    alice: Somebody, dev: Somebody, units: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    response = alice.client.post("/lists/homes/chosen/", {"query": "status=void", "do": "task"}, follow=True)
    assert "Nothing was ticked" in response.content.decode()
    monkeypatch.setattr(chosen, "MOST_WRITTEN", 2)
    response = alice.client.post("/lists/homes/chosen/", {"query": "", "do": "task", "every": "1"})
    assert response.status_code == 409
    past = {"query": "on=2026-03-01", "do": "task", "every": "1"}
    assert alice.client.post("/lists/homes/chosen/", past).status_code == 404
    assert alice.client.post("/lists/homes/chosen/", {"do": "drop", "every": "1"}).status_code == 404
    assert dev.client.post("/lists/people/chosen/", {"do": "csv", "every": "1"}).status_code == 404
    assert alice.client.get("/lists/homes/chosen/").status_code == 405


def test_a_task_for_each_can_be_given_to_a_team(alice: Somebody, dev: Somebody, units: list[Any]) -> None:
    team = teams.add(name="North patch", by=dev.viewer, now=JOINED_AT)
    asked = {"query": "", "do": "task", "row": [str(one.pk) for one in units[:2]]}
    form = alice.client.post("/lists/homes/chosen/", asked).content.decode()
    assert f'<option value="team-{team}">North patch, team</option>' in form
    said = {"confirmed": "1", "title": "Look at the roof", "kind": "task", "assigned_to": f"team-{team}"}
    alice.client.post("/lists/homes/chosen/", asked | said)
    found = [one for unit in units for one in notes.tasks_on("unit", str(unit.pk), viewer=alice.viewer)]
    assert [(one.team_name, one.assigned_name) for one in found] == [("North patch", "")] * 2
