"""The quick way gives what the careful way gives, or leaves it to the careful way."""

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from rooftree.sources.extracts.reading import forms, writing
from rooftree.sources.extracts.reading.content import Content
from rooftree.sources.extracts.rules.faults import UnusableFileError
from tests.sources.extracts.conftest import HOMES

CELLS = st.text(alphabet='ab,"\n é1 ', max_size=6)  # Python's writer leaves a lone \\r unquoted
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6)


def outcome(content: Content, folder: Path) -> object:
    """What is landed, or the kinds of fault for which nothing is."""
    target = folder / "copy.parquet"
    try:
        writing.write(content, target)
    except UnusableFileError as refused:
        return [(fault.kind, fault.row) for fault in refused.faults]
    return pq.read_table(target).to_pydict()


def both_ways(text: str) -> tuple[object, object]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "homes.csv"
        path.write_bytes(text.encode())
        content = forms.read(path, HOMES)
        return outcome(content, path.parent), outcome(replace(content, ways=content.ways[-1:]), path.parent)


@given(
    rows=ROWS,
    quoted=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150, deadline=None)
def test_a_well_made_file_comes_out_as_it_went_in(rows: list[list[str]], quoted: bool, end: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator=end)
    writer.writerows([["REF", "STATUS", "NAME"], *rows])
    quick, careful = both_ways(out.getvalue())
    assert quick == careful
    assert isinstance(careful, dict)
    assert [list(row) for row in zip(careful["REF"], careful["STATUS"], careful["NAME"], strict=True)] == rows


@given(text=st.text(alphabet='a1,"\n\r', max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_both_ways_agree(text: str) -> None:
    quick, careful = both_ways("REF,STATUS,NAME\n1,OCC,x\n" + text)
    assert quick == careful
