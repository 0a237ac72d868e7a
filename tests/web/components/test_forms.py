"""Forms say what they want, and what is wrong, in words."""

import datetime
from typing import Any

import pytest
from django import forms

from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web.components.forms import DayField, PlainForm


class DayForm(PlainForm):
    day = DayField(
        label="Day", help_text="For example, 27 3 2026", error_messages={"required": "Enter a day"}
    )
    how = forms.ChoiceField(
        label="How?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)


def typed(day: str, month: str, year: str) -> DayForm:
    return DayForm({"day_0": day, "day_1": month, "day_2": year})


def test_a_day_is_read_as_people_write_it() -> None:
    form = typed(" 1", "12 ", "2026")
    assert form.is_valid()
    assert form.cleaned_data["day"] == datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("", "", ""), "Enter a day"),
        (("27", "", ""), "The date must include a month and a year"),
        (("31", "2", "2026"), "There is no such day in the calendar"),
        (("x", "2", "2026"), "There is no such day in the calendar"),
        (("1", "1", "99999999999999999999"), "There is no such day in the calendar"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(parts: tuple[str, str, str], says: str) -> None:
    form = typed(*parts)
    assert form.summary == [{"words": says, "field_id": "id_day_0"}]


def test_each_field_is_labelled_described_and_marked_when_wrong() -> None:
    html = str(typed("31", "2", "2026"))
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_day_helptext id_day_error">' in html
    assert '<label class="govuk-label govuk-date-input__label" for="id_day_1">Month</label>' in html
    assert 'id="id_day_error"' in html
    assert "required" not in html


def test_a_refusal_is_said_at_its_field_or_at_the_top() -> None:
    form = typed("1", "1", "2026")
    assert form.is_valid()
    form.add_refusal(
        Refused(Reason("day-too-old", "Too old.", "Choose another."), Reason("busy", "Busy.")),
        fields={"day": "day"},
    )
    assert form.summary == [
        {"words": "Busy.", "field_id": ""},
        {"words": "Too old. Choose another.", "field_id": "id_day_0"},
    ]


def test_making_a_form_does_not_yet_judge_it() -> None:
    class Shorter(DayForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            del self.fields["day"]

    assert Shorter({"note": "x"}).is_valid()


def test_what_was_typed_is_shown_again_and_cannot_become_markup() -> None:
    html = str(DayForm({"note": "<script>alert(1)</script>", "day_0": '"><b>'}))
    assert "<script>" not in html
    assert "<b>" not in html
