"""CSV that is refused, with the row, the column and the mend."""

import gzip

import pytest

from rooftree.sources.extracts.rules.limits import MIB, Limits
from tests.sources.extracts.reading.conftest import Desk

HEAD = "REF,STATUS,NAME\n"


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \r\n", ",,,\n"])
def test_an_empty_file(desk: Desk, text: str) -> None:
    assert desk.fault(text).kind == "empty_file"


def test_an_empty_packed_file(desk: Desk) -> None:
    assert desk.fault(gzip.compress(b""), "homes.csv.gz").kind == "empty_file"


def test_a_missing_required_column_is_named(desk: Desk) -> None:
    fault = desk.fault("REF,NAME\n1,A\n")
    assert (fault.kind, fault.column) == ("required_column_missing", "STATUS")


@pytest.mark.parametrize(("mark", "words"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")])
def test_a_wrong_delimiter_is_named(desk: Desk, mark: str, words: str) -> None:
    fault = desk.fault(mark.join(["REF", "STATUS", "NAME"]) + "\n" + mark.join(["1", "OCC", "a,b"]) + "\n")
    assert fault.kind == "wrong_delimiter"
    assert words in fault.says


def test_a_wrong_delimiter_is_named_when_every_heading_is_in_quotes(desk: Desk) -> None:
    fault = desk.fault('"REF"\t"STATUS"\t"NAME"\n"1"\t"OCC"\t"A"\n')
    assert fault.kind == "wrong_delimiter"
    assert "tabs" in fault.says


def test_rows_parted_otherwise_than_the_headings(desk: Desk) -> None:
    fault = desk.fault(HEAD + "1;OCC;A\n2;OCC;B\n")
    assert fault.kind == "wrong_delimiter"


def test_a_heading_line_that_is_not_there(desk: Desk) -> None:
    assert desk.fault("1001,OCC,Rowan\n1002,VOI,Alder\n").kind == "no_known_headings"


def test_an_unclosed_quote_names_the_row_where_it_opened(desk: Desk) -> None:
    fault = desk.fault(HEAD + '1,OCC,A\n2,OCC,"B\n3,OCC,C\n4,OCC,D\n')
    assert (fault.kind, fault.row, fault.column) == ("broken_quoting", 2, "NAME")
    assert "line 3 of the file" in fault.says


def test_an_unclosed_quote_that_a_later_quote_seems_to_close(desk: Desk) -> None:
    fault = desk.fault(HEAD + '1,OCC,A\n2,OCC,"B\n3,"OCC",C\n')
    assert (fault.kind, fault.row, fault.column) == ("broken_quoting", 2, "NAME")


def test_a_row_with_too_many_cells(desk: Desk) -> None:
    fault = desk.fault(HEAD + "1,OCC,A\n2,OCC,Rowan House, Mill Lane\n")
    assert (fault.kind, fault.row, fault.value) == ("too_many_cells", 2, " Mill Lane")


def test_a_row_broken_in_two_by_a_line_break_that_is_not_quoted(desk: Desk) -> None:
    fault = desk.fault("REF,NAME,STATUS\n1,A,OCC\n2,Rowan\nHouse,VOI\n3,C,OCC\n")
    assert (fault.kind, fault.row) == ("broken_row", 2)


def test_a_file_that_was_cut_off(desk: Desk) -> None:
    assert desk.fault(HEAD + "1,OCC,A\n2,OC").kind == "cut_off"
    assert desk.fault((HEAD + "1,OCC,é\n2,OCC,é").encode()[:-1]).kind == "cut_off"
    packed = gzip.compress((HEAD + "1,OCC,A\n" * 1000).encode())
    assert desk.fault(packed[:-20], "homes.csv.gz").kind == "damaged_compression"


def test_something_else_that_is_named_gz(desk: Desk) -> None:
    assert desk.fault(HEAD + "1,OCC,A\n", "homes.csv.gz").kind == "damaged_compression"


@pytest.mark.parametrize(
    "text",
    [
        "REF,STATUS,NAME1001,OCC,Rowan\n1002,VOI,Alder\n",
        '"REF","STATUS","NAME""1001","OCC","Rowan"\n"1002","VOI","Alder"\n',
        "REF,STATUS,NAME,1001,OCC,Rowan\n1002,VOI,Alder\n1003,VOI,Beech\n",
        "ref,status,name 1001,OCC,Rowan\n1002,VOI,Alder\n",
        "REF,STATUS,NAME1001,OCC,Rowan",
    ],
)
def test_no_line_break_after_the_headings(desk: Desk, text: str) -> None:
    fault = desk.fault(text)
    assert (fault.kind, fault.column) == ("no_line_break_after_headings", "NAME")


def test_headings_that_stand_twice_or_are_empty_or_taken(desk: Desk) -> None:
    fault = desk.fault("REF,STATUS, ref\n1,OCC,2\n")
    assert fault.kind == "duplicate_heading"
    assert "at 1 and 3" in fault.says
    assert desk.fault("REF,,STATUS\n1,x,OCC\n").says == "Heading 2 (after REF) is empty."
    assert desk.fault("REF,STATUS,_ROW\n1,OCC,7\n").kind == "reserved_heading"


def test_a_million_columns(desk: Desk) -> None:
    few = "REF,STATUS," + ",".join(f"C{n}" for n in range(3_000))
    assert desk.fault(few + "\n1,OCC\n").kind == "too_many_columns"
    fault = desk.fault("REF,STATUS," + ",".join(f"C{n}" for n in range(1_000_000)) + "\n1,OCC\n")
    assert fault.kind == "heading_line_too_long"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_200_megabytes_is_refused_with_its_place(desk: Desk, quote: str) -> None:
    text = (HEAD + f"1,OCC,A\n2,OCC,{quote}").encode() + b"x" * 200_000_000 + f"{quote}\n3,OCC,B\n".encode()
    fault = desk.fault(text)
    assert (fault.kind, fault.row, fault.column) == ("cell_too_long", 2, "NAME")
    assert len(fault.shown().value) <= 120


def test_a_cell_within_the_limit_is_read(desk: Desk) -> None:
    rows = desk.rows(HEAD + "1,OCC," + "x" * 1_000_000 + "\n")
    assert rows["NAME"] == ["x" * 1_000_000]


def test_nul_bytes_are_refused_with_their_place(desk: Desk) -> None:
    fault = desk.fault(HEAD + "1,OCC,A\n2,OCC,B\0C\n")
    assert (fault.kind, fault.row, fault.column) == ("nul_byte", 2, "NAME")
    assert "\0" not in fault.shown().value


def test_a_byte_that_no_encoding_has_is_refused_with_its_place(desk: Desk) -> None:
    fault = desk.fault(HEAD.encode() + b"1,OCC,A\n2,OCC,B\x81\n")
    assert (fault.kind, fault.row, fault.column, fault.value) == ("encoding", 2, "NAME", "B\\x81")
    marked = desk.fault(b"\xef\xbb\xbf" + HEAD.encode() + b"1,OCC,Caf\xe9\n")
    assert (marked.kind, marked.row, marked.column) == ("encoding", 1, "NAME")


def test_utf16_is_refused_with_the_mend(desk: Desk) -> None:
    fault = desk.fault((HEAD + "1,OCC,A\n").encode("utf-16"))
    assert "UTF-16" in fault.says
    assert desk.fault((HEAD + "1,OCC,A\n").encode("utf-16-le")).kind == "nul_byte"


def test_a_zip_bomb_is_stopped_before_it_has_grown(desk: Desk) -> None:
    bomb = gzip.compress(HEAD.encode() + b"1,OCC,AAAAAAAAAA\n" * 6_000_000)
    assert len(bomb) < MIB
    fault = desk.fault(bomb, "homes.csv.gz")
    assert fault.kind == "grows_too_large"
    honest = gzip.compress(HEAD.encode() + b"1,OCC,A\n" * 1000)
    assert desk.fault(honest, "homes.csv.gz", limits=Limits(expanded=1000)).kind == "grows_too_large"
