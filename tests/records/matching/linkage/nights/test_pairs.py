"""Night after night: only what changed is scored, as a full run would have it; who is known stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.actions.linking_people import SAID
from rooftree.records.matching.linkage import keys, linked
from rooftree.records.matching.linkage import people as strong
from rooftree.records.matching.linkage.clusters import Bars
from rooftree.records.matching.linkage.decided import Decided
from rooftree.records.matching.linkage.nights.model import Figures, InUse
from rooftree.records.matching.linkage.nights.pairs import PAIRS, ROWS, LastNight
from rooftree.records.matching.linkage.nights.people import Told, link
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.frequencies import Frequencies
from rooftree.records.matching.linkage.weighing.predicting import Method
from rooftree.records.matching.rules import Doubt, EntityType

Row = dict[str, Any]
NAMES = ("Agatha", "Bruno", "Cedric", "Dilwen", "Esme", "Fergus", "Greta", "Hamish", "Ingrid", "Jethro")
SURNAMES = ("Abney", "Birtwhistle", "Copperdale", "Dunmoor", "Ellerby", "Farthing", "Gorsedale", "Hollowell")


@dataclass
class Typical:
    """Typical numbers with the names of the first night, as a trained model keeps them."""

    names: Frequencies | None = None
    told: list[Figures] = field(default_factory=list)

    def tonight(self, engine: Engine, rows: Table) -> InUse:
        method = matching.untrained(engine, rows)
        self.names = self.names or method.frequencies
        return InUse("people-2026-11-22-1", Method(method.weights, self.names))

    def weighed(self, in_use: InUse, figures: Figures) -> None:
        self.told.append(figures)


@dataclass
class Nights:
    """A landlord's nights, of people alone."""

    engine: Engine
    folder: Path
    models: Typical = field(default_factory=Typical)
    links: pa.Table | None = None
    last: LastNight = field(default_factory=LastNight)
    doubts: list[Doubt] = field(default_factory=list)
    count: int = 0

    def night(self, rows: list[Row], *, remember: bool = True) -> dict[str, str]:
        """The id of each row by its key; `remember` is whether last night's pairs are used."""
        self.count += 1
        engine, kind = self.engine, EntityType.PERSON
        table = linked.number(engine, _as_rows(engine, rows))
        held = linked.no_links(engine) if self.links is None else engine.arrow(self.links)
        known = linked.known(engine, table, held, entity_type=kind)
        at = engine.hold(table.select("row", home_id=table.home_ref).filter(ibis._.home_id.notnull()))
        told = Told(strong.cluster(engine, table, at), known, Bars(), at)
        before = linked.Before(held, Decided())
        weighing = Weighing(
            self.models, self.last if remember else LastNight(self.last.rows), self.folder / str(self.count)
        )
        found = link(engine, table, told, before, weighing)
        today = engine.hold(found.table)
        gone = held.anti_join(today, ["source_system", "source_key"])
        self.links, self.doubts = engine.to_arrow(ibis.union(today, gone)), found.doubts
        self.last = LastNight(found.kept[ROWS][0], found.kept[PAIRS][0])
        told_ids = engine.to_arrow(today.select("source_key", "own_id")).to_pydict()
        return dict(zip(told_ids["source_key"], told_ids["own_id"], strict=True))

    def pairs(self) -> pa.Table:
        """What the last night weighed."""
        assert self.last.pairs is not None
        kept = self.engine.parquet(self.last.pairs)
        return self.engine.to_arrow(kept.order_by("left", "right"))

    def link_of(self, key: str) -> Row:
        assert self.links is not None
        found: Row = next(one for one in self.links.to_pylist() if one["source_key"] == key)
        return found


def _as_rows(engine: Engine, rows: list[Row]) -> Table:
    columns = ("source_system", "source_key", *SAID)
    schema = pa.schema([(name, pa.date32() if name == "date_of_birth" else pa.string()) for name in columns])
    table = engine.arrow(pa.Table.from_pylist([dict.fromkeys(columns) | row for row in rows], schema=schema))
    who = keys.full_name(table.given_name, table.family_name).fill_null("")
    return table.mutate(facts=who + "|" + table.date_of_birth.cast("string").fill_null(""))


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    engine = Engine(spill=tmp_path / "spill")
    yield Nights(engine, tmp_path)
    engine.close()


