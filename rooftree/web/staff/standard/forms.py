"""The smaller forms of the standard: a new rule's kind, a code, why a change is made, a file to take in."""

from typing import Any

from django import forms

from rooftree.engine.checking.kinds import Kind
from rooftree.reference.standard.queries import contracts
from rooftree.web.components.forms import DayField, PlainForm, Words
from rooftree.web.staff.standard.words import KINDS

LONGEST = 1_000


def long_words(label: str, help_text: str = "", *, required: bool = True, rows: int = 2) -> Words:
    widget = forms.Textarea(attrs={"rows": rows})
    errors = {"required": "Write a sentence here"}
    return Words(
        label=label,
        help_text=help_text,
        required=required,
        widget=widget,
        max_length=LONGEST,
        error_messages=errors,
    )


class NewRuleForm(PlainForm):
    """Which table a new rule is about, and which kind it is of."""

    table = forms.ChoiceField(label="About which table?", error_messages={"required": "Choose a table"})
    kind = forms.ChoiceField(
        label="Which kind of rule?", widget=forms.RadioSelect, error_messages={"required": "Choose a kind"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tables, kinds = self.fields["table"], self.fields["kind"]
        assert isinstance(tables, forms.ChoiceField)
        assert isinstance(kinds, forms.ChoiceField)
        held = sorted(contracts().values(), key=lambda one: one.title)
        tables.choices = [("", "Choose"), *((one.table, one.title) for one in held)]
        kinds.choices = [
            (kind.value, f"{words}. {asks}")
            for kind, (words, asks) in KINDS.items()
            if kind is not Kind.SET_ASIDE
        ]


class CodeForm(PlainForm):
    """One code of a list."""

    code = Words(label="Code", max_length=60, help_text="As records and mappings write it.")
    label = Words(label="What does it mean?", max_length=200)
    ends_on = DayField(
        label="From which day is it used no more?",
        required=False,
        help_text="Empty while it is used. From that day on, a record that has it falls short of the rule.",
    )


class ProposeForm(PlainForm):
    """Why the draft is to become the standard."""

    says = long_words(
        "What changes, and why?", "The person who decides reads this, and so does everybody later."
    )


class DecideForm(PlainForm):
    """What the second person says."""

    says = long_words(
        "What do you say to it?", "Needed when you decline: its author is told.", required=False
    )


class FileForm(PlainForm):
    """A contract, a code list, or a zip of them."""

    file = forms.FileField(
        label="The file",
        help_text="A contract or code list as YAML, or a zip of them, as the export makes it.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )
