"""One fact of a record, in the words of a page."""

import datetime
from collections.abc import Collection, Iterable
from functools import lru_cache

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held, Lineage, Said, readable
from rooftree.reference.register.queries import assets, precedence
from rooftree.reference.standard.quality.in_force import label as code_label
from rooftree.reference.standard.queries import contracts
from rooftree.web.components import words
from rooftree.web.components.parts import Fact, Link, Source
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
        return words.balance(value) if column == "balance_pence" else words.money(value)
    if column == "description" and isinstance(value, str):
        return words.sentence(value)
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


@lru_cache(maxsize=4096)
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
    rows += _place(of)
    rows.append(("Known since", held.known_from))
    if held.ended_on:
        rows.append(("No longer there since", held.ended_on))
    return rows


def _place(of: Lineage) -> list[tuple[str, object]]:
    """The file and row, the key there, and the extract: a link, for those who may open it."""
    rows: list[tuple[str, object]] = []
    if of.file:
        rows.append(("File", f"{of.file}, row {of.row}" if of.row is not None else of.file))
    if of.key:
        rows.append(("Key there", of.key))
    if of.extracted_at and of.extract_id:
        rows.append(("Extract", _extract(of.extract_id, of.extracted_at)))
    elif of.extracted_at:
        rows.append(("Extract", of.extracted_at))
    return rows


@lru_cache(maxsize=1024)
def _extract(own: int, at: datetime.datetime) -> Link:
    """The few files that every record of a page came from."""
    return Link(words.moment(at), reverse("extract", args=[own]))


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


@lru_cache(maxsize=4096)
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
    rows: list[tuple[str, object]] = [("System", title_of(system)), *(_place(of.lineage) if of else ())]
    if coded := held.text(f"{column}_source"):
        rows.append(("Coded there", coded))
    rows.append(("Known since", held.known_from))
    rows += [
        (f"{title_of(one.lineage.system)} says", _as_said(held.table, column, one))
        for one in claims
        if one.lineage.system != system
    ]
    about = label(held.table, column)
    return Source(_summary(system, at), rows=rows, note=why_shown(held.table, column, claims), about=about)


def _as_said(table: str, column: str, one: Said) -> object:
    """What another system says of the same, and of when."""
    value = words.shown(value_worded(table, column, one.facts.get(column)))
    at = one.said_on or one.lineage.extracted_at
    return f"{value} ({words.day(at)})" if at else value


def why_shown(table: str, column: str, claims: Iterable[Said]) -> str:
    """Why one system's value is shown where several speak."""
    systems = {one.lineage.system for one in claims}
    if len(systems) < 2:
        return ""
    return why_first(table, column, precedence(table, column, systems)[0])


def why_first(table: str, column: str, system: str) -> str:
    """ "NEC is believed first on this. The information asset register says so of “People”."."""
    asset = next((one for one in assets() if table in one.tables), None)
    of = f" of “{asset.title}”, which the {asset.owner} owns" if asset else ""
    first = precedence(table, column, {"nec", "locata", "keystone", "oneserve"})[0]
    if first == system:
        return f"{title_of(system)} is believed first on this. The information asset register says so{of}."
    return (
        f"{title_of(system)} is believed first of those that speak. {title_of(first)} would be, by the asset "
        f"register{of}."
    )
