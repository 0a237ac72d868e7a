"""The sections of a record's page: each hangs from a beam and is a list of blocks, each with its template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Differs, Held, Said
from rooftree.reference.register.queries import precedence
from rooftree.web.components import parts
from rooftree.web.components.parts import Disagreement, Fact, Link
from rooftree.web.staff.showing.facts import value_worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.staff.showing.tables import TableBlock


@dataclass(frozen=True, slots=True)
class FactsBlock:
    """Facts down, each with its source in the margin."""

    facts: Sequence[Fact]
    title: str = ""
    folded: str = ""
    template: str = field(default="staff/blocks/facts.html")


@dataclass(frozen=True, slots=True)
class EmptyBlock:
    """What would be here, and how it gets here."""

    title: str
    text: str = ""
    link: Link | None = None
    template: str = field(default="components/empty.html")


@dataclass(frozen=True, slots=True)
class GridBlock:
    """Where the systems disagree: facts down, systems across."""

    systems: Sequence[str]
    rows: Sequence[Disagreement]
    template: str = field(default="components/disagreements.html")


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """Months of entries; links to show one kind, earlier entries, and the newest again."""

    kinds: Sequence[Link]
    months: Sequence[tuple[str, Sequence[parts.Entry]]]
    earlier: Link | None = None
    newest: Link | None = None
    template: str = field(default="staff/blocks/timeline.html")


class OtherBlock(Protocol):
    """A block with a template of its own, such as notes; the template finds it as `block`."""

    @property
    def template(self) -> str: ...


Block = FactsBlock | EmptyBlock | GridBlock | TableBlock | TimelineBlock | OtherBlock


@dataclass(frozen=True, slots=True)
class Section:
    """One section; `count` is what the side list says, `needs_you` makes that brick."""

    anchor: str
    title: str
    blocks: Sequence[Block]
    note: str = ""
    count: int | None = None
    needs_you: bool = False
    side: str = ""
    link: Link | None = None
    """Where all of it is, when the page shows only the newest."""


def side_links(sections: Iterable[Section]) -> list[Link]:
    """The list at the side of the page."""
    return [
        Link(one.side or one.title, f"#{one.anchor}", one.count, needs_you=one.needs_you and bool(one.count))
        for one in sections
    ]


def disagreements(
    held: Held, differs: Sequence[Differs], said: Sequence[Said], *, title: str = "Where the systems disagree"
) -> Section:
    """The grid of what each system says."""
    count = len(differs)
    if not differs:
        spoke = {one.lineage.system for one in said}
        words = (
            f"{_listed(sorted(title_of(one) for one in spoke))} speak of this record and agree."
            if len(spoke) > 1
            else "Only one system speaks of this record, so none contradicts it."
        )
        block: Block = EmptyBlock("No disagreement", words)
        return Section("disagreements", title, [block], count=0, side="Disagreements")
    systems = sorted(
        {one.lineage.system for one in said} | {system for one in differs for system in one.said},
        key=_in_order,
    )
    rows = [_row(held, one, said, systems) for one in differs]
    grid = GridBlock([title_of(one) for one in systems], rows)
    note = f"{count} fact{'' if count == 1 else 's'}"
    return Section(
        "disagreements", title, [grid], note=note, count=count, needs_you=True, side="Disagreements"
    )


def _in_order(system: str) -> tuple[int, str]:
    order = ("nec", "locata", "keystone", "oneserve")
    return (order.index(system) if system in order else len(order), system)


def _row(held: Held, differs: Differs, said: Sequence[Said], systems: Sequence[str]) -> Disagreement:
    column = differs.attribute
    shown_by = (held.origin or {}).get(column) or precedence(held.table, column, set(differs.said))[0]
    cells: list[parts.Said | None] = []
    for system in systems:
        if system not in differs.said:
            cells.append(None)
            continue
        claim = next((one for one in said if one.lineage.system == system), None)
        at = (claim.said_on or claim.lineage.extracted_at) if claim else None
        value = value_worded(held.table, column, differs.said[system])
        cells.append(parts.Said(value, at, shown=system == shown_by))
    why = f"{title_of(shown_by)} is believed first on this, by the asset register."
    step = "Put the other right at its source; the next extract settles it."
    return Disagreement(label(held.table, column), cells, why=why, next_step=step)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
