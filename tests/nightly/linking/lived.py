"""The ten nights lived once, with what people did on the days between, and what was then known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from bench.matching import invented
from rooftree.records.matching.actions.modelling import Store
from rooftree.records.matching.linkage.weighing.preparing.people import GIVEN, prepare
from rooftree.records.matching.models import MatchCandidate, MatchDecision, Reference
from rooftree.records.matching.review.actions.deciding import Pair, decide
from rooftree.records.matching.review.actions.splitting import split
from rooftree.records.matching.review.actions.undoing import undo
from rooftree.records.matching.review.queries.in_force import OPEN, said_of_pairs, standings
from rooftree.reference.accounts.queries import viewer_for
from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer
from rooftree.services.notes import actions as notes
from tests.nightly.linking.landlord import tables
from tests.nights import FIRST, Landlord, asked, moment
from tests.records.matching.review.made import CARYS, PRIYA, on
from tests.web.conftest import user_with

Key = tuple[str, str]
PLACES = ("id", "person_id", "entity_id", "record_id", "first_id", "second_id")
"""Where a table keeps whom a row is of."""
TAUGHT_BY = 600
PASSING = ("known_from", "extract_id", "source_row", "since")
"""What a night may write anew although nothing of the person is other than it was."""
NUMBERED = ("match_waiting", "search_entry")
"""What is made anew from the rest, with numbers of the day."""
TOLD = ("match_decision", "match_sample", "match_proposal", "entity_alias", "audit_entry", "match_unlinkable")
"""Logs, which only grow, and what is no fact of the person's own."""


