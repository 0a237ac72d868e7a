"""The forms of agreements and notices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from rooftree.desk.freshness import title_of
from rooftree.oversight.agreements.queries.held import Shown
from rooftree.oversight.agreements.rules.requirements import Requirement, Template, Terms
from rooftree.oversight.agreements.templates import templates
from rooftree.oversight.agreements.wording import WEEKDAYS
from rooftree.sources.connectors import registry
from rooftree.web.components.forms import DayField, PlainForm, Words
from rooftree.web.staff.runs import file_words

FIELDS = {
    "title": "title",
    "organisation": "organisation",
    "owner": "owner",
    "ends_on": "ends_on",
    "files": "sends",
    "note": "note",
    "rules": "rules",
}
RULE = "standard_rule"
DEFAULT_SHARE = 95


class AgreementForm(PlainForm):
    """What was agreed: with whom, for how long, which files, and the share of each requirement."""

    title = Words(label="What is it for?", required=False, help_text="For example, Responsive repairs.")
    known = forms.ChoiceField(
        label="With which contractor?", required=False, help_text="Contractors are those that orders name."
    )
    organisation = Words(label="Or with which other partner?", required=False)
    owner = Words(label="Who looks after it here?", required=False)
    starts_on = DayField(label="From which day?", error_messages={"required": "Say from which day it holds"})
    ends_on = DayField(label="Until which day?", required=False, help_text="Empty when it has no end yet.")
    sends = forms.MultipleChoiceField(
        label="Which files do they send, or fill with what they do?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rules = Words(
        label="Rules of the recording standard",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One rule in a line, and its share if it is not 95: work_order.trade.required 98",
    )
    note = Words(label="Why is it changed?", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        now: Shown | None,
        contractors: Sequence[tuple[str, str, int]],
        owner: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.contractors = {own: name for own, name, _ in contractors}
        self._choose("known", [("", "None of these"), *((own, name) for own, name, _ in contractors)])
        self._choose("sends", _files())
        last = [self.fields.pop(name) for name in ("rules", "note", "seen")]
        for template in templates().values():
            if template.key != RULE:
                self._requirement(template)
        self.fields |= dict(zip(("rules", "note", "seen"), last, strict=True))
        if now is None:
            del self.fields["note"]
            self.initial = {"owner": owner, **self.initial}
        else:
            self.initial = {**_initial(now), **self.initial}

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _requirement(self, template: Template) -> None:
        self.fields[f"target_{template.key}"] = forms.IntegerField(
            label=f"{template.title}: which share, in per cent?",
            required=False,
            help_text=f"{template.counts}. Empty when not required; {template.target} is a first offer.",
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
            error_messages={"invalid": "Write a whole number from 1 to 100"},
        )
        if "hours" in template.given:
            self.fields[f"hours_{template.key}"] = forms.IntegerField(
                label="Within how many hours?",
                required=False,
                initial=template.given["hours"],
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
                error_messages={"invalid": "Write a whole number of hours"},
            )
        if "weekdays" in template.given:
            self.fields[f"weekdays_{template.key}"] = forms.MultipleChoiceField(
                label="On which days are files due?",
                required=False,
                initial=[str(day) for day in template.given["weekdays"]],
                choices=[(str(at), day) for at, day in enumerate(WEEKDAYS, start=1)],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_rules(self) -> list[Requirement]:
        """Each line's rule and share."""
        found = []
        for line in self.cleaned_data["rules"].splitlines():
            parts = line.split()
            if not parts:
                continue
            if len(parts) > 2 or (len(parts) == 2 and not parts[1].rstrip("%").isdecimal()):
                raise forms.ValidationError(f"“{line[:80]}” is not a rule and a share")
            share = int(parts[1].rstrip("%")[:4]) if len(parts) == 2 else DEFAULT_SHARE
            found.append(Requirement(parts[0], RULE, share, rule_id=parts[0]))
        return found

    def targets(self) -> dict[str, str]:
        """Which field a reason about a requirement belongs to."""
        return {f"target-{key}": f"target_{key}" for key in templates()}

    def terms(self) -> Terms:
        """What was typed."""
        said = self.cleaned_data
        wanted = [
            Requirement(key, key, said[f"target_{key}"], self._given(key))
            for key in templates()
            if said.get(f"target_{key}") is not None
        ]
        known = said["known"]
        return Terms(
            title=said["title"],
            organisation=self.contractors.get(known, "") or said["organisation"],
            organisation_id=known,
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            owner=said["owner"],
            files=[(system, file) for system, _, file in (one.partition("/") for one in said["sends"])],
            requirements=[*wanted, *said["rules"]],
            note=said.get("note") or "",
        )

    def _given(self, key: str) -> dict[str, Any]:
        said, given = self.cleaned_data, {}
        if said.get(f"hours_{key}") is not None:
            given["hours"] = said[f"hours_{key}"]
        if f"weekdays_{key}" in said:
            given["weekdays"] = [int(day) for day in said[f"weekdays_{key}"]]
        return given


def _files() -> list[tuple[str, str]]:
    systems = registry.load(settings.ROOFTREE_MAPPINGS)
    return [
        (f"{name}/{file}", f"{title_of(name)}, {file_words(file)}")
        for name, system in systems.items()
        for file in system.files
    ]


def _initial(now: Shown) -> dict[str, Any]:
    terms = now.terms
    found: dict[str, Any] = {
        "title": terms.title,
        "known": terms.organisation_id,
        "organisation": "" if terms.organisation_id else terms.organisation,
        "owner": terms.owner,
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
        "sends": [f"{system}/{file}" for system, file in terms.files],
        "rules": "\n".join(f"{one.rule_id} {one.target}" for one in terms.requirements if one.rule_id),
        "seen": now.number,
    }
    for one in terms.requirements:
        found[f"target_{one.key}"] = one.target
        if "hours" in one.given:
            found[f"hours_{one.key}"] = one.given["hours"]
        if "weekdays" in one.given:
            found[f"weekdays_{one.key}"] = [str(day) for day in one.given["weekdays"]]
    return found
