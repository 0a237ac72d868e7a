"""R11 and R17: who lives at a home by systems that do not know each other, over two nights, on any day."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from tests.nights import Landlord
from tests.people import Somebody
from tests.web.staff.quality.test_lists import text_of

FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 3)
NINO = "PZ122389C"
MEMBER = (
    "LPAR_PER_ALT_REF", "LPAR_PER_FORENAME", "LPAR_PER_SURNAME", "LPAR_PER_DATE_OF_BIRTH", "LPAR_PER_NI_NO",
    "LPAR_TCY_ALT_REF", "LPAR_HOP_START_DATE", "LPAR_HOP_END_DATE", "LPAR_HOP_HRV_REL_CODE", "LPAR_TCY_IND",
    "LPAR_TIN_MAIN_TENANT_IND", "LPAR_TYPE",
)  # fmt: skip
CLIENT = ("ClientID", "Forename", "Surname", "DOB", "NINO", "CreatedDate")
REGISTER = ("AppRef", "ClientID", "Band", "EffectiveDate", "Status", "CurrentTenancyRef")


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Iterator[Landlord]:
    with override_settings(LANDING=tmp_path / "landing"):
        yield Landlord(tmp_path / "landing")


def _plain(text: str) -> str:
    """A page without its marks, as it is read."""
    return re.sub(r"<[^>]+>", "", text).replace("\u00a0", " ")


def _file(folder: Path, name: str, heads: Sequence[str], *rows: Sequence[str]) -> None:
    path = folder / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([heads, *rows])


def _extracts(folder: Path, *, ada_left: str = "", applies: bool = False) -> Path:
    """One flat with Ada Frost and her son, by NEC; and Ada's application, by Locata."""
    _file(
        folder, "nec/properties", ("LPRO_PROPREF", "LPRO_SCO_CODE", "LPRO_HOU_PTV_CODE"), ("P1", "OCC", "FLT")
    )
    _file(
        folder,
        "nec/addresses",
        ("LAUS_LEGACY_REF", "LADR_FLAT", "LADR_BUILDING", "LAEL_STREET", "LAEL_POSTCODE"),
        ("P1", "Flat 1", "Larch House", "Orchard Rise", "ZZ4 2LH"),
    )
    _file(
        folder,
        "nec/tenancies",
        ("LTCY_ALT_REF", "LTCY_TTY_CODE", "LTCY_ACT_START_DATE", "LTCY_THO_PROPREF1", "LTCY_THO_START_DATE1"),
        ("T1", "SEC", "06-JAN-2020", "P1", "06-JAN-2020"),
    )
    began = "06-JAN-2020"
    ada = ("1", "Ada", "Frost", "05-MAY-1980", NINO, "T1", began, ada_left, "TEN", "Y", "Y", "P")
    ben = ("2", "Ben", "Frost", "01-JUN-2018", "", "T1", began, "", "SON", "N", "N", "P")
    _file(folder, "nec/people", MEMBER, ada, ben)
    client = ("C1", "Ada", "Frost", "05/05/1980", NINO, "01/10/2026")
    _file(folder, "locata/clients", CLIENT, client)
    _file(
        folder,
        "locata/register",
        REGISTER,
        ("A1", "C1", "B", "01/10/2026", "Active", "T1" if applies else ""),
    )
    return folder


def test_a_member_leaves_in_one_system_and_is_still_listed_by_another(
    landlord: Landlord, alice: Somebody, tmp_path: Path
) -> None:
    landlord.receives(_extracts(tmp_path / "first"), FIRST)
    with override_settings(ROOFTREE_TODAY=FIRST):
        home = re.search(r"/homes/[0-9a-f-]{36}/", text_of(alice, "/homes/"))
        assert home is not None
        people = f"{home[0]}people/"
        first = text_of(alice, people)
    assert "Two people live here" in first
    assert "One aged 18 to 64 and one under 10." in first
    assert "not right" not in first

    landlord.receives(_extracts(tmp_path / "second", ada_left="01-NOV-2026", applies=True), SECOND)
    with override_settings(ROOFTREE_TODAY=SECOND):
        shown = text_of(alice, people)
        now = _plain(shown)
        assert "One person lives here" in now
        assert (
            "NEC says that Ada Frost moved out on 1 November 2026; Locata’s application A1, as it stands "
            "since 1 October 2026, still lists Ada Frost here." in now
        )
        assert "no tenant is left on it: Ada Frost left on 1 November 2026" in now
        october = _plain(text_of(alice, f"{people}?lived=2026-10-31"))
        assert "Two people lived here on 31 October 2026" in october
        believed = _plain(text_of(alice, f"{people}?on={FIRST}&lived={FIRST}"))
        assert "Two people lived here on 2 November 2026" in believed
        ada = re.search(r'href="(/people/[0-9a-f-]{36}/)">Ada Frost', shown)
        assert ada is not None
        theirs = _plain(text_of(alice, f"{ada[1]}household/"))
        assert "Not in a household of ours now" in theirs
        assert "NEC says that Ada Frost moved out on 1 November 2026" in theirs
