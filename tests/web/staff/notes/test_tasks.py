"""One task's page, and a task done in place, with htmx and without."""

from __future__ import annotations

import pytest

from rooftree.records.homes.models import Unit
from rooftree.reference.accounts.teams.models import Team
from rooftree.services.notes import queries
from tests.factories.records import make
from tests.people import Somebody
from tests.services.notes.writing import NOW, task


@pytest.fixture
def home(db: None) -> str:
    return str(make(Unit, address_line="Flat 12, Larch House, Orchard Rise", postcode="ZZ4 2LH").pk)


def test_a_task_says_what_why_whose_and_what_is_right(home: str, alice: Somebody, carys: Somebody) -> None:
    about = {"system": "keystone", "attribute": "bedrooms", "right": "3", "why": "Measured"}
    own = task(home, alice.viewer, "Bedrooms", kind="mend_at_source", about=about, assigned_to=carys.user.pk)
    text = carys.client.get(f"/tasks/{own}/").content.decode()
    for words in (
        "Flat 12, Larch House",
        "Keystone",
        "Bedrooms",
        "Measured",
        "Carys Steward",
        "from Alice Officer",
    ):
        assert words in text


def test_done_in_place_draws_the_row_again(home: str, alice: Somebody) -> None:
    own = task(home, alice.viewer, assigned_to=alice.user.pk)
    response = alice.client.post(f"/tasks/{own}/done/", {"listed": "1"}, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert text.startswith(f'<li id="task-{own}">')
    assert "Not done after all" in text
    assert "Flat 12, Larch House" in text
    response = alice.client.post(f"/tasks/{own}/reopen/", headers={"HX-Request": "true"})
    assert ">Done<" in response.content.decode()


def test_without_htmx_it_leads_back_with_a_word(home: str, alice: Somebody) -> None:
    own = task(home, alice.viewer, assigned_to=alice.user.pk)
    response = alice.client.post(
        f"/tasks/{own}/done/", {"next": "/your-work/", "said": "Rang her."}, follow=True
    )
    assert response.redirect_chain == [("/your-work/", 302)]
    assert "Done. It is off the list." in response.content.decode()
    assert "Rang her." in alice.client.get(f"/tasks/{own}/").content.decode()


def test_a_task_is_taken_and_given_on_its_page(home: str, alice: Somebody, bob: Somebody) -> None:
    own = task(home, alice.viewer)
    assert "Make it mine" in alice.client.get(f"/tasks/{own}/").content.decode()
    alice.client.post(f"/tasks/{own}/take/")
    response = alice.client.post(f"/tasks/{own}/give/", {"to": ""})
    assert response.status_code == 422
    assert "Choose whom to give it to." in response.content.decode()
    alice.client.post(f"/tasks/{own}/give/", {"to": bob.user.pk, "said": "You know them"})
    found = queries.task(own, viewer=bob.viewer)
    assert found
    assert (found.assigned_name, found.giver_name) == ("Bob Planner", "Alice Officer")
    response = alice.client.post(f"/tasks/{own}/take/")
    assert response.status_code == 422
    assert "Bob Planner has this task. Ask them to give it to you." in response.content.decode()
    assert alice.client.post(f"/tasks/{own}/burn/").status_code == 404


def test_a_task_is_made_for_a_team_and_given_to_one(home: str, alice: Somebody) -> None:
    team = Team.objects.create(name="Roofs", made_at=NOW)
    said = {"title": "Look at the ridge", "assigned_to": f"team-{team.pk}"}
    assert alice.client.post(f"/notes/on/unit/{home}/task/", said).status_code == 302
    text = alice.client.get(f"/notes/on/unit/{home}/").content.decode()
    assert "For Roofs" in text
    assert "Roofs, team</option>" in text
    own = task(home, alice.viewer)
    alice.client.post(f"/tasks/{own}/give/", {"to": f"team-{team.pk}"})
    assert "Given by Alice Officer, for Roofs" in alice.client.get(f"/tasks/{own}/").content.decode()
    assert alice.client.post(f"/tasks/{own}/give/", {"to": "team-x"}).status_code == 422
