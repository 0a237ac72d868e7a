"""Forms say what they want, and what is wrong, in words."""

import datetime
from typing import Any, ClassVar

import pytest
from django import forms

from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web.components.forms import DayField, NativeDay, PlainForm, SearchBox


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


class ToldForm(PlainForm):
    """One choice asks for more, one text is counted."""

    reveals: ClassVar = {"how": {"other": "how_other"}}
    how = forms.ChoiceField(
        label="How?", choices=[("call", "By telephone"), ("other", "Another way")], widget=forms.RadioSelect
    )
    how_other = forms.CharField(label="Which?", required=False, error_messages={"required": "Say which"})
    why = forms.CharField(label="Why?", required=False, max_length=20, widget=forms.Textarea)
    on = forms.DateField(label="On", required=False, widget=NativeDay)
    look = forms.CharField(label="Look for", required=False, widget=SearchBox)


def test_what_a_choice_reveals_is_asked_for_only_when_it_is_chosen() -> None:
    assert ToldForm({"how": "call"}).is_valid()
    asked = ToldForm({"how": "other"})
    assert asked.summary == [{"words": "Say which", "field_id": "id_how_other"}]
    told = ToldForm({"how": "other", "how_other": "By fax"})
    assert told.is_valid()
    assert told.cleaned_data["how_other"] == "By fax"
    changed = ToldForm({"how": "call", "how_other": "left over"})
    assert changed.is_valid()
    assert not changed.cleaned_data["how_other"]


def test_a_revealed_field_is_drawn_once_beneath_its_choice() -> None:
    html = str(ToldForm())
    assert html.count('name="how_other"') == 1
    assert (
        html.index('value="other"') < html.index("govuk-radios__conditional") < html.index('name="how_other"')
    )


def test_a_long_text_says_how_much_is_too_much_instead_of_stopping() -> None:
    html = str(ToldForm({"how": "call", "why": "x" * 21}))
    assert 'data-maxlength="20"' in html
    assert " maxlength=" not in html
    assert "You can write up to 20 characters" in html
    assert 'aria-describedby="id_why_error id_why-info"' in html


def test_days_and_searches_may_use_what_the_browser_has() -> None:
    html = str(ToldForm(initial={"on": datetime.date(2026, 11, 20)}))
    assert 'type="date" name="on" value="2026-11-20"' in html
    assert 'type="search" name="look"' in html
