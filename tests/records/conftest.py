"""A landlord for each test, in a database that is emptied afterwards: a run needs connections of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nights import Landlord


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Landlord:
    """Nothing known of yet."""
    return Landlord(tmp_path / "landing")
