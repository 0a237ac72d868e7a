"""What needs one person, in order, and nobody else's."""

from __future__ import annotations

import datetime

from rooftree.services.notes import actions
from rooftree.services.notes.models import Task
from rooftree.services.notes.rules import Due, Sought, View
from rooftree.services.notes.work import work_of
from tests.people import Somebody
from tests.services.notes.writing import NOW, TODAY, note, task


def days(count: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=count)


def titles(somebody: Somebody, view: View = View.MINE, **sought: str) -> list[str]:
    items, lines = work_of(somebody.viewer, today=TODAY, sought=Sought(view, **sought))
    assert len(items) == len(lines)
    titles = [one.task.title if one.task else "" for one in items]
    notes = [f"note {one.note.id}" if one.note else "" for one in items]
    return [title or note for title, note in zip(titles, notes, strict=True)]


def test_work_comes_by_when_it_is_due(home: str, alice: Somebody, bob: Somebody) -> None:
    mine = {"assigned_to": alice.user.pk}
    for title, on in (("later", 3), ("week", 2), ("today", 0), ("late", -3), ("later still", 40)):
        task(home, bob.viewer, title, due_on=days(on), **mine)
    task(home, bob.viewer, "some day", **mine)
    task(home, bob.viewer, "bob’s", assigned_to=bob.user.pk)
    task(home, bob.viewer, "nobody’s")
    own = note(home, bob.viewer, "@Alice look")
    assert titles(alice) == ["late", "today", f"note {own}", "week", "later", "later still", "some day"]
    assert titles(alice, due="overdue") == ["late"]
    assert titles(alice, kind="note") == [f"note {own}"]
    assert titles(alice, record="person") == []
    assert titles(alice, View.MENTIONS) == [f"note {own}"]
    assert titles(alice, View.NOBODYS) == ["nobody’s"]
    assert titles(bob) == ["bob’s"]
    assert titles(bob, View.GIVEN) == ["late", "today", "week", "later", "later still", "some day"]


def test_what_is_done_or_seen_leaves_the_list(home: str, alice: Somebody, bob: Somebody) -> None:
    given = task(home, alice.viewer, "Ring her", assigned_to=bob.user.pk)
    seen = note(home, alice.viewer, "@Bob look")
    assert len(titles(bob)) == 2
    actions.done(task_id=given, by=bob.viewer, now=NOW)
    actions.mark_seen(note_id=seen, by=bob.viewer, now=NOW)
    assert titles(bob) == []
    assert titles(alice, View.GIVEN) == []
    assert titles(alice, View.DONE) == titles(bob, View.DONE) == ["Ring her"]
    items, _ = work_of(bob.viewer, today=TODAY + datetime.timedelta(days=7), sought=Sought(View.DONE))
    assert items == []


def test_only_the_first_are_read_but_all_are_counted(home: str, alice: Somebody) -> None:
    for at in range(5):
        task(home, alice.viewer, f"{at}", assigned_to=alice.user.pk, due_on=days(at))
    items, lines = work_of(alice.viewer, today=TODAY, sought=Sought(), most=2)
    assert [one.due for one in items] == [Due.TODAY, Due.WEEK]
    assert len(lines) == 5


def test_who_changed_role_has_no_work_on_what_they_may_not_see(
    home: str, alice: Somebody, dev: Somebody
) -> None:
    own = task(home, alice.viewer)
    Task.objects.filter(pk=own).update(assigned_to=dev.user)
    assert titles(dev) == []
