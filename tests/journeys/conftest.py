"""A landlord's night, and an officer who looks the next morning."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings

from tests.cli.conftest import Answer, rooftree

__all__ = ["night", "rooftree"]


@pytest.fixture
def night(rooftree: Callable[..., Answer], tmp_path: Path) -> Callable[[Path], None]:
    """The nightly run on a folder of extracts, with a landing area of its own."""

    def run(extracts: Path) -> None:
        with override_settings(LANDING=tmp_path / "landing"):
            answer = rooftree("run", "--extracts", str(extracts))
        assert answer.code == 0, answer.err

    return run


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of an extract."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))
