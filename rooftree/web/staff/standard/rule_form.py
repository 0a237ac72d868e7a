"""The form of one rule: what fits its kind, how grave it is, and how it is mended."""

from collections.abc import Mapping
from typing import Any

from django import forms

from rooftree.engine.checking.kinds import Kind
from rooftree.reference.register.queries import systems
from rooftree.reference.standard.editing.telling import condition as condition_words
from rooftree.reference.standard.quality.parts import COLUMN
from rooftree.reference.standard.quality.queries import severities
from rooftree.reference.standard.quality.reading import ENGINE
from rooftree.reference.standard.quality.rules import RECOMMENDATIONS, Dimension
from rooftree.web.components.forms import PlainForm, Words
from rooftree.web.staff.standard import asking
from rooftree.web.staff.standard.forms import long_words

GIVEN = "given_"
HERE = ("rooftree", "Rooftree")


class RuleForm(PlainForm):
    """One rule: what it asks, through the fields that fit its kind, how grave it is, and how it is mended."""

    column = forms.ChoiceField(label="Of which column?", required=False)
    title = long_words("What must hold?", "As a sentence: every open tenancy has a rent account.")
    when = long_words(
        "Asked only when",
        "One condition in a line, for example: status is one of let, void. Or: ends_on is empty. "
        "Empty for every row.",
        required=False,
    )
    asked_of = forms.MultipleChoiceField(
        label="Whose rows are asked?",
        help_text="None chosen: every system’s.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    severity = forms.ChoiceField(label="How grave is it when it does not hold?", widget=forms.RadioSelect)
    dimension = forms.ChoiceField(label="Which side of quality is it?")
    reason = long_words("Why does it matter to a resident?")
    mend = long_words("How is it mended?")
    mend_in = forms.ChoiceField(label="In which system is it mended?", required=False)
    owner = Words(
        label="Who answers for it?",
        help_text="A role. Empty for the steward of the information asset.",
        required=False,
        max_length=100,
    )
    recommendation = forms.ChoiceField(label="Which recommendation does it serve?")
    source = long_words(
        "Where does a figure in it come from?", "A law, a policy, an agreement.", required=False
    )
    active = forms.BooleanField(label="In use: asked every night", required=False)

    def __init__(
        self, *args: Any, table: str, kind: Kind, held: Mapping[str, Any] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.kind, self.held = table, kind, dict(held or {})
        self.asks = asking.ASKS.get(kind, ())
        own = {f"{GIVEN}{ask.name}": asking.field_of(ask, table) for ask in self.asks}
        order = ["column", "title", *own, "when", "asked_of"]
        self.fields |= own
        self.order_fields([*order, *(name for name in self.fields if name not in order)])
        self._choose()
        if kind is Kind.REQUIRED_WHEN:
            self.fields["when"].required = True
        if held is None:
            self.initial = {"active": True, "severity": "major", "recommendation": "R7", **self.initial}
        else:
            del self.fields["column"]
            self.initial = {**self._initial(), **self.initial}

    def _choose(self) -> None:
        terms = severities()
        due = "{}. {}; to be mended within {} days"
        offered: dict[str, list[tuple[str, str]]] = {
            "column": [("", "The whole row"), *asking.choices("column", self.table)[1:]],
            "asked_of": asking.choices("systems", self.table)[1:],
            "severity": [
                (each.value, due.format(one.title, one.meaning, one.due_days)) for each, one in terms.items()
            ],
            "dimension": [(each.value, each.value.capitalize()) for each in Dimension],
            "mend_in": [
                ("", "The one the row came from"),
                *((one.name, one.title) for one in systems()),
                HERE,
            ],
            "recommendation": [
                (each, each) for each in sorted(RECOMMENDATIONS, key=lambda each: int(each[1:]))
            ],
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def _initial(self) -> dict[str, Any]:
        asks = self.held.get("implementation") or {}
        own = {each["property"]: each["value"] for each in self.held.get("customProperties") or []}
        found: dict[str, Any] = {
            "title": self.held.get("description", ""),
            "when": "\n".join(condition_words(each) for each in asks.get("when") or []),
            "asked_of": asks.get("systems") or [],
            "severity": self.held.get("severity"),
            "dimension": self.held.get("dimension"),
            "reason": self.held.get("businessImpact", ""),
            "mend": own.get("mend", ""),
            "mend_in": own.get("mendIn", ""),
            "owner": own.get("owner", ""),
            "recommendation": own.get("recommendation", ""),
            "source": own.get("source", ""),
            "active": own.get("active", True),
        }
        given = asks.get("given") or {}
        return found | {f"{GIVEN}{ask.name}": asking.shown(ask, given.get(ask.name)) for ask in self.asks}

    def clean_when(self) -> list[dict[str, Any]]:
        """Each line as a condition; lines that nobody touched stay as the contract has them."""
        typed = [line.strip() for line in self.cleaned_data["when"].splitlines() if line.strip()]
        before = (self.held.get("implementation") or {}).get("when") or []
        if typed == [condition_words(each) for each in before]:
            return list(before)
        return [asking.condition(line, self.table) for line in typed]

    def clean(self) -> dict[str, Any]:
        """Each answer as a contract says it."""
        for ask in self.asks:
            name = f"{GIVEN}{ask.name}"
            if name in self.cleaned_data:
                try:
                    self.cleaned_data[name] = asking.typed(ask, self.cleaned_data[name])
                except forms.ValidationError as no:
                    self.add_error(name, no)
        return super().clean()

    def value(self, name: str) -> dict[str, Any]:
        """The rule as its contract is to say it; what no field asks about stays as it was."""
        said = self.cleaned_data
        made = {"name": name, "type": "custom", "engine": ENGINE} | {
            word: each
            for word, each in self.held.items()
            if word not in ("implementation", "customProperties")
        }
        made |= {
            COLUMN: self.held.get(COLUMN, said.get("column", "")),
            "description": said["title"],
            "dimension": said["dimension"],
            "severity": said["severity"],
            "businessImpact": said["reason"],
            "implementation": self._asks(),
        }
        version = self._version(made["implementation"])
        return {**made, "customProperties": self._properties(version)}

    def _asks(self) -> dict[str, Any]:
        said, before = self.cleaned_data, self.held.get("implementation") or {}
        known = {ask.name for ask in self.asks}
        given = {word: each for word, each in (before.get("given") or {}).items() if word not in known}
        for ask in self.asks:
            answer = said.get(f"{GIVEN}{ask.name}")
            if answer is not None:
                given[ask.name] = answer
        kind = self.kind
        if kind in (Kind.REQUIRED, Kind.REQUIRED_WHEN):
            kind = Kind.REQUIRED_WHEN if said["when"] else Kind.REQUIRED
        made: dict[str, Any] = {"kind": kind.value} | {
            word: each for word, each in before.items() if word not in ("kind", "given", "when", "systems")
        }
        parts = {"given": given, "when": said["when"], "systems": said["asked_of"]}
        return made | {word: each for word, each in parts.items() if each}

    def _version(self, asks: Mapping[str, Any]) -> int:
        """A rule that asks something else than before is another version of itself."""
        before = self.held.get("implementation")
        if before is None:
            return 1
        own = {each["property"]: each["value"] for each in self.held.get("customProperties") or []}
        same = {word: each for word, each in before.items() if each} == dict(asks)
        return int(own.get("version", 1)) + (0 if same else 1)

    def _properties(self, version: int) -> list[dict[str, Any]]:
        said = self.cleaned_data
        wanted: dict[str, Any] = {
            "version": version,
            "recommendation": said["recommendation"],
            "mend": said["mend"],
            "mendIn": said["mend_in"],
            "owner": said["owner"],
            "source": said["source"],
            "active": None if said["active"] else False,
        }
        made = []
        for each in self.held.get("customProperties") or []:
            value = wanted.pop(each["property"], each["value"])
            if each["property"] == "active" and value is None:
                continue
            if value not in ("", None):
                made.append({**each, "value": value})
        return made + [
            {"property": word, "value": each} for word, each in wanted.items() if each not in ("", None)
        ]
