"""The life of a task: made, taken, given, done, open again; and what is to be mended at its source."""

from __future__ import annotations

import datetime

import pytest

from rooftree.reference.accounts.teams.models import Team, TeamMember
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from rooftree.services.notes import actions, queries
from rooftree.services.notes.rules import View
from rooftree.services.notes.work import lines_of
from tests.people import Somebody
from tests.services.notes.writing import NOW, TODAY, task


def test_a_task_is_taken_given_done_and_opened_again(home: str, alice: Somebody, bob: Somebody) -> None:
    own = task(home, alice.viewer, about="The damp came back.", due_on=TODAY)
    actions.take(task_id=own, by=alice.viewer, now=NOW)
    actions.give(task_id=own, to=bob.user.pk, by=alice.viewer, now=NOW, said="You know the home")
    with pytest.raises(Refused, match="Bob Planner has this task"):
        actions.take(task_id=own, by=alice.viewer, now=NOW)
    actions.done(task_id=own, by=bob.viewer, now=NOW, said="Rang her.")
    actions.done(task_id=own, by=alice.viewer, now=NOW)
    with pytest.raises(Refused, match="Bob Planner has done this task"):
        actions.give(task_id=own, to=alice.user.pk, by=alice.viewer, now=NOW)
    actions.reopen(task_id=own, by=alice.viewer, now=NOW, reason="It came back")
    found = queries.task(own, viewer=alice.viewer)
    assert found
    assert [(one.step, one.by, one.to, one.said) for one in found.steps] == [
        ("made", "Alice Officer", "", ""),
        ("taken", "Alice Officer", "", ""),
        ("given", "Alice Officer", "Bob Planner", "You know the home"),
        ("done", "Bob Planner", "", "Rang her."),
        ("reopened", "Alice Officer", "", "It came back"),
    ]
    assert (found.why, found.assigned_name, found.giver_name) == (
        "The damp came back.",
        "Bob Planner",
        "Alice Officer",
    )
    did = AuditEntry.objects.filter(subject_id=home).order_by("id").values_list("action", flat=True)
    assert list(did) == ["made a task", "took a task", "gave a task", "finished a task", "reopened a task"]


def test_tasks_on_a_record_come_by_date_and_the_done_apart(home: str, alice: Somebody) -> None:
    later, none, soon, done = (
        task(home, alice.viewer, title, due_on=on)
        for title, on in (
            ("Later", TODAY + datetime.timedelta(days=9)),
            ("No date", None),
            ("Soon", TODAY),
            ("Done", TODAY),
        )
    )
    actions.done(task_id=done, by=alice.viewer, now=NOW)
    assert [one.id for one in queries.tasks_on("unit", home, viewer=alice.viewer)] == [soon, later, none]
    assert [one.id for one in queries.tasks_on("unit", home, viewer=alice.viewer, done=True)] == [done]


def test_mendings_say_system_attribute_and_what_is_right(home: str, alice: Somebody, carys: Somebody) -> None:
    about = {"system": "keystone", "attribute": "bedrooms", "right": "3", "why": "Measured"}
    own = task(home, alice.viewer, kind="mend_at_source", about=about, assigned_to=carys.user.pk)
    task(home, alice.viewer)
    found = queries.open_mendings("unit", [home, "another"], viewer=alice.viewer)
    assert {key: [one.id for one in tasks] for key, tasks in found.items()} == {home: [own]}
    assert found[home][0].about == about
    actions.done(task_id=own, by=carys.viewer, now=NOW)
    assert queries.open_mendings("unit", [home], viewer=alice.viewer) == {}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"about": "x" * 1001}, "why"),
        ({"kind": "wish"}, "kind"),
        ({"assigned_to": 10**9}, "assigned_to"),
    ],
)
def test_a_task_that_cannot_be_kept_is_refused_in_words(
    more: dict[str, object], code: str, home: str, alice: Somebody
) -> None:
    with pytest.raises(Refused) as refused:
        task(home, alice.viewer, **more)  # type: ignore[arg-type]
    assert [one.code for one in refused.value.reasons] == [code]


def test_nobody_is_given_what_they_may_not_see(home: str, alice: Somebody, dev: Somebody) -> None:
    own = task(home, alice.viewer)
    with pytest.raises(Refused, match="They may not see this record"):
        actions.give(task_id=own, to=dev.user.pk, by=alice.viewer, now=NOW)
    with pytest.raises(Refused, match="As an administrator you cannot finish"):
        actions.done(task_id=own, by=dev.viewer, now=NOW)
    assert queries.task(own, viewer=dev.viewer) is None
    assert queries.tasks_on("unit", home, viewer=dev.viewer) == []
    assert queries.open_mendings("unit", [home], viewer=dev.viewer) == {}


def test_a_teams_task_is_in_the_work_of_its_members_until_one_takes_it(
    home: str, alice: Somebody, bob: Somebody, carys: Somebody
) -> None:
    team = Team.objects.create(name="Roofs", made_at=NOW)
    for one in (bob, carys):
        TeamMember.objects.create(team=team, user=one.user)
    own = task(home, alice.viewer, team=team.pk)

    def lines(somebody: Somebody, view: View) -> list[int]:
        return [one.id for one in lines_of(somebody.viewer, view, today=TODAY)]

    assert [lines(one, View.TEAM) for one in (alice, bob, carys)] == [[], [own], [own]]
    assert lines(alice, View.GIVEN) == [own]
    assert lines(alice, View.NOBODYS) == []
    actions.take(task_id=own, by=bob.viewer, now=NOW)
    assert lines(bob, View.MINE) == [own]
    assert lines(bob, View.TEAM) == []
    assert lines(carys, View.TEAM) == [own]
    actions.give(task_id=own, team=team.pk, by=bob.viewer, now=NOW)
    found = queries.task(own, viewer=alice.viewer)
    assert found
    assert (found.assigned_name, found.team_name, found.steps[-1].to) == ("", "Roofs", "Roofs")
    for no_team in (10**9, None):
        with pytest.raises(Refused):
            actions.give(task_id=own, team=no_team, by=bob.viewer, now=NOW)
    team.delete()
    assert lines(alice, View.NOBODYS) == [own]
