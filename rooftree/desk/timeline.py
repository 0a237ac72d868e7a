"""What happened at a home, in a block or to a person, newest first, and how the record itself changed.

Two kinds of time meet here: a repair was reported on a day of the world's; a fact of the record changed on
the night that we learnt it, and from which extract. As at a moment, only what was known by then is told.
Everything is read in a few statements however long the story is.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence

from rooftree.desk.histories.story import Asked, Timeline, story
from rooftree.desk.person import known_of
from rooftree.records.claims.held import Held, Records, ids_of
from rooftree.records.claims.history import following
from rooftree.records.claims.queries import held
from rooftree.records.contacts import queries as contacts
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

MOST = 500
"""Repairs and requests read for one story, the newest; no home has had so many."""


def timeline_of_home(
    unit_id: str,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    before: str | None = None,
    kinds: Collection[str] = (),
    today: datetime.date,
) -> Timeline:
    """What happened at a home: tenancies, people, repairs, visits, checks, voids, and the record itself."""
    wants = [
        *tenancies.wants_of_home(unit_id),
        *repairs.wants_of_homes([unit_id], most=MOST),
        *contacts.wants_of_home(unit_id),
    ]
    own = homes.of_home(unit_id, viewer=viewer, moment=moment)
    records: dict[str, list[Held]] = {
        name: list(own[name]) for name in ("unit", "certification", "survey", "hazard_report")
    }
    _add(records, held(*wants, viewer=viewer, moment=moment))
    tenancy_ids = list(
        dict.fromkeys([*_ids(records, "tenancy"), *ids_of(records["tenancy_unit"], "tenancy")])
    )
    further = [
        *tenancies.wants_of_tenancies(tenancy_ids, void_ids=_ids(records, "void")),
        *people.wants_of_households(tenancy_ids=tenancy_ids),
        *repairs.wants_of_visits(_ids(records, "work_order")),
    ]
    _add(records, held(*further, viewer=viewer, moment=moment))
    hanging = [
        *tenancies.wants_of_arrears(_ids(records, "rent_account")),
        *repairs.wants_of_messages(_ids(records, "appointment")),
        *people.wants_by_ids(ids_of(records["household_member"], "person")),
    ]
    found = held(*hanging, viewer=viewer, moment=moment)
    names = {one.id: one for one in found["person"]}
    for table in ("arrears_action", "notification"):
        records[table] = found[table]
    watched = following(
        [*homes.wants_by_ids([unit_id]), *wants, *further],
        records,
        tables=("unit", "tenancy", "household_member"),
    )
    asked = Asked(before, kinds, today)
    return story(records, watched, names, viewer=viewer, moment=moment, asked=asked)


def timeline_of_block(
    property_id: str,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    before: str | None = None,
    kinds: Collection[str] = (),
    today: datetime.date,
) -> Timeline:
    """What happened in the shared parts of a block: repairs, visits, checks, and the record itself."""
    wants = [
        *homes.wants_of_blocks([property_id]),
        *repairs.wants_in_block(property_id, most=MOST),
    ]
    found = held(*wants, viewer=viewer, moment=moment)
    tables = ("property", "certification", "survey", "hazard_report", "work_order")
    records: dict[str, list[Held]] = {name: list(found[name]) for name in tables}
    visits = repairs.wants_of_visits(_ids(records, "work_order"))
    _add(records, held(*visits, viewer=viewer, moment=moment))
    messages = repairs.wants_of_messages(_ids(records, "appointment"))
    _add(records, held(*messages, viewer=viewer, moment=moment))
    watched = following(wants, records, tables=("property",))
    asked = Asked(before, kinds, today)
    return story(records, watched, {}, viewer=viewer, moment=moment, asked=asked)


def timeline_of_person(
    person_id: str,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    before: str | None = None,
    kinds: Collection[str] = (),
    today: datetime.date,
    known: Records | None = None,
) -> Timeline:
    """What happened to somebody: homes, households, repairs where they lived, help asked for, the record.

    `known` is what `desk.person.known_of` read, when a page has it already.
    """
    of = known if known is not None else known_of(person_id, viewer=viewer, moment=moment)
    records = {table: list(rows) for table, rows in of.items()}
    tenancy_ids = ids_of(
        [one for one in records["household_member"] if one.link("person") == person_id], "tenancy"
    )
    lived = _lived(records, person_id)
    records["work_order"] = [one for one in records["work_order"] if _then(one, lived)]
    _add(records, repairs.visits(_ids(records, "work_order"), viewer=viewer, moment=moment))
    _add(records, repairs.messages(_ids(records, "appointment"), viewer=viewer, moment=moment))
    wants = [
        *people.wants_of_person(person_id),
        *tenancies.wants_of_tenancies(tenancy_ids),
        *people.wants_of_households(tenancy_ids=tenancy_ids),
    ]
    tables = ("person", "communication", "person_name", "tenancy", "household_member")
    names = {one.id: one for one in records["person"]}
    records["person"] = [one for one in records["person"] if one.id == person_id]
    watched = following(wants, records, tables=tables)
    asked = Asked(before, kinds, today)
    return story(records, watched, names, viewer=viewer, moment=moment, asked=asked)


def _lived(records: Mapping[str, Sequence[Held]], person_id: str) -> dict[str, list[tuple[Held, Held]]]:
    """The homes somebody lived in: for each, their place in the household and the tenancy."""
    of = {one.id: one for one in records["tenancy"]}
    found: dict[str, list[tuple[Held, Held]]] = {}
    for member in records["household_member"]:
        tenancy = of.get(member.link("tenancy"))
        if tenancy and member.link("person") == person_id and tenancy.link("unit"):
            found.setdefault(tenancy.link("unit"), []).append((member, tenancy))
    return found


def _then(order: Held, lived: Mapping[str, Sequence[tuple[Held, Held]]]) -> bool:
    """Whether a repair was reported while somebody lived in that home."""
    day = order.day("reported_at") or order.day("raised_at")
    return day is None or any(
        member.runs_on(day) and tenancy.runs_on(day) for member, tenancy in lived.get(order.link("unit"), ())
    )


def _ids(records: Mapping[str, Sequence[Held]], table: str) -> list[str]:
    return [one.id for one in records.get(table, ())]


def _add(records: dict[str, list[Held]], found: Mapping[str, Sequence[Held]]) -> None:
    """Each record once."""
    for table, rows in found.items():
        known = {one.id for one in records.setdefault(table, [])}
        records[table] += [one for one in rows if one.id not in known]
