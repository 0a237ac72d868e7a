"""A ledger to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oversight.quality.ledger import Ledger


@pytest.fixture
def ledger(db: None, tmp_path: Path) -> Ledger:
    """Nothing known yet; one rule, three homes."""
    return Ledger(tmp_path)
