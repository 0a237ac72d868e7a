"""Two records beside each other, fact by fact: what each says, which system says it, whether they agree."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from rooftree.desk import person as desk
from rooftree.records.claims.held import Said
from rooftree.records.matching.review.queries.one import Question
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.checks import Opened
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.matching.lives import Life, lives
from rooftree.web.staff.matching.values import DIFFERENT, PARTLY, SAME, Line, Told, Value, agree, each
from rooftree.web.staff.matching.words import titles
from rooftree.web.staff.showing.facts import is_source_code, value_worded
from rooftree.web.staff.showing.labels import label

LEFT_OUT = frozenset({"modified_on", "source_text", "full_name"})
"""What tells nothing of who is who, or says again what other facts say."""
SWAPPED = Status(Kind.DUE, "Names swapped")
AS_SHOWN = Status(Kind.DUE, "The letters shown agree")
"""Of a number that is hidden but for its ends: whether the rest agrees is not known here."""
NUMBER = "ni_no_masked"


def beside(question: Question, *, viewer: Viewer, today: datetime.date) -> list[Line]:
    """Every fact that either has, those on which they differ marked in words."""
    first, second = question.sides
    lines = _said(question.entity_type, first.said, second.said, same_number=question.same_number)
    if question.entity_type == EntityType.PERSON and not question.are_one:
        pages = [desk.person(side.id, viewer=viewer, today=today) for side in question.sides]
        lines += lives(*(Life(page) for page in pages))
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
        lines += lives(*(Life(page, system) for system in systems))
    return [_rows(first, second), *(line for line in lines if line.first or line.second)]


def _said(
    kind: str, first: Sequence[Said], second: Sequence[Said], *, same_number: bool | None = None
) -> list[Line]:
    lines = [
        _line(kind, column.name, first, second)
        for column in contracts()[kind].columns
        if column.name not in LEFT_OUT and not is_source_code(kind, column.name)
    ]
    if kind != EntityType.PERSON:
        return lines
    return _swapped([_by_number(one, same_number) for one in lines])


def _by_number(line: Line, same_number: bool | None) -> Line:
    """Two numbers that are hidden but for their ends are not the same because their ends are."""
    if line.label != label("person", NUMBER) or line.status not in (SAME, PARTLY):
        return line
    return replace(line, status={True: SAME, False: DIFFERENT, None: AS_SHOWN}[same_number])


def _swapped(lines: list[Line]) -> list[Line]:
    """Given and family name are marked where each has as the one what the other has as the other."""
    at = {line.label: line for line in lines}
    given, family = (at.get(label("person", name)) for name in ("given_name", "family_name"))
    if given is None or family is None or SAME in (given.status, family.status):
        return lines
    crossed = agree(given.first, family.second) == SAME and agree(family.first, given.second) == SAME
    return [replace(one, status=SWAPPED) if crossed and one in (given, family) else one for one in lines]


def _rows(first: Sequence[Said], second: Sequence[Said]) -> Line:
    """What the systems call each: that a system has two rows for them says something by itself."""
    ours, theirs = ({one.lineage.system for one in side} for side in (first, second))
    both = titles(sorted(ours & theirs))
    status = Status(Kind.DUE, f"{both} has both") if both else Status(Kind.NONE, "Different systems")
    return Line("Known as", _keys(first), _keys(second), status)


def _keys(side: Sequence[Said]) -> list[Value]:
    return [value for one in side for value in each([(one.lineage.key, one.lineage.system, _as_at(one))])]


def _line(table: str, column: str, first: Sequence[Said], second: Sequence[Said]) -> Line:
    ours, theirs = _values(table, column, first), _values(table, column, second)
    return Line(label(table, column), ours, theirs, agree(ours, theirs))


def _values(table: str, column: str, side: Sequence[Said]) -> list[Value]:
    """Each value once, with all that say it."""
    told: list[Told] = []
    for one in side:
        value = one.facts.get(column)
        coded = str(one.facts.get(f"{column}_source") or "")
        worded = value_worded(table, column, value, coded)
        if worded not in (None, ""):
            told.append((str(words.shown(worded)), one.lineage.system, _as_at(one)))
    return each(told)


def _as_at(one: Said) -> datetime.date | datetime.datetime | None:
    return one.said_on or one.lineage.extracted_at
