"""R7: a steward adds a code, another person publishes it, a mapping uses it, and it is known everywhere."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from rooftree.oversight.quality.models import QualityException
from rooftree.reference.accounts.rules import Role
from rooftree.sources.connectors.registry import BadMappingError
from rooftree.web import clock
from tests.journeys.stock import stock
from tests.nights import FIRST, Landlord, asked
from tests.people import Somebody, add
from tests.web.staff.listing.files import taken, unzipped
from tests.web.staff.standard.test_editing import text

pytestmark = pytest.mark.django_db(transaction=True)
MAPPING = '[codes.void_class]\nFIRE = "fire"\n'
CLASSES = "SELECT void_class FROM void WHERE ended_on IS NULL ORDER BY source_key"


@pytest.fixture
def landlord(tmp_path: Path, settings: Settings) -> Landlord:
    mappings = tmp_path / "mappings"
    mappings.mkdir()
    settings.LANDING, settings.ROOFTREE_MAPPINGS = tmp_path / "landing", mappings
    return Landlord(tmp_path / "landing", mappings)


def sent(folder: Path) -> Path:
    """The stock, and two homes empty: one after a fire, as the housing system codes it."""
    stock(folder)
    voids = [
        {
            "LVEV_PRO_PROPREF": home,
            "LVEV_VIN_HPS_START_DATE": "01-OCT-2026",
            "LVEV_VIN_HPS_HPC_CODE": coded,
            "LVEV_EVT_CODE": "KEYS",
            "LVEV_EVENT_DATE": "01-OCT-2026",
        }
        for home, coded in (("P0001", "FIRE"), ("P0002", "MINV"))
    ]
    with (folder / "nec" / "void_events.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(voids[0]))
        writer.writeheader()
        writer.writerows(voids)
    return folder


def published(by: Somebody, other: Somebody, address: str, said: dict[str, str]) -> None:
    """Kept, handed in, and approved by the second person."""
    assert by.client.post(address, said).status_code == 302
    to = by.client.post("/standard/draft/", {"says": "Insurers ask for fires apart"})
    assert other.client.post(to["Location"], {"decision": "approve"}).status_code == 302


def short_of_the_list() -> set[str]:
    rows = QualityException.objects.filter(rule_id="void.void_class.codelist")
    return set(rows.exclude(state="resolved").values_list("source_key", flat=True))


def test_a_code_that_is_published_is_mapped_to_shown_and_passes_its_rule(
    carys: Somebody, landlord: Landlord, tmp_path: Path
) -> None:
    dilys = add("Dilys Steward", Role.DATA_STEWARD)
    own = landlord.mappings / "nec.toml"
    own.write_text(MAPPING)
    with pytest.raises(BadMappingError, match="maps to fire, which the list void_class does not hold"):
        landlord.receives(sent(tmp_path / "early"))
    own.unlink()
    landlord.receives(sent(tmp_path / "first"), FIRST, hour=3)
    assert asked(CLASSES) == [None, "minor_works"]
    assert len(short_of_the_list()) == 1
    published(carys, dilys, "/standard/lists/void_class/new/", {"code": "fire", "label": "Damaged by fire"})
    own.write_text(MAPPING)
    report = landlord.receives(sent(tmp_path / "second"), FIRST + timedelta(days=1))
    assert asked(CLASSES) == ["fire", "minor_works"]
    assert not report.check_failed
    assert short_of_the_list() == set()
    page = text(carys.client.get("/voids/"))
    assert "Damaged by fire" in page
    assert "Damaged by fire" in str(unzipped(taken(carys, "/voids/?format=csv"))["voids.csv"])


def test_a_code_that_has_ended_is_kept_told_of_and_falls_short(
    carys: Somebody, landlord: Landlord, tmp_path: Path
) -> None:
    dilys = add("Dilys Steward", Role.DATA_STEWARD)
    ends = {"label": "Minor works", "ends_on_0": "1", "ends_on_1": "10", "ends_on_2": "2026"}
    published(carys, dilys, "/standard/lists/void_class/codes/minor_works/", ends)
    report = landlord.receives(sent(tmp_path / "first"), date(2026, 11, 1))
    (step,) = (each for each in report.steps if each.name == "standardise")
    assert "become minor_works, which the list “Class of void” uses no more since 1 October" in step.says
    assert asked(CLASSES) == [None, "minor_works"]
    assert len(short_of_the_list()) == 2
    if clock.today() >= date(2026, 10, 1):
        page = text(carys.client.get("/standard/lists/void_class/"))
        assert "NEC Housing, codes.void_class: MINV, " in page
        assert "Map to a code in use." in page
