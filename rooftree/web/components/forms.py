"""Forms after GOV.UK's patterns: label, hint, error before the field, and one summary of all errors above."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from rooftree.reference.refusals.rules import Refused


class PlainRenderer(DjangoTemplates):
    """Draws forms with our templates; widgets with Django's own."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


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
}
SHOWS_ERRORS = ("govuk-input", "govuk-select", "govuk-textarea")


class PlainBoundField(forms.BoundField):
    """Gives each widget its class when it is drawn: making a form does not yet judge it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        kind = getattr(widget, "input_type", None) or type(widget).__name__.lower()
        if own := CLASSES.get(kind):
            names = [own, str(widget.attrs.get("class", ""))]
            if self.errors and own in SHOWS_ERRORS:
                names.append(f"{own}--error")
            built["class"] = " ".join(name for name in names if name)
        return built


class PlainForm(forms.Form):
    """The form of every page. `{{ form }}` draws its fields, `{% error_summary form %}` its errors."""

    default_renderer = PlainRenderer
    bound_field_class = PlainBoundField
    use_required_attribute = False
    """Browsers' own error bubbles are not read out reliably; the summary is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

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