@dataclass
class Lived:
    """The landlord, and what was known after each night."""

    landlord: Landlord
    own: list[dict[Key, str]] = field(default_factory=list)
    """After each night the id of each row by itself."""
    whose: list[dict[Key, str]] = field(default_factory=list)
    """After each night the id under which each row is known."""
    doubts: list[set[frozenset[str]]] = field(default_factory=list)
    logs: list[list[Any]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    """What was known of somebody, by a name for the moment."""

    def of(self, key: Key, night: int) -> str:
        """Whose a row was after a night."""
        return self.whose[night - 1][key]

    def night(self, at: int) -> date:
        """One night; the day that follows it."""
        day = FIRST + timedelta(days=at - 1)
        self.landlord.night(tables(at), day)
        rows = Reference.objects.filter(entity_type="person", ended_on=None)
        own, whose = {}, {}
        for system, key, by_itself, now in rows.values_list(
            "source_system", "source_key", "own_id", "entity_id"
        ):
            own[(system, key)], whose[(system, key)] = str(by_itself), str(now)
        self.own.append(own)
        self.whose.append(whose)
        pairs = MatchCandidate.objects.filter(ended_on=None).values_list("first_id", "second_id")
        self.doubts.append({frozenset(map(str, pair)) for pair in pairs})
        self.logs.append(list(MatchDecision.objects.order_by("pk").values()))
        return day


def live(landlord: Landlord) -> Lived:
    """All ten nights, and what people did after each."""
    _train(landlord)
    made = Lived(landlord)
    officer = viewer_for(user_with(Role.OFFICER))
    for at in range(1, 11):
        day = made.night(at)
        if at == 2:
            say(made, at, day, "same", ("nec", "sal"), ("locata", "sally"))
            say(made, at, day, "different", ("nec", "dai"), ("nec", "david"))
        if at == 3:
            _before_the_mistakes(made, day, officer)
        if at == 5:
            write(made.of(("locata", "gwen"), at), "Asked after her key", day, officer)
        if at == 6:
            take_back("same", made.of(("nec", "rhian"), at), day)
        if at == 7:
            made.kept["rhian, taken back"] = all_of(made.kept["the two"])
            take_back("not_theirs", made.of(("nec", "gwen"), at), day)
        if at == 8:
            made.kept["gwen, taken back"] = all_of([made.of(("nec", "gwen"), at)])
    return made


def _train(landlord: Landlord) -> None:
    """A model learnt from others than these few: with it how common a name is stands still."""
    with landlord.engine() as engine:
        rows, _ = invented.make(TAUGHT_BY, seed=5)
        told = [dict(zip(invented.COLUMNS, row, strict=True)) for row in rows]
        columns = {name: pa.array([row.get(name) or None for row in told], pa.string()) for name in GIVEN}
        store = Store(landlord.landing, 1, lambda: moment(FIRST), FIRST, least_rows=TAUGHT_BY)
        store.tonight(engine, prepare(engine, engine.arrow(pa.table(columns))))


def _before_the_mistakes(made: Lived, day: date, officer: Viewer) -> None:
    """Two are joined who are two, as two stewards say; and a row is said not to be somebody's whose it is."""
    gwen = made.of(("nec", "gwen"), 3)
    two = [made.of(("locata", "rhiannon"), 3), made.of(("nec", "rhian"), 3)]
    for own, words in zip((*two, gwen), ("Prefers mornings", "Has a large dog", "Works nights"), strict=True):
        write(own, words, day, officer)
    made.kept |= {"the two": two, "rhian": all_of(two), "gwen": all_of([gwen])}
    for steward in (CARYS, PRIYA):
        say(made, 3, day, "same", ("nec", "rhian"), ("locata", "rhiannon"), by=steward)
    row = Reference.objects.get(source_system="locata", source_key="gwen", ended_on=None)
    split(str(row.pk), reason="Another Gwen", acting=on(day))


def write(own: str, words: str, day: date, by: Viewer) -> None:
    """A note and a task of ours about somebody."""
    now = moment(day, 11)
    notes.add_note(record_type="person", record_id=own, text=words, category="telephone_call", by=by, now=now)
    notes.add_task(record_type="person", record_id=own, title=f"Ring back: {words.lower()}", by=by, now=now)


def say(made: Lived, night: int, day: date, answer: str, one: Key, other: Key, *, by: Viewer = CARYS) -> None:
    """What a steward says of two on the page of their question."""
    first, second = sorted((made.of(one, night), made.of(other, night)))
    doubt = MatchCandidate.objects.get(first_id=first, second_id=second, ended_on=None)
    pair = said_of_pairs(viewer=SYSTEM).pair(first, second)
    seen = standings("person", [pair]).get(pair, OPEN).latest_id
    asked_of = Pair("person", first, second, str(doubt.pk))
    decide(asked_of, answer=answer, reason="As they told us", seen=seen, acting=on(day, by))


def take_back(answer: str, own: str, day: date) -> None:
    """The last thing that was said so of somebody is taken back."""
    rows = MatchDecision.objects.filter(answer=answer)
    row = (rows.filter(first_id=own) | rows.filter(second_id=own)).latest("pk")
    undo(row.pk, reason="It was a mistake", acting=on(day))


def all_of(ids: Sequence[str]) -> dict[str, list[str]]:
    """Every live row of every table that is of some people: claims, notes, tasks, needs, links, all."""
    columns = asked(
        "SELECT c.table_name, array_agg(c.column_name::text) FROM information_schema.columns c "
        "JOIN information_schema.tables t USING (table_schema, table_name) "
        "WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = ANY(%s) "
        "AND c.table_name NOT LIKE '%%\\_event' GROUP BY 1",
        list(PLACES),
    )
    found: dict[str, list[str]] = {}
    for table, places in sorted(columns):
        if table in TOLD:
            continue
        where = " OR ".join(f'"{place}"::text = ANY(%s)' for place in places)
        rows = asked(f'SELECT to_jsonb(t) FROM "{table}" t WHERE {where}', *[list(ids)] * len(places))
        told = [_lasting(table, json.loads(row) if isinstance(row, str) else row) for row in rows]
        if told := sorted(row for row in told if row):
            found[table] = told
    return found


def _lasting(table: str, row: dict[str, Any]) -> str:
    if row.get("ended_on") is not None or row.get("known_to") is not None:
        return ""
    left_out = (*PASSING, "id") if table in NUMBERED else PASSING
    return json.dumps({name: value for name, value in row.items() if name not in left_out}, sort_keys=True)
