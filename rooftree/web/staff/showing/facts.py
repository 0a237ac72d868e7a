"""One fact of a record, in the words of a page."""

import datetime
from collections.abc import Collection, Iterable

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held, Said, readable
from rooftree.reference.register.queries import precedence
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.queries import label as code_label
from rooftree.web.components import words
from rooftree.web.components.parts import Fact, Source
from rooftree.web.staff.showing.labels import label


def worded(held: Held, column: str) -> object:
    """A fact as a page writes it: codes by their labels, pence as money; nothing known is None."""
    return value_worded(held.table, column, held.facts.get(column), held.text(f"{column}_source"))


def value_worded(table: str, column: str, value: object, as_coded: str = "") -> object:
    """A value of a table's column as a page writes it. An unknown code is said as its system says it."""
    found = contracts()[table].column(column)
    if found is None:
        return value
    if found.codes:
        return code_label(found.codes, str(value)) if value is not None else as_coded or None
    if value is None or value == "":
        return None
    if column.endswith("_pence") and isinstance(value, int):
        return words.money(value)
    if column == "description" and isinstance(value, str) and value.isupper():
        return value.capitalize()
    if isinstance(value, str) and found.physical_type == "date":
        return datetime.date.fromisoformat(value)
    if isinstance(value, str) and found.physical_type == "timestamp":
        return datetime.datetime.fromisoformat(value)
    return value


def said_columns(held: Held) -> list[str]:
    """The columns of a record that say something, in the contract's order."""
    return [
        column.name
        for column in readable(contracts()[held.table])
        if held.facts.get(column.name) not in (None, "")
    ]


def source_of(held: Held, *, leave_out: Collection[str] = (), about: str = "") -> Source:
    """Where a record of one source row came from; the note holds every fact that is not in view already."""
    rest = [
        (note_label(held.table, column), worded(held, column))
        for column in said_columns(held)
        if column not in leave_out
    ]
    return Source(summary(held), rows=(*_came_from(held), *rest), about=about)


def note_label(table: str, column: str) -> str:
    """What a note calls a fact: "Tenure, as coded there" for the system's own code."""
    if is_source_code(table, column):
        return f"{label(table, column.removesuffix('_source'))}, as coded"
    return label(table, column)


def summary(held: Held) -> str:
    """In view: the system and the day of its extract."""
    return _summary(held.lineage.system, held.lineage.extracted_at)


def _summary(system: str, at: datetime.datetime | None) -> str:
    return f"{title_of(system)}, {words.day(at)}" if at else title_of(system)


def _came_from(held: Held) -> list[tuple[str, object]]:
    of = held.lineage
    rows: list[tuple[str, object]] = [("System", title_of(of.system))]
    if of.file:
        rows.append(("File", f"{of.file}, row {of.row}" if of.row is not None else of.file))
    if of.key:
        rows.append(("Key there", of.key))
    if of.extracted_at:
        rows.append(("Extract", of.extracted_at))
    rows.append(("Known since", held.known_from))
    if held.ended_on:
        rows.append(("No longer there since", held.ended_on))
    return rows


def merged_facts(held: Held, said: Iterable[Said], *, leave_out: Collection[str] = ()) -> list[Fact]:
    """Each fact of a record that several systems speak of, with the source row that it came from."""
    rows = list(said)
    return [
        Fact(
            label(held.table, column),
            worded(held, column),
            source=merged_source(held, column, rows),
        )
        for column in said_columns(held)
        if column not in leave_out and not is_source_code(held.table, column)
    ]


def is_source_code(table: str, column: str) -> bool:
    """True for what a system's own code was: it belongs to the note of the fact it codes."""
    plain = contracts()[table].column(column.removesuffix("_source"))
    return column.endswith("_source") and plain is not None and plain.codes is not None


def merged_source(held: Held, column: str, said: Iterable[Said]) -> Source:
    """The source of one fact of such a record: who says it, who else does, and why this one is shown."""
    system = (held.origin or {}).get(column) or held.lineage.system
    claims = [one for one in said if column in one.facts]
    of = next((one for one in claims if one.lineage.system == system), None)
    at = of.lineage.extracted_at if of else held.lineage.extracted_at
    rows: list[tuple[str, object]] = [("System", title_of(system))]
    if of:
        place = of.lineage
        rows.append(("File", f"{place.file}, row {place.row}" if place.row is not None else place.file))
        rows.append(("Key there", place.key))
        if at:
            rows.append(("Extract", at))
    if coded := held.text(f"{column}_source"):
        rows.append(("Coded there", coded))
    rows.append(("Known since", held.known_from))
    others = sorted({title_of(one.lineage.system) for one in claims if one.lineage.system != system})
    if others:
        rows.append(("Also spoken of by", ", ".join(others)))
    about = label(held.table, column)
    return Source(_summary(system, at), rows=rows, note=why_shown(held.table, column, claims), about=about)


def why_shown(table: str, column: str, claims: Iterable[Said]) -> str:
    """Why one system's value is shown where several speak."""
    systems = {one.lineage.system for one in claims}
    if len(systems) < 2:
        return ""
    first = precedence(table, column, systems)[0]
    return f"{title_of(first)} is believed first on this, by the asset register."
