"""A small landed file and a mapping for it, made by hand."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rooftree.engine.tables import Engine
from rooftree.sources.connectors.registry import System, system_of
from rooftree.sources.extracts.rules.states import Landed

Work = Callable[[Callable[[Any], Any], list[str | None]], list[Any]]
COLUMNS = ["REF", "STATUS", "BEDS", "UPRN", "BUILT", "ACQUIRED", "SINCE", "LIVED", "POSTCODE"]
MAPPING: dict[str, Any] = {
    "system": "nec",
    "title": "NEC Housing",
    "dates": ["%d-%b-%Y"],
    "open_dates": ["1900-01-01"],
    "true": ["Y"],
    "false": ["N"],
    "files": {"properties": {"required": ["REF"], "columns": COLUMNS}},
    "tables": [
        {
            "id": "unit",
            "table": "unit",
            "from": "properties",
            "key": ["REF"],
            "columns": {
                "asset_ref": "REF",
                "status": {"from": "STATUS", "codes": "status"},
                "bedrooms": "BEDS",
                "uprn": "UPRN",
                "built_year": "BUILT",
                "acquired_on": "ACQUIRED",
                "status_since": "SINCE",
                "residential": "LIVED",
                "postcode": "POSTCODE",
                "kind": {"constant": "flat"},
            },
        }
    ],
    "codes": {"status": {"OCC": "occupied", "VOI": "void"}},
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path / "spill", memory="256MB", threads=1)
    yield made
    made.close()


@pytest.fixture
def worked(engine: Engine) -> Work:
    """Each text through the expression, on DuckDB, in order."""

    def work(expression: Callable[[Any], Any], texts: list[str | None]) -> list[Any]:
        rows = engine.arrow(pa.table({"n": range(len(texts)), "x": pa.array(texts, pa.string())}))
        result = rows.select("n", y=expression(rows.x)).order_by("n")
        values: list[Any] = engine.to_arrow(result)["y"].to_pylist()
        return values

    return work


def system(**changes: Any) -> System:
    """The made-up mapping, with parts of it changed."""
    return system_of("nec", MAPPING | changes)


def landed(
    folder: Path,
    rows: Sequence[Sequence[str]],
    *,
    extract_id: int = 1,
    sha256: str = "a" * 64,
    **changes: Any,
) -> Landed:
    """A landed file of these rows, with headings that differ from the mapping's in case."""
    headings = [name.title() for name in changes.pop("columns", COLUMNS)]
    file = changes.pop("file", "properties")
    texts = {name: [row[n] for row in rows] for n, name in enumerate(headings)}
    table = pa.table({name: pa.array(each, pa.string()) for name, each in texts.items()})
    table = table.append_column("_row", pa.array(range(1, len(rows) + 1), pa.int64()))
    path = folder / f"{file}-{sha256[:8]}.parquet"
    pq.write_table(table, path)
    said: dict[str, Any] = {"stale": False, "mode": "snapshot"} | changes
    header = {name.upper(): name for name in headings}
    return Landed("nec", file, extract_id, path, sha256, header, len(rows), **said)
