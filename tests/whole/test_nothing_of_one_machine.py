"""No file names a place on somebody's machine, or a host that packages come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.whole.source import kept_files, shown

OF_ONE_MACHINE = re.compile(
    rb"(?<![\w.~-])/(?:work|root|home|Users)/[\w.]"
    rb"|pythonhosted\.org|pypi\.org|registry\.npmjs"
    rb"|--(?:extra-)?index-url[ =]+https?:"
    rb"|https?://[^ \"'\n]+\.(?:whl|tgz|deb)\b"
)
HERE = Path(__file__)


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = {
        shown(path): found.group().decode()
        for path in kept_files()
        if path != HERE and (found := OF_ONE_MACHINE.search(path.read_bytes()))
    }
    assert named == {}


@pytest.mark.parametrize("words", [b"/home/jo/x", b"see /root/.cache", b"pip --index-url https://a.example"])
def test_such_names_would_be_found(words: bytes) -> None:
    assert OF_ONE_MACHINE.search(words)