def one(key: str, given: str, family: str, born: date | None, **facts: str) -> Row:
    return {
        "source_system": key.split("-")[0], "source_key": key, "given_name": given, "family_name": family,
        "date_of_birth": born, **facts,
    }  # fmt: skip


def many() -> list[Row]:
    """Forty people of the tenancy system, of whom the repairs system knows every other by initial."""
    rows = []
    for n in range(40):
        given, family, home = NAMES[n % 10], SURNAMES[n % 8], f"home-{n // 2}"
        rows.append(one(f"nec-{n}", given, family, date(1950, 1, 1 + n % 28), home_ref=home))
        if n % 2:
            phone = f"07700 9000{n:02}"
            rows[-1]["phone"] = phone
            rows.append(one(f"oneserve-{n}", given[0], family, None, home_ref=home, phone=phone))
    return rows


def test_what_changed_is_scored_and_the_rest_is_last_nights_as_a_full_run_would_have_it(
    nights: Nights,
) -> None:
    rows = many()
    first = nights.night(rows)
    assert len(set(first.values())) == 40
    changed = [row | ({"phone": "07700 900999"} if row["source_key"] == "nec-5" else {}) for row in rows]
    changed = [*changed[:-1], one("locata-1", "Esme", "Ellerby", date(1950, 1, 5), home_ref="home-2")]
    links, last = nights.links, nights.last
    some = nights.night(changed)
    pairs = [nights.pairs()]
    nights.links, nights.last = links, last
    everything = nights.night(changed, remember=False)
    pairs.append(nights.pairs())
    assert pairs[0].equals(pairs[1])
    assert len(pairs[0]) > 15
    assert some == everything
    assert {key: own for key, own in some.items() if key != "locata-1"}.items() <= first.items()
    assert nights.models.told[-1]["rows"] == len(changed)


def test_a_new_row_that_fits_two_who_are_known_goes_to_the_nearer_and_joins_nobody(nights: Nights) -> None:
    born = date(1977, 3, 9)
    two = [
        one("nec-101", "Mehdi", "Karamza", None, phone="07700 900123"),
        one("nec-102", "Mehdi", "Karamza", born, home_ref="home-1"),
    ]
    rows = [*many(), *two]
    before = nights.night(rows)
    assert before["nec-101"] != before["nec-102"]
    bridge = one("locata-9", "Mehdi", "Karamza", born, home_ref="home-1", phone="07700 900123")
    after = nights.night([*rows, bridge])
    assert after["locata-9"] == after["nec-102"] == before["nec-102"]
    assert after["nec-101"] == before["nec-101"]
    [doubt] = [each for each in nights.doubts if before["nec-101"] in (each.first_id, each.second_id)]
    assert {doubt.first_id, doubt.second_id} == {before["nec-101"], before["nec-102"]}
    assert doubt.model_version == "people-2026-11-22-1"
    assert doubt.weight is not None
    assert doubt.evidence[0].weight
    assert nights.night([*rows, bridge]) == after


def test_one_person_stays_one_when_all_but_who_they_are_has_changed(nights: Nights) -> None:
    born = date(1984, 11, 3)
    rows = [
        *many(),
        one("nec-1x", "Kate", "Osier", born, home_ref="home-1", email="k@example.org"),
        one("locata-1x", "Catherine", "Osier", born, home_ref="home-1", email="k@example.org"),
    ]
    before = nights.night(rows)
    assert before["nec-1x"] == before["locata-1x"]
    link = nights.link_of("locata-1x")
    assert (link["method"], link["is_sure"]) == ("weighed evidence", True)
    moved = [*rows[:-1], rows[-1] | {"home_ref": "home-9", "email": None}]
    assert nights.night(moved) == before


def test_over_ten_nights_of_churn_nobody_becomes_another(nights: Nights) -> None:
    rows = many()
    first = nights.night(rows)
    for number in range(9):
        gone, moved = f"nec-{2 * number}", f"nec-{2 * number + 1}"
        tonight = [row for row in rows if row["source_key"] != gone]
        tonight = [row | ({"home_ref": "new"} if row["source_key"] == moved else {}) for row in tonight]
        tonight.append(one(f"locata-{number}", f"Zelda{'abcdefghi'[number]}", "Wrangle", None))
        found = nights.night(tonight)
        assert {key: found[key] for key in first if key in found} == {
            key: own for key, own in first.items() if key != gone
        }
        assert found[f"locata-{number}"] not in first.values()


def test_no_rows_are_linked_like_any_others(nights: Nights) -> None:
    assert nights.night([]) == {}
