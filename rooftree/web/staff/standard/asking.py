"""What each kind of rule is given, as fields of a form; how what is typed becomes what a contract says."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from rooftree.engine.checking.kinds import COMPARISONS, Kind
from rooftree.engine.checking.patterns import FORMATS
from rooftree.engine.checking.shapes import Family, family
from rooftree.reference.register.queries import systems
from rooftree.reference.standard.editing.telling import OPERATIONS, plain
from rooftree.reference.standard.quality.in_force import code_lists
from rooftree.reference.standard.queries import contracts
from rooftree.reference.typed_words.rules import cleaned

CARRIED = ("source_system", "source_key", "source_file")
LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Ask:
    """One field: the name under which a rule is given it, what it asks, and which sort of answer it takes."""

    name: str
    label: str
    sort: str
    help: str = ""
    needed: bool = False


BOUND = "A number, a day as 2026-04-01, or a day from today: today, today-30, today+14."
ASKS: Mapping[Kind, tuple[Ask, ...]] = {
    Kind.CODELIST: (
        Ask("list", "Which list?", "list"),
        Ask("codes", "Or only these codes?", "texts", "With commas between. Empty for the whole list."),
    ),
    Kind.FORMAT: (
        Ask("name", "Which format?", "format"),
        Ask(
            "pattern",
            "Or which pattern of your own?",
            "text",
            "A regular expression, such as ^[A-Z]{2}[0-9]+$.",
        ),
    ),
    Kind.RANGE: (
        Ask("min", "Not under", "bound", BOUND),
        Ask("max", "Not over", "bound", BOUND),
    ),
    Kind.COMPARE: (
        Ask("op", "It must be", "comparison", needed=True),
        Ask("other", "Which other column?", "column", needed=True),
        Ask("plus_days", "With how many days added to that?", "number"),
        Ask("plus_years", "With how many years added to that?", "number"),
    ),
    Kind.UNIQUE: (
        Ask("columns", "Alike in which columns, taken together?", "columns"),
        Ask("across", "Also between systems, not only within each", "flag"),
    ),
    Kind.REFERENCES: (
        Ask("table", "A record of which table?", "table", needed=True),
        Ask("column", "By which of its columns?", "text", "Empty for its own key."),
        Ask("system", "In which system?", "system", "Empty for the row’s own."),
    ),
    Kind.FRESH_WITHIN: (
        Ask("days", "Within how many days?", "number"),
        Ask("months", "Or within how many months?", "number"),
    ),
    Kind.NOT_FUTURE: (Ask("days_ahead", "How many days ahead may it be?", "number"),),
    Kind.AGE_AT_LEAST: (
        Ask("years", "How many years at least?", "number", needed=True),
        Ask("at", "On which day?", "day_column"),
    ),
    Kind.RECONCILES: (
        Ask("form", "What must be so?", "form", needed=True),
        Ask("column", "Of which column?", "column"),
        Ask("systems", "In which other systems?", "systems"),
    ),
    Kind.SQL: (
        Ask(
            "select",
            "Which rows fail?",
            "sql",
            "One SELECT over tables of the standard that gives source_system and source_key of each row that "
            "fails. Today is CURRENT_DATE.",
            needed=True,
        ),
    ),
    Kind.SET_ASIDE: (Ask("problem", "Why was it set aside?", "problem", needed=True),),
}
COMPARISON_WORDS = {
    "eq": "the same",
    "ne": "another",
    "lt": "before, or less",
    "le": "not after, or not more",
    "gt": "after, or more",
    "ge": "not before, or not less",
}
FORM_WORDS = {"same": "They say the same", "present_in": "They have the record too"}
PROBLEM_WORDS = {"missing_key": "Its key is missing", "duplicate_key": "Its key came twice"}
NARROW = {"class": "govuk-input--width-10"}


def field_of(ask: Ask, table: str) -> forms.Field:
    """The field of a form that takes it."""
    said: dict[str, Any] = {"label": ask.label, "help_text": ask.help, "required": ask.needed}
    said["error_messages"] = {"required": "This is needed"}
    if ask.sort == "flag":
        return forms.BooleanField(**said | {"required": False})
    if ask.sort == "number":
        said["error_messages"]["invalid"] = "Write a whole number"
        return forms.IntegerField(
            **said, min_value=-40_000, max_value=40_000, widget=forms.NumberInput(attrs=NARROW)
        )
    if ask.sort == "sql":
        widget = forms.Textarea(attrs={"rows": 8, "class": "rt-code", "spellcheck": "false"})
        return forms.CharField(**said, max_length=LONGEST, widget=widget)
    if ask.sort in ("columns", "systems"):
        return forms.MultipleChoiceField(
            **said, choices=choices(ask.sort, table)[1:], widget=forms.CheckboxSelectMultiple
        )
    if ask.sort in ("text", "texts", "bound"):
        attrs = NARROW if ask.sort == "bound" else {}
        return forms.CharField(**said, max_length=1_000, widget=forms.TextInput(attrs=attrs))
    return forms.ChoiceField(**said, choices=choices(ask.sort, table))


def choices(sort: str, table: str) -> list[tuple[str, str]]:
    """What can be chosen; the first is nothing."""
    found: list[tuple[str, str]] = []
    if sort == "list":
        found = [(name, held.title) for name, held in code_lists().items()]
    elif sort == "format":
        found = [(name, words.partition(":")[0]) for name, (_, words) in sorted(FORMATS.items())]
    elif sort in ("systems", "system"):
        found = [(one.name, one.title) for one in systems()]
    elif sort == "table":
        found = [(name, held.title) for name, held in contracts().items()]
    elif sort == "day_column":
        found = [("today", "Today"), *_columns(table, Family.DAY)]
    elif sort in ("column", "columns"):
        found = _columns(table)
    else:
        words = {"comparison": COMPARISON_WORDS, "form": FORM_WORDS, "problem": PROBLEM_WORDS}[sort]
        found = [(name, words[name]) for name in (COMPARISONS if sort == "comparison" else words)]
    return [("", "Choose"), *found]


def _columns(table: str, of: Family | None = None) -> list[tuple[str, str]]:
    held = contracts()[table].columns
    return [
        (column.name, f"{column.title} ({column.name})")
        for column in held
        if of is None or family(column.physical_type) is of
    ]


def typed(ask: Ask, said: Any) -> Any:
    """An answer as the contract says it; None for none."""
    if ask.sort == "bound":
        return bound(said) if said else None
    if ask.sort == "texts":
        return [part.strip() for part in cleaned(said).split(",") if part.strip()] or None
    if ask.sort == "flag":
        return True if said else None
    if ask.sort in ("text", "sql"):
        return cleaned(said) or None
    if ask.sort == "day_column" and said == "today":
        return None
    return said if said not in ("", None, []) else None


def shown(ask: Ask, said: Any) -> Any:
    """What the contract says, as the field shows it."""
    if ask.sort in ("columns", "systems"):
        return said or []
    if ask.sort in ("bound", "texts"):
        return plain(said)
    if ask.sort == "day_column":
        return "today" if said in (None, "today") or isinstance(said, Mapping) else said
    return said


def bound(text: str) -> Any:
    """A number, a day, or a day from today."""
    text = cleaned(text).replace(" ", "")
    if text.lower().startswith("today"):
        days = text[5:] or "0"
        if not days.lstrip("+-").isdecimal() or len(days) > 7:
            raise forms.ValidationError(f"“{text[:40]}” is no day: write today, today-30 or today+14")
        return {"today": int(days)}
    for read in (int, float):
        try:
            number = read(text)
        except ValueError:
            continue
        if number == number and abs(number) < 1e15:
            return number
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise forms.ValidationError(
            f"“{text[:40]}” is neither a number nor a day such as 2026-04-01"
        ) from None


def condition(line: str, table: str) -> dict[str, Any]:
    """A line such as "status is one of let, void" as a condition."""
    column, _, rest = line.strip().partition(" ")
    held = contracts()[table].column(column)
    if held is None and column not in CARRIED:
        raise forms.ValidationError(f"“{column[:60]}” is no column of {table}")
    op, value = _operation(rest.strip())
    if not op:
        raise forms.ValidationError(f"“{line[:80]}”: after the column say {', '.join(OPERATIONS.values())}")
    if op in ("null", "not_null"):
        return {"column": column, "op": op}
    kind = family(held.physical_type) if held else Family.TEXT
    if op in ("in", "not_in"):
        return {
            "column": column,
            "op": op,
            "value": [_of_kind(each.strip(), kind) for each in value.split(",")],
        }
    return {"column": column, "op": op, "value": _of_kind(value, kind)}


def _operation(said: str) -> tuple[str, str]:
    """The operator that some words begin with, and what follows it; the longest that fits."""
    for op, words in sorted(OPERATIONS.items(), key=lambda one: -len(one[1])):
        if said == words or said.startswith(f"{words} "):
            return op, said[len(words) :].strip()
    return "", ""


def _of_kind(text: str, kind: Family) -> Any:
    if kind is Family.FLAG:
        if text.lower() not in ("yes", "no", "true", "false"):
            raise forms.ValidationError(f"“{text[:40]}”: write yes or no")
        return text.lower() in ("yes", "true")
    return bound(text) if kind in (Family.NUMBER, Family.DAY) else text
