"""The sections of a difference between two days: who lived there, the record itself, what hangs from it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rooftree.desk.freshness import title_of
from rooftree.desk.histories.comparing import Did, LivesChange, RecordChange
from rooftree.desk.histories.difference import Difference
from rooftree.desk.histories.telling import called
from rooftree.records.claims.held import Held
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Source, Status
from rooftree.web.staff.names import address_of, person_link
from rooftree.web.staff.showing.facts import source_of, value_worded, worded
from rooftree.web.staff.showing.labels import label, what_a_row_is
from rooftree.web.staff.showing.sections import Block, Section, TextBlock
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock
from rooftree.web.staff.showing.timeline import page_of

MANY = 12
WORDS = {
    Did.CHANGED: "Changed",
    Did.ADDED: "New since then",
    Did.GONE: "Not thought to belong here",
    Did.ENDED: "No longer in the source",
    Did.BACK: "In the source again",
}
ORDER = (
    "person",
    "tenancy",
    "household_member",
    "communication",
    "work_order",
    "appointment",
    "certification",
    "complaint",
    "housing_application",
    "homelessness_case",
    "homelessness_duty",
    "temporary_accommodation_placement",
    "void",
)
"""What a reader asks first; every other kind of record comes after, folded."""
SHORT: dict[str, tuple[str, ...]] = {
    "tenancy": ("kind", "starts_on"),
    "household_member": ("relationship", "starts_on"),
    "work_order": ("status", "reported_at"),
    "appointment": ("status", "starts_at"),
    "communication": ("medium", "value"),
    "certification": ("result", "issued_on"),
    "void": ("void_class", "starts_on"),
    "letting": ("source", "let_on"),
    "rent_account": ("kind", "starts_on"),
    "housing_application": ("band", "status"),
    "homelessness_case": ("status", "applied_on"),
    "homelessness_duty": ("duty", "starts_on"),
    "temporary_accommodation_placement": ("kind", "entered_on"),
    "complaint": ("stage", "received_on"),
    "status_history": ("code", "happened_on"),
}
"""What a record that came or went is in short."""
PARTED = {"unit": "Who lives there", "person": "Who lives with them", "tenancy": "Who is in the household"}


def heading(found: Difference, name: str) -> str:
    """ "Three things we believed about Mrs Okoro changed"; or she was not known to us on that day."""
    if not found.was_known:
        return f"{name[:1].upper()}{name[1:]} was not known to us on {words.day(found.from_on)}"
    count = found.count + len(found.said)
    if not count and not found.lives:
        return f"Nothing we believed about {name} changed"
    count = count or len(found.lives)
    return f"{words.counted(count, 'thing', 'things').capitalize()} we believed about {name} changed"


def sections(found: Difference) -> list[Section]:
    """All of them; a kind of record that did not change has none. Of one new to us, who lives there."""
    parts = [_lives(found)]
    if not found.was_known:
        return parts
    if found.own:
        parts.append(_group(found, [found.own], what_a_row_is(found.subject.table)))
    by_table: dict[str, list[RecordChange]] = {}
    for one in found.linked:
        by_table.setdefault(one.record.table, []).append(one)
    parts += [_group(found, by_table[table], what_a_row_is(table)) for table in sorted(by_table, key=_first)]
    if found.said:
        parts.append(_said(found))
    return parts


def _lives(found: Difference) -> Section:
    """Who was believed to live there on each day, in sentences, and why that is not the same."""
    title = PARTED[found.subject.table]
    kind = what_a_row_is(found.subject.table).lower()
    then, now = (f"we believed: {_listed(side)}" for side in (found.lived_before, found.live_after))
    then = then if found.was_known else f"this {kind} was not known to us"
    said = [f"On {words.day(found.from_on)} {then}.", f"On {words.day(found.to_on)} {now}."]
    blocks: list[Block] = [TextBlock(said)]
    if found.lives and found.was_known:
        heads = ("Person", "What changed", "Since", "Why")
        lines = [_life(one) for one in found.lives]
        blocks.append(TableBlock(title, [(head, False) for head in heads], lines))
    return Section("lives", title, blocks, count=len(found.lives))


def _listed(persons: Iterable[Held]) -> str:
    said = [called(one) for one in persons]
    return words.listed(said) if said else "nobody"


def _life(one: LivesChange) -> Line:
    who = person_link(one.person)
    because = one.because
    came = "Believed to live here" if one.came else "No longer believed to live here"
    since = words.day(because.since) if because and because.since else words.day(one.on)
    why = _why(one)
    cells = [
        ("Person", Cell(who.words, "", who.href), False),
        ("What changed", Cell(came), False),
        ("Since", Cell(since), False),
        ("Why", Cell(why), False),
    ]
    return Line(cells, source_of(because.record if because else one.member, about=who.words))


def _why(one: LivesChange) -> str:
    """We learnt it on a night, or the day came that we knew of."""
    happened = f"{'Began' if one.came else 'Ended'} on {words.day(one.on)}" if one.on else ""
    because = one.because
    if because is None:
        return f"{happened}, as we had known" if happened else "Time passed"
    whose = title_of(because.record.lineage.system)
    learnt = f"{whose} told us on {words.day(because.since)}" if because.since else f"{whose} told us"
    return f"{happened}; {learnt}" if happened else learnt


def _group(found: Difference, rows: Sequence[RecordChange], title: str) -> Section:
    lines = [line for one in rows for line in _lines(one, found)]
    heads = ("What", "Fact", _on(found.from_on), _on(found.to_on), "Since")
    quiet = rows[0].record.table not in ORDER and rows[0].record.id != found.subject.id
    count = words.counted(len(lines), "change", "changes")
    folded = f"{title}: {count}" if quiet or len(lines) > MANY else ""
    block = TableBlock(title, [(head, False) for head in heads], lines, folded=folded)
    return Section(rows[0].record.table.replace("_", "-"), title, [block], count=len(rows))


def _on(day: datetime.date) -> str:
    return f"On {words.day(day)}"


@dataclass(frozen=True, slots=True)
class _Pair:
    """One line: what was held on each day, since when, and the version that brought it."""

    fact: str
    before: object
    after: object
    since: datetime.datetime | None
    record: Held


def _lines(one: RecordChange, found: Difference) -> list[Line]:
    name, href = _name(one.record, found.names), page_of(one.record.table, one.record.id)
    status = None if one.did is Did.CHANGED else Status(_kind(one.did), WORDS[one.did])
    heads = ("What", "Fact", _on(found.from_on), _on(found.to_on), "Since")
    lines = []
    for pair in _pairs(one, found):
        cells = (
            Cell(name, "", href, status),
            Cell(pair.fact),
            Cell(pair.before),
            Cell(pair.after),
            Cell(pair.since),
        )
        source = source_of(pair.record, about=name)
        lines.append(Line([(head, cell, False) for head, cell in zip(heads, cells, strict=True)], source))
    return lines


def _pairs(one: RecordChange, found: Difference) -> list[_Pair]:
    table = one.record.table
    pairs = [
        _Pair(
            label(table, fact.change.column),
            words.shown(value_worded(table, fact.change.column, fact.change.before)),
            words.shown(value_worded(table, fact.change.column, fact.change.after)),
            fact.since,
            fact.record,
        )
        for fact in one.facts
    ]
    if one.moved and one.before:
        before, after = (", ".join(_tied(side, one.moved, found.names)) for side in (one.before, one.record))
        pairs.append(_Pair("Tied to", before or "Nothing", after or "Nothing", one.since, one.record))
    if not pairs:
        before, after = ENDS[one.did]
        if one.did is Did.ADDED:
            after = _in_short(one.record) or after
        if one.did is Did.GONE:
            before = _in_short(one.record) or before
        pairs.append(_Pair("The record", before, after, one.since, one.record))
    return pairs


ENDS = {
    Did.ADDED: ("Not known", "Known"),
    Did.GONE: ("Known", "Not known here"),
    Did.ENDED: ("In the source", "No longer there"),
    Did.BACK: ("Not there", "In the source"),
    Did.CHANGED: ("As then", "As now"),
}


def _first(table: str) -> tuple[int, str]:
    return (ORDER.index(table) if table in ORDER else len(ORDER), table)


def _in_short(held: Held) -> str:
    said = [worded(held, column) for column in SHORT.get(held.table, ()) if held.facts.get(column)]
    return ", ".join(str(words.shown(one)) for one in said if one is not None)


def _kind(did: Did) -> Kind:
    return {Did.ADDED: Kind.NOW, Did.BACK: Kind.NOW}.get(did, Kind.NONE)


def _tied(held: Held, links: Sequence[str], names: Mapping[str, Held]) -> list[str]:
    return [
        called(names[id_]) if (id_ := held.link(name)) in names else what_a_row_is(name).lower()
        for name in links
        if held.link(name)
    ]


def _name(held: Held, names: Mapping[str, Held]) -> str:
    """What to call a record in a line: a person, an address, its reference, else its key."""
    if held.table == "person":
        return called(held)
    if held.table == "household_member":
        return (
            called(names[held.link("person")]) if held.link("person") in names else "Somebody in a household"
        )
    if held.table == "unit":
        return address_of(held)
    if held.table == "reference":
        return f"{title_of(held.lineage.system)} {held.lineage.key}"
    for column in NAMED:
        if held.text(column):
            return str(value_worded(held.table, column, held.facts[column]))
    return held.lineage.key or what_a_row_is(held.table)


NAMED = (
    "description",
    "tenancy_ref",
    "account_ref",
    "value",
    "full_name",
    "job_ref",
    "household_ref",
    "complaint_ref",
    "application_ref",
    "case_ref",
    "void_ref",
    "address_line",
    "line",
    "kind",
    "element",
    "number",
)


def _said(found: Difference) -> Section:
    heads = ("System", "Fact", _on(found.from_on), _on(found.to_on), "Since")
    lines = []
    for one in found.said:
        table = found.subject.table
        before, after = (
            words.shown(value_worded(table, one.change.column, value))
            for value in (one.change.before, one.change.after)
        )
        cells = [
            ("System", Cell(title_of(one.system), one.key), False),
            ("Fact", Cell(label(table, one.change.column)), False),
            (heads[2], Cell(before), False),
            (heads[3], Cell(after), False),
            ("Since", Cell(one.since), False),
        ]
        lines.append(Line(cells, Source(title_of(one.system))))
    block = TableBlock("What each system said", [(head, False) for head in heads], lines)
    return Section("said", "What each system said", [block], count=len(lines))
