"""What a record's page says of who else it may be, and of what it was joined to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.queries.ties import Join, ties_of
from rooftree.records.matching.review.rules import may_decide, may_propose
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.matching.words import href_of, name_of_record
from rooftree.web.staff.showing.sections import Block, Section
from rooftree.web.staff.showing.tables import Cell, Column, Line, TableBlock

OTHER = {"person": "the same person as", "unit": "the same home as"}


@dataclass(frozen=True, slots=True)
class Tie:
    """One line above a record, and where it leads."""

    says: str
    link: Link | None
    tone: str = "amber"


def told(
    kind: str,
    own: str,
    joins: Sequence[Join],
    *,
    others: Iterable[Held],
    records: Mapping[str, Held],
    viewer: Viewer,
) -> list[Tie]:
    """What to say above a record: whom it may be (`others`), and what it is joined to (of `records`)."""
    found = [_may_be(kind, own, one) for one in others]
    return found + [_joined(kind, one, records.get(one.other_id), viewer) for one in joins]


def read_and_told(kind: str, own: str, *, viewer: Viewer) -> list[Tie]:
    """The same, read for a page that has not read it; in one statement where there is nothing to say."""
    ties = ties_of(kind, own, viewer=viewer)
    ids = [*ties.may_be, *(one.other_id for one in ties.joins)]
    records = records_of(kind, ids, viewer=viewer) if ids else {}
    others = [records[one] for one in ties.may_be if one in records]
    return told(kind, own, ties.joins, others=others, records=records, viewer=viewer)


def not_sure(own: str, references: Iterable[Held]) -> list[Tie]:
    """What is linked to a person by evidence that is not enough for what may do harm; it is shown all the
    same, and said to be so."""
    weak = _weak(references)
    if not weak:
        return []
    says = (
        f"May be the same person: the link to {words.listed(weak)} is not sure. "
        "Before you act on a need, a flag or a debt that comes from there, make sure that it is theirs."
    )
    return [Tie(says, Link("See the links", f"{reverse('person', args=[own])}facts/"))]


def tagged(sections: Iterable[Section], references: Iterable[Held]) -> list[Section]:
    """The sections of a person with a tag on every row of a table that comes from where the link is not
    sure."""
    weak = tuple(_weak(references))
    if not weak:
        return list(sections)
    return [replace(one, blocks=[_tagged(block, weak) for block in one.blocks]) for one in sections]


def _weak(references: Iterable[Held]) -> list[str]:
    now = (one for one in references if one.ended_on is None)
    return sorted({title_of(one.lineage.system) for one in now if one.facts.get("is_sure") is False})


def _tagged(block: Block, weak: tuple[str, ...]) -> Block:
    if not isinstance(block, TableBlock):
        return block
    return replace(block, lines=[_with_tag(line) if _from(line, weak) else line for line in block.lines])


def _from(line: Line, weak: tuple[str, ...]) -> bool:
    return line.source.summary.startswith(weak) and bool(line.cells)


def _with_tag(line: Line) -> Line:
    head, first, number = line.cells[0]
    tag = first.status or Status(Kind.DUE, "May be the same person")
    return replace(line, cells=[(head, replace(first, status=tag), number), *line.cells[1:]])


def _may_be(kind: str, own: str, other: Held) -> Tie:
    says = (
        f"This may be {OTHER.get(kind, 'the same as')} {name_of_record(kind, other)}. "
        "Nobody has decided, so the two are shown apart."
    )
    return Tie(says, Link("Compare the two", href_of(kind, own, other.id)))


def _joined(kind: str, one: Join, other: Held | None, viewer: Viewer) -> Tie:
    name = name_of_record(kind, other) if other else "another record"
    says = f"Joined with {name} on {words.day(one.decided_at)} by {one.decided_by}: {one.reason}"
    if other and other.ended_on is None:
        says = f"{says} (until the next run, the two are still shown apart)"
    says = says if says.endswith((".", ")")) else f"{says}."
    link = None
    if one.decision_id and may_decide(viewer, kind):
        link = Link("Take it back", reverse("match-undo", args=[one.decision_id]))
    return Tie(says, link, "leaf")


def held_twice(kind: str, own: str, *, viewer: Viewer) -> Link | None:
    """Where those who decide or propose say that a record is held twice."""
    if not (may_decide(viewer, kind) or may_propose(viewer, kind)):
        return None
    return Link("Held twice? Find the other", reverse("match-other", args=[kind, own]))


def not_theirs(
    layout: Iterable[Column], references: Iterable[Held], *, viewer: Viewer, kind: str
) -> list[Column]:
    """The columns of a record's references; where there are several, for those who decide or propose, the way
    to say that one is not theirs."""
    several = sum(one.ended_on is None for one in references) > 1
    if not several or not (may_decide(viewer, kind) or may_propose(viewer, kind)):
        return list(layout)
    return [*layout, Column("Is it theirs?", _not_theirs, none="")]


def _not_theirs(held: Held) -> Cell:
    if held.ended_on:
        return Cell("", blank=True)
    return Cell("Not theirs", "", reverse("match-split", args=[held.id]))
