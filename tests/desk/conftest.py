"""A landlord for each test of a history, in a database emptied afterwards: a run has its own connections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nights import Landlord


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Landlord:
    """Nothing known of yet."""
    return Landlord(tmp_path / "landing")
