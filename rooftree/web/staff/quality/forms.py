"""The forms of work on exceptions. They tidy what was typed; what may be done is said by the actions."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from rooftree.oversight.quality.rules.rights import LONGEST_WORDS
from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.rules import Colleague
from rooftree.web.components.forms import DayField, PlainForm, Words
from rooftree.web.staff.notes.forms import named

Teams = Sequence[tuple[int, str]]


class AssignForm(PlainForm):
    """Who is to mend them."""

    to = forms.TypedChoiceField(label="Colleague", required=False, coerce=int, empty_value=None)
    team = forms.TypedChoiceField(label="Team", required=False, coerce=int, empty_value=None)
    said = Words(
        label="What should they know? (optional)",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, others: Sequence[Colleague], teams: Teams, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        me = [(str(viewer.user_id), f"Me ({viewer.name})")]
        offered = {
            "to": [("", "Nobody in particular"), *me, *named(others, viewer)],
            "team": [("", "No team"), *((str(one), name) for one, name in teams)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class MendedForm(PlainForm):
    """What was done at the source."""

    said = Words(
        label="What did you do? (optional)",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For whoever looks when it was not mended after all.",
    )


class WaiveForm(PlainForm):
    """Until when they may stay as they are, and why."""

    until = DayField(label="Until when?", error_messages={"required": "Enter the last day of the waiver"})
    said = Words(
        label="Why may they stay as they are?",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For an auditor: how you know, and who agreed.",
        error_messages={"required": "Say why they may stay as they are"},
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soon = today + datetime.timedelta(days=90)
        self.fields[
            "until"
        ].help_text = (
            f"For example, {soon.day} {soon.month} {soon.year}. A year at most; then they are work again."
        )


class WhyForm(PlainForm):
    """Why a waiver is lifted."""

    said = Words(
        label="Why are they to be mended after all?",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )


class CommentForm(PlainForm):
    """Words about one exception."""

    said = Words(
        label="Your comment",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter your comment"},
    )
