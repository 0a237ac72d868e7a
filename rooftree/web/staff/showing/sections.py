"""The sections of a record's page: each hangs from a beam and is a list of blocks, each with its template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Differs, Held, Said
from rooftree.reference.register.queries import precedence
from rooftree.services.notes.reading import TaskShown
from rooftree.web.components import parts, words
from rooftree.web.components.parts import Disagreement, Fact, Link
from rooftree.web.staff.showing.facts import value_worded, why_first
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
    """What would be here, and how it gets here; no title where the section's own says that there is none."""

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


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Sentences."""

    lines: Sequence[str]
    template: str = field(default="staff/blocks/text.html")


Block = FactsBlock | EmptyBlock | GridBlock | TableBlock | TimelineBlock | TextBlock | OtherBlock


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
    held: Held,
    differs: Sequence[Differs],
    said: Sequence[Said],
    *,
    mendings: Sequence[TaskShown] | None = None,
) -> Section:
    """The grid of what each system says. `mendings` are those sent to be mended and not done yet.

    With None nothing can be sent: the viewer may not, or the page is of another day.
    """
    count = len(differs)
    if not differs:
        spoke = {one.lineage.system for one in said}
        title, text = (
            ("The systems agree", f"{_listed(sorted(title_of(one) for one in spoke))} speak of this record.")
            if len(spoke) > 1
            else ("Nothing to disagree with", "At most one system speaks of this record.")
        )
        block: Block = EmptyBlock("", text)
        return Section("disagreements", title, [block], count=0, side="Disagreements")
    systems = sorted(
        {one.lineage.system for one in said} | {system for one in differs for system in one.said},
        key=in_order,
    )
    rows = [_row(held, one, said, systems, mendings) for one in differs]
    grid = GridBlock([title_of(one) for one in systems], rows)
    title = f"The systems disagree on {words.counted(count, 'fact', 'facts')}"
    return Section("disagreements", title, [grid], count=count, needs_you=True, side="Disagreements")


def in_order(system: str) -> tuple[int, str]:
    """The systems in the order that grids have them."""
    order = ("nec", "locata", "keystone", "oneserve")
    return (order.index(system) if system in order else len(order), system)


def _row(
    held: Held,
    differs: Differs,
    said: Sequence[Said],
    systems: Sequence[str],
    mendings: Sequence[TaskShown] | None,
) -> Disagreement:
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
    sent = [one for one in mendings or () if one.about.get("attribute") == column]
    send = None
    if mendings is not None and not sent:
        send = Link("Send to be mended", reverse("mend", args=[held.table, held.id, column]))
    return Disagreement(
        fact=label(held.table, column),
        said=cells,
        why=why_first(held.table, column, shown_by),
        next_step="" if send or sent else "Put the other right at its source; the next extract settles it.",
        link=send,
        sent=[_sent(one) for one in sent],
    )


def _sent(task: TaskShown) -> Link:
    """ "Sent to Locata on 2 November 2026 by Priya Anand"."""
    system = title_of(task.about["system"]) if task.about.get("system") else "its source"
    said = f"Sent to {system} on {words.day(task.made_at)} by {task.made_by}"
    return Link(said, reverse("task", args=[task.id]))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
