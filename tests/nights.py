"""Nights of a landlord whose canonical tables are written by hand: matching and publishing as they are,
without extracts before them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection

from rooftree.engine.memory import PeakMemory
from rooftree.engine.tables import Engine
from rooftree.nightly.report import Report
from rooftree.nightly.run import STEPS, Night, run
from rooftree.nightly.where import Place
from rooftree.records.provenance.canonical import LINEAGE
from rooftree.records.publishing.rules import Together
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import parquet_types
from rooftree.sources.extracts.actions.runs import start
from rooftree.sources.extracts.rules.states import RunOutcome
from rooftree.sources.standardising.rules import CanonicalFile, Standardised

Row = dict[str, Any]
KEY = "a key only for tests, of enough length"
FIRST = date(2026, 11, 1)


def moment(day: date, hour: int = 2) -> datetime:
    """A moment of the night before people come to work."""
    return datetime.combine(day, time(hour), UTC)


def quiet(_step: str, _done: int, _of: int, _words: str) -> None:
    """Nobody watches the progress."""


@dataclass
class Landlord:
    """A landing area, and the nights on it."""

    landing: Path
    mappings: Path = Path("no-such-folder")
    memory: str = "512MB"
    said: list[str] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(self.landing, self.mappings, KEY, memory=self.memory)

    def receives(self, extracts: Path, day: date = FIRST, hour: int = 2) -> Report:
        """The whole run on a folder of extracts."""
        now = moment(day, hour)
        return run(extracts=extracts, by=SYSTEM, now=now, today=day, place=self.place, tell=quiet)

    def night(
        self,
        tables: Mapping[str, Sequence[Row]],
        day: date = FIRST,
        *,
        unsure: Sequence[str] = (),
        together: Together | None = None,
    ) -> Report:
        """Match and publish these canonical rows."""
        made = Standardised(tuple(self._file(table, rows) for table, rows in tables.items()), ())
        now = moment(day)
        with (
            PeakMemory(list) as memory,
            start(folder="by hand", business_on=day, by=SYSTEM, now=now, steps=STEPS) as opened,
        ):
            night = Night(opened, self.place, day, Report(opened.id), memory, quiet, SYSTEM)
            with self.engine() as engine:
                self.said.append(night.records(engine, made, frozenset(unsure), together))
            opened.finish(outcome=RunOutcome.PUBLISHED, says=self.said[-1], published_state=night.state_name)
        return night.report

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        made = Engine(spill=self.landing / "spill", memory=self.memory)
        yield made
        made.close()

    def _file(self, table: str, rows: Sequence[Row]) -> CanonicalFile:
        schema = ibis.schema(LINEAGE | parquet_types(contracts()[table])).to_pyarrow()
        known = {"source_file": table, "extract_id": 1}
        whole = [
            dict.fromkeys(schema.names) | known | {"source_row": at} | row for at, row in enumerate(rows, 1)
        ]
        told = hashlib.sha256(json.dumps(whole, default=str, sort_keys=True).encode()).hexdigest()[:16]
        path = self.landing / "canonical" / table / f"{told}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(whole, schema=schema), path)
        return CanonicalFile(table, "nec", table, path, len(rows), 1, table, False, "snapshot", told, True)


def units(number: int, *, system: str = "nec", without: Sequence[int] = (), **facts: Any) -> list[Row]:
    """Homes on an invented street, each with its own reference, UPRN and address."""
    return [
        {
            "source_system": system,
            "source_key": f"P{at:04d}",
            "asset_ref": f"P{at:04d}",
            "uprn": f"1000{at:08d}",
            "kind": "flat",
            "address_line": f"{at} Lantern Street",
            "postcode": "ZZ4 2LH",
        }
        | facts
        for at in range(1, number + 1)
        if at not in without
    ]


GIVEN = (
    *("Agatha", "Bruno", "Cedric", "Dilwen", "Esme", "Fergus", "Greta", "Hamish", "Ingrid", "Jethro"),
    *("Keziah", "Lorcan", "Magnus", "Nerys", "Odette", "Percy", "Quentin", "Rhona", "Soraya", "Tobias"),
    *("Ursula", "Vikram", "Winifred", "Xanthe", "Yusuf", "Zelda"),
)
FAMILY = (
    *("Abney", "Birtwhistle", "Copperdale", "Dunmoor", "Ellerby", "Farthing", "Gorsedale", "Hollowell"),
    *("Inkpen", "Jessop", "Kettlewell", "Lumsden", "Mossgrove", "Netherby", "Oxspring", "Pomfret"),
    *("Quarmby", "Rushford", "Sedgeley", "Thornbarrow", "Underhill", "Vexley", "Wrangle"),
)


def people(number: int, *, system: str = "nec", without: Sequence[int] = (), **facts: Any) -> list[Row]:
    """Invented people, each of a name and day of birth so unlike the others that nothing makes two one."""
    return [
        {
            "source_system": system,
            "source_key": f"{system}-{at}",
            "given_name": GIVEN[at % len(GIVEN)],
            "family_name": FAMILY[at % len(FAMILY)],
            "date_of_birth": date(1950, 1, 1) + timedelta(days=397 * at),
        }
        | facts
        for at in range(1, number + 1)
        if at not in without
    ]


def asked(statement: str, *values: Any) -> list[Any]:
    """The rows that PostgreSQL answers with; single columns come as they are."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows = cursor.fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def whole(*, without: Sequence[str] = ()) -> dict[str, str]:
    """A digest of every record table, history included, to tell whether anything at all was touched."""
    tables = asked(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    record = [*contracts(), "claim", "disagreement", "reference", "match_candidate", "entity_alias"]
    names = {name for table in record for name in (table, f"{table}_event")} & set(tables)
    digest = "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
    return {name: asked(digest.format(f'"{name}"'))[0] for name in sorted(names - set(without))}
