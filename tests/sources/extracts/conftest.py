"""A made-up system with one file, a folder to receive it in, and a way to land it."""

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rooftree.sources.connectors.registry import SourceFile, System
from rooftree.sources.extracts.actions.landing import land
from rooftree.sources.extracts.models import Run
from rooftree.sources.extracts.rules.states import Landed

NOW = datetime.datetime(2026, 11, 21, 2, 0, tzinfo=datetime.UTC)
YESTERDAY = NOW - datetime.timedelta(days=1)

HOMES = SourceFile(
    system="nec",
    name="homes",
    required=("REF", "STATUS"),
    columns=("REF", "STATUS", "NAME", "SERVICE_IND", "BUILT"),
    aliases={"SERVICE_PROP_IND": "SERVICE_IND"},
    mode="snapshot",
    window="",
    never_land=("BANK_ACCOUNT",),
)
PEOPLE = SourceFile("nec", "people", ("PERSON",), ("PERSON", "SURNAME"), {}, "snapshot", "", ())
SYSTEMS = {"nec": System("nec", "NEC Housing", {"homes": HOMES, "people": PEOPLE}, {})}
GOOD = "REF,STATUS,NAME,SERVICE_IND,BUILT\n1001,OCC,Rowan House,Y,1961\n1002,VOI,Alder Court,N,1972\n"


@dataclass
class Area:
    """A folder to receive in, a landing area, and what was said."""

    received: Path
    landing: Path
    said: list[str] = field(default_factory=list)

    def put(self, what: str | bytes, name: str = "homes.csv", *, at: datetime.datetime = YESTERDAY) -> Path:
        """Receives a file that was made at this moment."""
        path = self.received / "nec" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(what.encode() if isinstance(what, str) else what)
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def land(self, *, accept_older: bool = False, systems: dict[str, System] = SYSTEMS) -> list[Landed]:
        """A run that lands, and nothing else."""
        run = Run.objects.create(
            started_at=NOW, started_by="Carys", business_on=NOW.date(), folder="received"
        )
        return land(
            folder=self.received,
            systems=systems,
            landing=self.landing,
            run=run.pk,
            now=NOW,
            say=self.said.append,
            accept_older=accept_older,
        )

    def everything_said(self) -> str:
        return "\n".join(self.said)


@pytest.fixture
def area(tmp_path: Path) -> Area:
    """Empty folders."""
    (tmp_path / "received").mkdir()
    return Area(tmp_path / "received", tmp_path / "landing")


@pytest.fixture
def columns() -> Callable[[Landed], dict[str, list[object]]]:
    """The landed copy as lists."""

    def read(landed: Landed) -> dict[str, list[object]]:
        found: dict[str, list[object]] = pq.read_table(landed.path).to_pydict()
        return found

    return read
