"""What systems hold is counted after the check, and never against the night."""

from __future__ import annotations

from pathlib import Path

import pytest

from rooftree.nightly.capability import measure_tonight
from rooftree.nightly.checking import Told, Tonight
from rooftree.oversight.capability.models import CapabilityFigure
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.sources.extracts.models import Run
from rooftree.sources.standardising.rules import Standardised
from tests.nights import FIRST, KEY, Landlord, moment, units

pytestmark = pytest.mark.django_db


def told(landlord: Landlord, *, gone: bool = False) -> str:
    """What the run says of it, with one file of homes; one that is gone cannot be read."""
    run = Run.objects.create(started_at=moment(FIRST), started_by="Test", business_on=FIRST, folder="x")
    file = landlord._file("unit", units(4))
    if gone:
        file.path.write_bytes(b"not Parquet")
    tonight = Tonight(
        tables=Standardised((file,), ()),
        lost=frozenset(),
        together={},
        landing=landlord.landing,
        state_name="",
        nino_key=KEY,
        memory="256MB",
    )
    stamp = Stamp(run.pk, FIRST, moment(FIRST), "the nightly check")
    said: list[str] = []
    with landlord.engine() as engine:
        says = measure_tonight(
            engine, tonight, landlord.mappings, Told(None, "failed"), stamp=stamp, tell=said.append
        )
    assert said == ["what each system holds of each key requirement"]
    return says


def test_the_run_says_what_was_counted(tmp_path: Path) -> None:
    assert told(Landlord(tmp_path)).startswith(" Capability: ")
    assert CapabilityFigure.objects.get(requirement="uprn", system="nec").held == 4


def test_a_failure_is_told_and_leaves_nothing_half_counted(tmp_path: Path) -> None:
    assert told(Landlord(tmp_path), gone=True).startswith(" What systems hold could not be counted:")
    assert not CapabilityFigure.objects.exists()
