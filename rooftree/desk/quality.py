"""One exception with what it leads to: its home, its person, their references, and its like side by side."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooftree.oversight.quality.queries import one as ledger
from rooftree.oversight.quality.queries.one import ExceptionWhole
from rooftree.oversight.quality.queries.shown import ExceptionShown
from rooftree.records.claims.held import Held, Said
from rooftree.records.claims.queries import held, said_of
from rooftree.records.homes import queries as homes
from rooftree.records.matching import queries as matching
from rooftree.records.people import queries as people
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.links import deep_link

SIDE_BY_SIDE = ("unit", "person")
"""Tables whose rows can be laid beside each other as their systems say them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One row of a group of duplicates: its exception, and what its system says of it."""

    exception: ExceptionShown
    said: Said | None


@dataclass(frozen=True, slots=True)
class ExceptionPage:
    """Everything that the page of one exception takes."""

    whole: ExceptionWhole
    home: Held | None
    person: Held | None
    link: str
    """Where the row, or else its home or person, stands in its own system; "" where that is not given."""
    beside: Sequence[Beside]


def exception(exception_id: str, *, viewer: Viewer, today: datetime.date) -> ExceptionPage | None:
    """One exception; nothing when there is none, or none for this viewer."""
    whole = ledger.one(exception_id, viewer=viewer, today=today)
    if whole is None:
        return None
    own = whole.exception
    wants = [
        *(homes.wants_by_ids([own.unit_id]) if own.unit_id else ()),
        *(people.wants_by_ids([own.person_id]) if own.person_id else ()),
        *matching.wants_of_references([one for one in (own.unit_id, own.person_id) if one]),
    ]
    found = held(*wants, viewer=viewer) if own.unit_id or own.person_id else {}
    home, person = (next(iter(found.get(table, ())), None) for table in ("unit", "person"))
    return ExceptionPage(
        whole=whole,
        home=home,
        person=person,
        link=whole.link or _link(own, found.get("reference", ())),
        beside=_beside(whole, viewer) if whole.alike else (),
    )


def _link(own: ExceptionShown, references: Sequence[Held]) -> str:
    """Where its home or person stands in the system that the row came from."""
    kinds: Mapping[str, str] = {"unit": "home", "person": "person"}
    for one in references:
        kind = kinds.get(one.text("entity_type"), "")
        if one.lineage.system != own.source_system or one.ended_on or not kind:
            continue
        if link := deep_link(own.source_system, kind, one.lineage.key):
            return link
    return ""


def _beside(whole: ExceptionWhole, viewer: Viewer) -> list[Beside]:
    rows = [whole.exception, *whole.alike]
    said: dict[tuple[str, str], Said] = {}
    table = whole.exception.table_name
    if table in SIDE_BY_SIDE:
        ids = [one.unit_id if table == "unit" else one.person_id for one in rows]
        told, _ = said_of(entity_type=table, entity_ids=[one for one in ids if one], viewer=viewer)
        said = {(one.lineage.system, one.lineage.key): one for one in told}
    return [Beside(one, said.get((one.source_system, one.source_key))) for one in rows]
