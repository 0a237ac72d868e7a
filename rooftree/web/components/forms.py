"""Forms after GOV.UK's patterns: label, hint, error before the field, and one summary of all errors above."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from rooftree.reference.refusals.rules import Refused
from rooftree.reference.typed_words.rules import cleaned


class PlainRenderer(DjangoTemplates):
    """Draws forms with our templates; widgets with Django's own."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


RENDERER = PlainRenderer()
"""One for all forms: each of its own would read and parse its templates anew."""
CLASSES: dict[str, str] = {
    "text": "govuk-input",
    "email": "govuk-input",
    "password": "govuk-input",
    "number": "govuk-input",
    "search": "govuk-input",
    "tel": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "radio": "govuk-radios__input",
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "date": "govuk-input govuk-input--width-10",
}
SHOWS_ERRORS = ("govuk-input", "govuk-select", "govuk-textarea")


class SearchBox(forms.TextInput):
    """A box to look for something in; browsers give it a way to empty it."""

    input_type = "search"


class NativeDay(forms.DateInput):
    """The browser's own calendar, for days near today; a day of birth is quicker in three boxes."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PlainBoundField(forms.BoundField):
    """Gives each widget its class when it is drawn: making a form does not yet judge it."""

    @property
    def counted(self) -> int | None:
        """How many letters a text may have, when the page should count them."""
        longest = getattr(self.field, "max_length", None)
        return longest if isinstance(self.field.widget, forms.Textarea) else None

    @property
    def options(self) -> Iterator[tuple[forms.boundfield.BoundWidget, forms.BoundField | None]]:
        """Each choice, and the field that choosing it reveals."""
        inner = getattr(self.form, "reveals", {}).get(self.name, {})
        for choice in self:
            name = inner.get(str(choice.data["value"]))
            yield choice, self.form[name] if name else None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        kind = getattr(widget, "input_type", None) or type(widget).__name__.lower()
        if own := CLASSES.get(kind):
            names = [own, str(widget.attrs.get("class", ""))]
            if self.errors and own in SHOWS_ERRORS:
                names.append(f"{own}--error")
            if self.counted:
                # A text that simply stops growing is worse than one that says how much is too much.
                names.append("govuk-js-character-count")
                built["aria-describedby"] = f"{built.get('aria-describedby', '')} {self.auto_id}-info".strip()
            built["class"] = " ".join(name for name in names if name)
        return built


class Words(forms.CharField):
    """Words as they will be kept: control characters, NUL among them, do not reach the checks that follow."""

    def to_python(self, value: Any) -> str:
        return cleaned(super().to_python(value) or "")


class PlainForm(forms.Form):
    """The form of every page. `{{ form }}` draws its fields, `{% error_summary form %}` its errors."""

    default_renderer = RENDERER
    bound_field_class = PlainBoundField
    use_required_attribute = False
    """Browsers' own error bubbles are not read out reliably; the summary is."""
    reveals: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """{"how": {"other": "how_other"}}: choosing "other" shows how_other, which must then be filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.pop("maxlength", None)

    def top_fields(self) -> list[forms.BoundField]:
        """The fields of the form's own level; revealed ones are drawn beneath the choice they hang on."""
        hidden_in = {name for inner in self.reveals.values() for name in inner.values()}
        return [bound for bound in self.visible_fields() if bound.name not in hidden_in]

    def clean(self) -> dict[str, Any]:
        """What a choice reveals is asked for when it is chosen, and forgotten when it is not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for chooser, inner in self.reveals.items():
            for value, name in inner.items():
                if str(cleaned.get(chooser)) != value:
                    cleaned[name] = None
                    self.errors.pop(name, None)
                elif not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, str(self.fields[name].error_messages["required"]))
        return cleaned

    def add_refusal(self, refused: Refused, *, fields: Mapping[str, str] | None = None) -> None:
        """Shows an action's reasons as errors; `fields` says which field a code is about."""
        for reason in refused.reasons:
            words = " ".join(part for part in (reason.says, reason.mend) if part)
            field = next(
                (name for code, name in (fields or {}).items() if reason.code.startswith(code)), None
            )
            self.add_error(field if field in self.fields else None, words)

    @property
    def summary(self) -> list[dict[str, str]]:
        """Every error with the id of the field it is about, in the order of the fields."""
        found = [{"words": str(words), "field_id": ""} for words in self.non_field_errors()]
        for bound in self.visible_fields():
            target = self[bound.name].id_for_label or bound.auto_id
            found += [{"words": str(words), "field_id": _first_id(bound, target)} for words in bound.errors]
        return found


def _first_id(bound: forms.BoundField, target: str) -> str:
    """Where the summary's link lands: a group has no id of its own, so its first choice or box."""
    if isinstance(bound.field.widget, DayWidget | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return target


class DayWidget(forms.MultiWidget):
    """Day, month and year in three boxes."""

    template_name = "forms/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [
            forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "class": f"govuk-input govuk-date-input__input govuk-input--width-{width}",
                }
            )
            for width in (2, 2, 4)
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime.date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A date as people write it; says what is missing or that there is no such day."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False) for _ in range(3)]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [name for name, part in zip(("a day", "a month", "a year"), typed, strict=True) if not part]
        if missing:
            raise forms.ValidationError(f"The date must include {' and '.join(missing)}", code="incomplete")
        try:
            return datetime.date(*(int(part) for part in reversed(typed)))
        except (ValueError, OverflowError):
            raise forms.ValidationError("There is no such day in the calendar", code="invalid") from None

    def compress(self, data_list: list[Any]) -> SafeString:
        raise NotImplementedError("clean() does the whole of it")
