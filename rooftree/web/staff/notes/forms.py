"""The forms of notes and tasks. They tidy what was typed; what may be kept is said by the actions."""

import datetime
from collections.abc import Sequence
from typing import Any, TypedDict

from django import forms

from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.rules import LONGEST_NOTE, Colleague, may_see_sensitive
from rooftree.services.notes.vocabulary import categories, kinds
from rooftree.web.components.forms import DayField, PlainForm, Words

Others = Sequence[Colleague]
"""Those who can be asked about the record, read once for both forms of a page."""
Teams = Sequence[tuple[int, str]]
"""Teams by id and name."""


class Whom(TypedDict):
    """What a form needs to offer those whom a task can be given to."""

    viewer: Viewer
    others: Others
    teams: Teams


BY_HAND = ("mend_at_source",)
"""Kinds of task that other pages make, because they say more than a form does."""


class NoteForm(PlainForm):
    """A new note."""

    text = Words(
        label="What happened, or what should others know?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"Up to {LONGEST_NOTE:,} characters. @ and a name asks that colleague to look.",
    )
    category = forms.ChoiceField(label="About", required=False)
    mention = forms.TypedChoiceField(
        label="Ask a colleague to look", required=False, coerce=int, empty_value=None
    )
    pinned = forms.BooleanField(label="Keep it at the top", required=False)
    sensitive = forms.BooleanField(label="Sensitive: folded, and each opening is logged", required=False)

    def __init__(self, *args: Any, viewer: Viewer, others: Others, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "note_%s"} | kwargs)
        self._choose(
            "category", [("", "Choose one"), *((one.code, one.words) for one in categories().values())]
        )
        self._choose("mention", [("", "Nobody"), *named(others, viewer)])
        if not may_see_sensitive(viewer):
            del self.fields["sensitive"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ChangeForm(PlainForm):
    """New words for a note, and why."""

    text = Words(label="The note", required=False, widget=forms.Textarea(attrs={"rows": 8}))
    reason = Words(
        label="Why do you change it?",
        required=False,
        help_text="The earlier words stay, with this beside them.",
    )


class TaskForm(PlainForm):
    """A new task."""

    title = Words(label="What must be done?", required=False)
    why = Words(label="Why?", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    assigned_to = forms.ChoiceField(label="Whose is it?", required=False)
    due_on = DayField(label="By when?", required=False)
    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        others: Others,
        today: datetime.date,
        teams: Teams = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "task_%s"} | kwargs)
        mine = [(str(viewer.user_id), f"Mine ({viewer.name})")]
        choices = {
            "assigned_to": [*mine, ("", "Nobody’s yet"), *named(others, viewer), *of_teams(teams)],
            "kind": [(code, said) for code, said in kinds().items() if code not in BY_HAND],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        self.fields["assigned_to"].initial = str(viewer.user_id)
        self.fields["due_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def clean(self) -> dict[str, Any]:
        """`assigned_to` is a person's id, or `team` a team's."""
        return whose(self.cleaned_data, "assigned_to")


class GiveForm(PlainForm):
    """Handing a task on."""

    to = forms.ChoiceField(label="To whom?", required=False)
    said = Words(label="What should they know?", required=False)

    def __init__(self, *args: Any, viewer: Viewer, others: Others, teams: Teams = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "give_%s"} | kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a colleague or a team"), *named(others, viewer), *of_teams(teams)]

    def clean(self) -> dict[str, Any]:
        """`to` is a person's id, or `team` a team's."""
        return whose(self.cleaned_data, "to")


class SaidForm(PlainForm):
    """What was done, or why a task is open again."""

    said = Words(label="What was done?", required=False, help_text="A few words; they stay with the task.")


def named(others: Others, viewer: Viewer | None = None) -> list[tuple[str, str]]:
    """Colleagues as choices, without the one who chooses where that is given."""
    return [
        (str(one.user_id), f"{one.name}, {one.role.words.lower()}")
        for one in others
        if viewer is None or one.user_id != viewer.user_id
    ]


def of_teams(teams: Teams) -> list[tuple[str, str]]:
    """Teams as choices beside people."""
    return [(f"team-{one}", f"{name}, team") for one, name in teams]


def whose(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Parts "team-3" from a person's id; only what was offered comes as far as this."""
    said = str(data.get(name) or "")
    person, team = ("", said[5:]) if said.startswith("team-") else (said, "")
    return data | {name: int(person) if person else None, "team": int(team) if team else None}
