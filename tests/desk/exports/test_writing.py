"""Files are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rooftree.desk.exports import writing
from rooftree.desk.exports.shape import Column, Kind, Row

COLUMNS = (
    Column("name", Kind.TEXT, "A name."),
    Column("count", Kind.WHOLE, "A count."),
    Column("share", Kind.NUMBER, "A share."),
    Column("let", Kind.YES_NO, "Whether it is let."),
)


def _broken() -> Iterator[Row]:
    yield ("Alder House", 1, 0.5, True)
    raise ConnectionError("the database went away")


@pytest.mark.parametrize("form", sorted(writing.FORMS))
def test_what_fails_half_way_leaves_the_last_file_as_it_was(form: str, tmp_path: Path) -> None:
    out = tmp_path / "list"
    out.write_text("last night's")
    with pytest.raises(ConnectionError):
        writing.write(form=form, out=out, columns=COLUMNS, rows=_broken())
    assert out.read_text() == "last night's"
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


@pytest.mark.parametrize("form", sorted(writing.FORMS))
def test_an_empty_export_still_names_its_columns(form: str, tmp_path: Path) -> None:
    assert writing.write(form=form, out=tmp_path / "list", columns=COLUMNS, rows=iter(())) == 0
    assert (tmp_path / "list-dictionary.csv").exists()
    assert (tmp_path / "list").stat().st_mode & 0o077 == 0


def test_kinds_are_kept_over_many_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 2)
    rows: list[Row] = [("a", 1, 0.5, True), (None, None, None, None), ("c", 3, 1.5, False)]
    assert writing.write(form="parquet", out=tmp_path / "list", columns=COLUMNS, rows=rows) == 3
    read = pq.read_table(tmp_path / "list")
    assert [str(kind) for kind in read.schema.types] == ["string", "int64", "double", "bool"]
    assert [tuple(row.values()) for row in read.to_pylist()] == rows


def test_more_rows_than_a_spreadsheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SHEET_ROWS", 2)
    rows: list[Row] = [("a", 1, 0.5, True)] * 3
    with pytest.raises(writing.TooManyRowsError, match="parquet"):
        writing.write(form="xlsx", out=tmp_path / "list.xlsx", columns=COLUMNS, rows=rows)
    assert list(tmp_path.iterdir()) == []
