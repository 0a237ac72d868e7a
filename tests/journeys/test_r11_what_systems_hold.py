"""R11 from extract to page: what is lacking is counted, reviewed, raised as a need, mended and closed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from rooftree.web import clock
from tests.journeys.stock import stock
from tests.nights import Landlord
from tests.people import Somebody
from tests.web.staff.capability.test_pages import NEED, REVIEW, read

FIRST, SECOND, THIRD = date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 12)
PEOPLE = ("LPAR_PER_ALT_REF", "LPAR_PER_FORENAME", "LPAR_PER_SURNAME", "LPAR_PER_DATE_OF_BIRTH")
PLACE = "/capability/date-of-birth/nec/"


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Iterator[Landlord]:
    with override_settings(LANDING=tmp_path / "landing"):
        yield Landlord(tmp_path / "landing")


def sent(folder: Path, *, born: Mapping[int, str], header: Sequence[str] = PEOPLE) -> Path:
    """Ten people, each with a tenancy's household; those not named in `born` have no date of birth."""
    stock(folder)
    rows = [(f"PAR{at}", "Given", f"Family{chr(96 + at)}", born.get(at, "")) for at in range(1, 11)]
    with (folder / "nec" / "people.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return folder


def night(landlord: Landlord, monkeypatch: pytest.MonkeyPatch, extracts: Path, day: date) -> None:
    report = landlord.receives(extracts, day)
    (check,) = [step for step in report.steps if step.name == "check"]
    assert "key requirements" in check.says
    monkeypatch.setattr(clock, "today", lambda: day)


def test_r11_a_gap_becomes_a_need_and_the_figures_show_it_met(
    landlord: Landlord, alice: Somebody, carys: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {at: f"{at:02d}-MAR-1970" for at in range(1, 11)}
    few = {at: day for at, day in known.items() if at <= 6} | {6: "01-JAN-2199"}
    night(landlord, monkeypatch, sent(tmp_path / "first", born=few), FIRST)

    # Six of ten hold it, and one of those six was born in the future.
    assert f'href="{PLACE}">6 of 10<' in read(alice, "/capability/")
    cell = read(alice, PLACE)
    assert "60% of 10 rows hold it; aim: 95%." in cell
    assert "83.3% of 6 values have the right form; aim: 98%." in cell
    assert "people: LPAR_PER_DATE_OF_BIRTH" in cell
    queue = "/quality/exceptions/?rule=person.date_of_birth.not_future&amp;system=nec&amp;stands=all"
    assert f'href="{queue}">1<' in cell
    assert "PAR6" in read(alice, queue.replace("&amp;", "&"))

    # A person reviews another system, and raises the need.
    carys.client.post("/capability/language/locata/review/", REVIEW | {"can_hold": "not_extracted"})
    assert "Yes, not extracted" in read(alice, "/capability/?system=locata")
    page = carys.client.post(f"{PLACE}need/", NEED)["Location"]
    carys.client.post(page, {"to": "accepted", "said": ""})
    assert "Too few filled" in read(alice, page)

    # A refused file proves nothing: the former figure stands, with its day.
    refused = sent(tmp_path / "second", born=known, header=("Who", *PEOPLE[1:]))
    night(landlord, monkeypatch, refused, SECOND)
    assert "so the figure of 10" in read(alice, PLACE).replace("\u00a0", " ")
    assert "looks met" not in read(alice, "/capability/needs/")

    night(landlord, monkeypatch, sent(tmp_path / "third", born=known), THIRD)
    assert "100% filled" in read(alice, PLACE)
    assert "100% of the rows held it" in read(alice, PLACE)
    assert "looks met by the figures" in read(alice, "/capability/needs/?seems_met=1")
    assert "Look, and say whether it is met" in read(alice, page)
    carys.client.post(page, {"to": "met", "said": "Asked at each tenancy check."})
    assert "Asked at each tenancy check." in read(alice, page)
    assert page not in read(alice, "/capability/needs/")
    assert page in read(alice, "/capability/needs/?closed=1")
