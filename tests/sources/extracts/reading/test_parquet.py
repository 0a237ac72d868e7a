"""Parquet as received: every type as the text that says the same."""

import datetime
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rooftree.sources.extracts.rules.limits import Limits
from tests.sources.extracts.reading.conftest import Desk


def written(folder: Path, **columns: pa.Array) -> Path:
    path = folder / "homes.parquet"
    pq.write_table(pa.table({"REF": pa.array(["1", None]), "STATUS": pa.array(["OCC", ""]), **columns}), path)
    return path


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pa.array([100023456789, None]), ["100023456789", None]),
        (pa.array([100023.0, 12.5]), ["100023", "12.5"]),
        (pa.array([-0.1, None]), ["-0.1", None]),
        (pa.array([decimal.Decimal("12.30"), None]), ["12.30", None]),
        (pa.array([datetime.date(2024, 3, 5), None]), ["2024-03-05", None]),
        (pa.array([datetime.datetime(2024, 3, 5, 14, 30), None]), ["2024-03-05 14:30:00", None]),
        (pa.array([True, False]), ["TRUE", "FALSE"]),
        (pa.array(["a ", None]).dictionary_encode(), ["a ", None]),
        (pa.array([b"caf\xc3\xa9", None]), ["café", None]),
        (pa.nulls(2), [None, None]),
    ],
)
def test_each_type_becomes_text_without_loss(
    desk: Desk, tmp_path: Path, column: pa.Array, text: list[str]
) -> None:
    rows = desk.rows(written(tmp_path, NAME=column))
    assert rows == {"REF": ["1", None], "STATUS": ["OCC", ""], "NAME": text, "_row": [1, 2]}


@pytest.mark.parametrize("column", [pa.array([[1], [2]]), pa.array([b"\xff", None])])
def test_what_has_no_text_is_refused_by_column(desk: Desk, tmp_path: Path, column: pa.Array) -> None:
    fault = desk.fault(written(tmp_path, NAME=column))
    assert (fault.kind, fault.column) == ("not_text", "NAME")


def test_a_broken_file_and_one_that_is_too_large(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, NAME=pa.array(["x" * 300, "y"]))
    assert desk.fault(path, limits=Limits(expanded=100)).kind == "grows_too_large"
    fault = desk.fault(path, limits=Limits(cell=200))
    assert (fault.kind, fault.row, fault.column) == ("cell_too_long", 1, "NAME")
    assert desk.fault(path.read_bytes()[:-30], "homes.parquet").kind == "damaged"
    assert desk.fault(b"", "homes.parquet").kind == "damaged"


def test_a_nul_byte_is_refused_with_its_row(desk: Desk, tmp_path: Path) -> None:
    fault = desk.fault(written(tmp_path, NAME=pa.array(["one", "t\0wo"])))
    assert (fault.kind, fault.row, fault.column) == ("nul_byte", 2, "NAME")
