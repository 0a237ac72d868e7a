"""What an agreement asks: shipped templates, requirements chosen from them, what is wrong with a draft."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rooftree.reference.refusals.rules import Reason

LONGEST_TITLE = 120
LONGEST_WORDS = 4_000
MOST_REQUIREMENTS = 40


class Of(StrEnum):
    """Whose rows a requirement measures."""

    CONTRACTOR = "contractor"
    """Orders of the organisation."""
    FILES = "files"
    """The files that the agreement names."""
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Template:
    """One thing that may be asked, as it ships."""

    key: str
    title: str
    counts: str
    why: str
    measure: str
    of: Of
    given: Mapping[str, Any]
    target: int
    source: str
    question: str
    good: str
    evidence: str
    weight: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked of one organisation; `key` stays the same from version to version."""

    key: str
    template: str
    target: int
    """The share, in per cent, that must be reached."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Figures in place of the template's."""
    rule_id: str = ""

    def kept(self) -> dict[str, Any]:
        """As it is stored with a version."""
        return {
            "key": self.key,
            "template": self.template,
            "target": self.target,
            "given": dict(self.given),
            "rule_id": self.rule_id,
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """What a version of an agreement says."""

    title: str
    organisation: str
    """Its name; `organisation_id` when it is one that the records know."""
    organisation_id: str
    starts_on: datetime.date
    ends_on: datetime.date | None
    owner: str
    files: Sequence[tuple[str, str]]
    """System and file."""
    requirements: Sequence[Requirement]
    note: str = ""
    """Why this version was made."""


def requirement_of(said: Mapping[str, Any]) -> Requirement:
    """What was stored, read again."""
    return Requirement(
        key=said["key"],
        template=said["template"],
        target=int(said["target"]),
        given=said.get("given", {}),
        rule_id=said.get("rule_id", ""),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What a draft is held against."""

    templates: Mapping[str, Template]
    files: Collection[tuple[str, str]]
    rules: Collection[str]


def why_terms_are_refused(terms: Terms, known: Known) -> tuple[Reason, ...]:
    """Every reason why these terms cannot be kept."""
    return (*_whole(terms), *_files(terms, known), *_requirements(terms, known))


def _whole(terms: Terms) -> Iterator[Reason]:
    if not terms.title.strip():
        yield Reason(
            "title", "The agreement has no name.", "Say what it is for, for example Responsive repairs."
        )
    elif len(terms.title) > LONGEST_TITLE:
        yield Reason("title", f"The name is longer than {LONGEST_TITLE} characters.", "Shorten it.")
    if not terms.organisation.strip():
        yield Reason(
            "organisation", "Nobody is named with whom it is.", "Choose a contractor or write a name."
        )
    if not terms.owner.strip():
        yield Reason("owner", "Nobody is named who looks after it.", "Name the person who does.")
    if terms.ends_on and terms.ends_on < terms.starts_on:
        yield Reason("ends_on", "It ends before it starts.", "Correct one of the two days.")
    if len(terms.note) > LONGEST_WORDS:
        yield Reason("note", f"The note is longer than {LONGEST_WORDS:,} characters.", "Shorten it.")


def _files(terms: Terms, known: Known) -> Iterator[Reason]:
    for system, file in terms.files:
        if (system, file) not in known.files:
            yield Reason(
                "files", f"{system}/{file} is no file that Rooftree reads.", "Choose one of the list."
            )


def _requirements(terms: Terms, known: Known) -> Iterator[Reason]:
    if not terms.requirements:
        yield Reason("requirements", "Nothing is required.", "Choose at least one requirement.")
    if len(terms.requirements) > MOST_REQUIREMENTS:
        yield Reason(
            "requirements", f"There are more than {MOST_REQUIREMENTS} requirements.", "Leave some out."
        )
    keys = [one.key for one in terms.requirements]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Reason("requirements", f"{key} is required twice.", "Leave one of them out.")
    for one in terms.requirements:
        template = known.templates.get(one.template)
        if template is None:
            yield Reason(
                "requirements", f"{one.template} is no requirement that ships.", "Choose from the list."
            )
            continue
        yield from _requirement(one, template, terms, known)


def _requirement(one: Requirement, template: Template, terms: Terms, known: Known) -> Iterator[Reason]:
    code = f"target-{one.key}"
    if not 1 <= one.target <= 100:
        yield Reason(
            code, f"{template.title}: {one.target} is no share.", "Write a whole number from 1 to 100."
        )
    if template.measure == "rule" and one.rule_id not in known.rules:
        named = one.rule_id or "nothing"
        yield Reason(
            "rules", f"The recording standard has no rule {named}.", "Take its id as the standard has it."
        )
    if template.of is Of.CONTRACTOR and not terms.organisation_id:
        yield Reason(
            code,
            f"{template.title}: it is measured by orders, and no order names {terms.organisation}.",
            "Choose a contractor that the records know, or leave this requirement out.",
        )
    if template.of is Of.FILES and not terms.files:
        yield Reason(
            code, f"{template.title}: the agreement names no file.", "Choose the files that are sent."
        )
    if template.of is Of.EITHER and not (terms.files or terms.organisation_id):
        yield Reason(
            code, f"{template.title}: nothing says whose records are meant.", "Choose files or a contractor."
        )
    yield from _given(one, code)


def _given(one: Requirement, code: str) -> Iterator[Reason]:
    hours = one.given.get("hours")
    if hours is not None and (not isinstance(hours, int) or not 1 <= hours <= 24 * 14):
        yield Reason(code, f"{hours} hours is no time to be kept.", "Write a whole number from 1 to 336.")
    days = one.given.get("weekdays")
    if days is not None and (not days or not set(days) <= set(range(1, 8))):
        yield Reason(code, "No weekday is chosen on which a file is due.", "Choose at least one.")
