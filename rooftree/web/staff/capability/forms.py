"""The forms of capability: what a system can hold, what is needed of it, and the next step of a need."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.http import QueryDict

from rooftree.oversight.capability.listing import PRIORITY_WORDS
from rooftree.oversight.capability.rules.cells import CanHold, Priority
from rooftree.oversight.capability.rules.declaring import LONGEST, Said
from rooftree.oversight.capability.rules.needs import STATE_WORDS, NeedState, NeedTerms
from rooftree.web.components.forms import DayField, PlainForm, Words
from rooftree.web.staff.capability.words import DECLARED


class DeclareForm(PlainForm):
    """What a system can hold of a requirement, as somebody who looked at it says."""

    can_hold = forms.ChoiceField(
        label="Can the system hold it?",
        choices=[(each.value, said) for each, said in DECLARED.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the system can hold it"},
    )
    held_where = Words(
        label="Where is it held?",
        required=False,
        help_text="The screen and the field, as those who use the system know them.",
    )
    note = Words(
        label="What should the next reader know?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What cannot be held, what it would take, how you know.",
    )
    reviewed_by = Words(label="Who looked at the system?", required=False)
    reviewed_on = DayField(
        label="On which day?", error_messages={"required": "Enter the day on which somebody looked"}
    )

    def said(self) -> Said:
        """What was typed."""
        told = self.cleaned_data
        return Said(
            CanHold(told["can_hold"]),
            told["held_where"],
            told["note"],
            told["reviewed_on"],
            told["reviewed_by"],
        )


class NeedForm(PlainForm):
    """What is needed, of whom, how pressing, by when."""

    needed = Words(
        label="What is needed?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="So that the supplier, or whoever enters the data, knows what to do.",
    )
    owner = Words(label="Who answers for it?", required=False, help_text="A role or a person.")
    priority = forms.ChoiceField(
        label="How pressing is it?",
        choices=[(each.value, said) for each, said in PRIORITY_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how pressing it is"},
    )
    due_on = DayField(
        label="By when is it needed?", error_messages={"required": "Enter by when it is needed"}
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """How many lines of its story were read; nothing of a need that is being raised."""

    def terms(self) -> NeedTerms:
        """What was typed."""
        told = self.cleaned_data
        return NeedTerms(told["needed"], told["owner"], Priority(told["priority"]), told["due_on"])


class StepForm(PlainForm):
    """What becomes of a need."""

    to = forms.ChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what becomes of it",
            "invalid_choice": "That is not a next step any more: read what became of it, and choose again",
        },
    )
    said = Words(
        label="Why, or what was agreed?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when it is declined or proposed again.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """How many lines of its story were read."""

    def __init__(self, *args: Any, steps: Sequence[NeedState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, STATE_WORDS[each]) for each in steps]

    def after(self, seen: int) -> Self:
        """The same form once its page has shown so many lines: sent again, it knows of them."""
        if isinstance(self.data, QueryDict):
            self.data = {**self.data.dict(), "seen": str(seen)}
        return self
