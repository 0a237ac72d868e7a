"""Two records beside each other, fact by fact: what each says, which system says it, whether they agree."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rooftree.desk import person as desk
from rooftree.desk.freshness import title_of
from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import Held, Said
from rooftree.records.matching.review.queries.one import Question
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.checks import Opened
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.matching.words import titles
from rooftree.web.staff.names import name_of, short_address
from rooftree.web.staff.showing.facts import is_source_code, summary, value_worded
from rooftree.web.staff.showing.labels import label

LEFT_OUT = frozenset({"modified_on", "source_text", "full_name"})
"""What tells nothing of who is who, or says again what other facts say."""
SAME = Status(Kind.OK, "Same")
DIFFERENT = Status(Kind.OVER, "Different")
SWAPPED = Status(Kind.DUE, "Names swapped")


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody says, and which systems say so."""

    says: str
    sources: str


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both."""

    label: str
    first: Sequence[Value]
    second: Sequence[Value]
    status: Status


def beside(question: Question, *, viewer: Viewer, today: datetime.date) -> list[Line]:
    """Every fact that either has, those on which they differ marked in words."""
    first, second = question.sides
    lines = _said(question.entity_type, first.said, second.said)
    if question.entity_type == EntityType.PERSON and not question.are_one:
        pages = [desk.person(side.id, viewer=viewer, today=today) for side in question.sides]
        lines += _lives(*(_Life(page) for page in pages))
    return [_rows(first.said, second.said), *(line for line in lines if line.first or line.second)]


def beside_rows(opened: Opened, *, viewer: Viewer, today: datetime.date) -> list[Line]:
    """Every fact that either of two rows of one record has; of what is known of a person besides, what the
    system of each row says."""
    check = opened.check
    first, second = opened.said
    lines = _said(check.entity_type, first, second)
    systems = [system for system, _ in check.rows]
    if check.entity_type == EntityType.PERSON and len(set(systems)) > 1:
        page = desk.person(check.entity_id, viewer=viewer, today=today)
        lines += _lives(*(_Life(page, system) for system in systems))
    return [_rows(first, second), *(line for line in lines if line.first or line.second)]


def _said(kind: str, first: Sequence[Said], second: Sequence[Said]) -> list[Line]:
    lines = [
        _line(kind, column.name, first, second)
        for column in contracts()[kind].columns
        if column.name not in LEFT_OUT and not is_source_code(kind, column.name)
    ]
    return _swapped(lines) if kind == EntityType.PERSON else lines


@dataclass(frozen=True, slots=True)
class _Life:
    """What is known of a person; all of it, or what one system says."""

    page: PersonPage | None
    system: str = ""

    def of(self, rows: Iterable[Held]) -> list[Held]:
        """Those of its rows that are asked for."""
        return [one for one in rows if self.system in ("", one.lineage.system)]


def _swapped(lines: list[Line]) -> list[Line]:
    """Given and family name are marked where each has as the one what the other has as the other."""
    at = {line.label: line for line in lines}
    given, family = (at.get(label("person", name)) for name in ("given_name", "family_name"))
    if given is None or family is None or SAME in (given.status, family.status):
        return lines
    crossed = _status(given.first, family.second) == SAME and _status(family.first, given.second) == SAME
    return [replace(one, status=SWAPPED) if crossed and one in (given, family) else one for one in lines]


def _lives(first: _Life, second: _Life) -> list[Line]:
    """Where and with whom they live, and how they are reached: what names alone do not tell."""
    told = {
        "Lives at": _homes,
        "Lives with": _household,
        "Reached at": _reached,
    }
    found = []
    for words_of, values in told.items():
        ours, theirs = ([] if one.page is None else values(one, one.page) for one in (first, second))
        found.append(Line(words_of, ours, theirs, _status(ours, theirs)))
    return found


def _homes(life: _Life, page: PersonPage) -> list[Value]:
    stays = [(one, page.homes.get(one.link("unit"))) for one in life.of(page.tenancies_now)]
    return [Value(short_address(home), summary(one)) for one, home in stays if home]


def _household(life: _Life, page: PersonPage) -> list[Value]:
    here = [one for one in page.lives_with if one.now and one.person and life.of([one.member])]
    return [Value(name_of(one.person), summary(one.member)) for one in here if one.person]


def _reached(life: _Life, page: PersonPage) -> list[Value]:
    found: dict[str, Value] = {}
    for one in life.of(page.records["communication"]):
        if not one.ended_on and one.text("value"):
            found.setdefault(_plain(one.text("value")), Value(one.text("value"), summary(one)))
    return list(found.values())


def _rows(first: Sequence[Said], second: Sequence[Said]) -> Line:
    """What the systems call each: that a system has two rows for them says something by itself."""
    ours, theirs = ({one.lineage.system for one in side} for side in (first, second))
    both = titles(sorted(ours & theirs))
    status = Status(Kind.DUE, f"{both} has both") if both else Status(Kind.NONE, "Different systems")
    return Line("Known as", _keys(first), _keys(second), status)


def _keys(side: Sequence[Said]) -> list[Value]:
    return [Value(one.lineage.key, _source(one)) for one in side]


def _line(table: str, column: str, first: Sequence[Said], second: Sequence[Said]) -> Line:
    ours, theirs = _values(table, column, first), _values(table, column, second)
    return Line(label(table, column), ours, theirs, _status(ours, theirs))


def _values(table: str, column: str, side: Sequence[Said]) -> list[Value]:
    """Each value once, with all that say it."""
    found: dict[str, list[str]] = {}
    for one in side:
        value = one.facts.get(column)
        coded = str(one.facts.get(f"{column}_source") or "")
        worded = value_worded(table, column, value, coded)
        if worded not in (None, ""):
            found.setdefault(str(words.shown(worded)), []).append(_source(one))
    return [Value(says, "; ".join(sources)) for says, sources in found.items()]


def _source(one: Said) -> str:
    at = one.said_on or one.lineage.extracted_at
    return f"{title_of(one.lineage.system)}, {words.day(at)}" if at else title_of(one.lineage.system)


def _status(ours: Sequence[Value], theirs: Sequence[Value]) -> Status:
    if not ours or not theirs:
        return Status(Kind.NONE, "Only one says")
    same = {_plain(one.says) for one in ours} & {_plain(one.says) for one in theirs}
    return SAME if same else DIFFERENT


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
