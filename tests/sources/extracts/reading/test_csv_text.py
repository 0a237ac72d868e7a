"""CSV in every shape it comes in: encodings, quoting, line ends, headings."""

import gzip

import pytest

from tests.sources.extracts.reading.conftest import Desk

HEAD = "REF,STATUS,NAME\n"


@pytest.mark.parametrize(
    ("encoding", "read_as"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
)
@pytest.mark.parametrize("careful", [False, True])
def test_each_encoding_gives_the_same_text(desk: Desk, encoding: str, read_as: str, careful: bool) -> None:
    text = (HEAD + "1,OCC,Café “Zoë” £5 – €6\n").encode(encoding)
    assert desk.rows(text, careful=careful)["NAME"] == ["Café “Zoë” £5 – €6"]
    assert desk.facts["encoding"] == read_as


def test_a_marked_file_whose_first_heading_is_quoted(desk: Desk) -> None:
    assert desk.rows('\ufeff"REF","STATUS"\n"1","OCC"\n') == {"REF": ["1"], "STATUS": ["OCC"], "_row": [1]}


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_and_no_end_at_the_end(desk: Desk, end: str, careful: bool) -> None:
    text = end.join(["REF,STATUS", "1,OCC", "", "2,VOI"])
    assert desk.rows(text, careful=careful) == {"REF": ["1", "2"], "STATUS": ["OCC", "VOI"], "_row": [1, 2]}


@pytest.mark.parametrize("careful", [False, True])
def test_quoted_cells_keep_commas_quotes_and_line_breaks(desk: Desk, careful: bool) -> None:
    text = HEAD + '"1","OCC","a, ""b""\r\nc"\n2,"",""""\n'
    assert desk.rows(text, careful=careful)["NAME"] == ['a, "b"\r\nc', '"']


def test_a_quote_mark_inside_an_unquoted_cell_is_text(desk: Desk) -> None:
    assert desk.rows(HEAD + '1,OCC,5" pipe\n2,VOI,"6"" pipe"\n')["NAME"] == ['5" pipe', '6" pipe']


def test_cells_missing_at_the_end_of_a_row_are_null_and_told(desk: Desk) -> None:
    assert desk.rows(HEAD + "1,OCC,A\n2,VOI\n3,,\n")["NAME"] == ["A", None, ""]
    assert [(note.kind, note.row, note.count) for note in desk.notes] == [("short_rows", 2, 1)]


def test_blank_lines_and_the_old_end_mark_are_no_rows(desk: Desk) -> None:
    assert desk.rows("\n" + HEAD + "1,OCC,A\n   \n\n2,OCC,B\n\x1a")["_row"] == [1, 2]


def test_a_packed_file_reads_as_if_it_were_not(desk: Desk) -> None:
    packed = gzip.compress((HEAD + "1,OCC,A\n").encode())
    assert desk.rows(packed, "homes.csv.gz")["NAME"] == ["A"]


def test_windows_text_with_characters_that_look_like_utf8_is_told(desk: Desk) -> None:
    assert desk.rows(HEAD.encode() + b"1,OCC,Caf\xc3\xa9\n2,OCC,Caf\xe9\n")["NAME"] == ["CafÃ©", "Café"]
    assert [(note.kind, note.count) for note in desk.notes] == [("mixed_encoding", 1)]


def test_the_quick_and_the_careful_way_agree_across_blocks(desk: Desk) -> None:
    text = HEAD + "".join(
        f'{n},"O""C{n}","line\n{n},"\n' if n % 3 else f"{n},VOI,x\n" for n in range(150_000)
    )
    assert desk.rows(text) == desk.rows(text, careful=True)
    assert len(desk.read(text).ways) == 2
