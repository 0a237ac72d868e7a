"""Style sheets and pages reach the browser compressed; what is compressed already is left alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from rooftree.web.compression import SmallPages, compressed_copy

SHEET = "/static/rooftree/rooftree.css"


def sent(kind: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return SmallPages(lambda _: HttpResponse(b"rafter " * 200, content_type=kind))(request)  # type: ignore[return-value]


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "text/csv"])
def test_pages_and_lists_are_compressed(kind: str) -> None:
    assert sent(kind)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "kind", ["image/png", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]
)
def test_what_is_compressed_already_is_left_alone(kind: str) -> None:
    assert "Content-Encoding" not in sent(kind)


def test_a_style_sheet_is_sent_compressed_to_those_who_can_read_it() -> None:
    plain = Client().get(SHEET).getvalue()
    small = Client().get(SHEET, headers={"Accept-Encoding": "gzip, br"})
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    squeezed = small.getvalue()
    assert gzip.decompress(squeezed) == plain
    assert len(squeezed) < len(plain) / 2


def test_a_changed_file_gets_a_new_copy(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a { color: red }")
    first = compressed_copy(file, tmp_path / "copies")
    file.write_text("a { color: blue }")
    second = compressed_copy(file, tmp_path / "copies")
    assert first != second
    assert gzip.decompress(second.read_bytes()) == b"a { color: blue }"
    assert compressed_copy(file, tmp_path / "copies") == second
