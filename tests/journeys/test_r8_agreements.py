"""R8 from extract to page: what a contractor sends is scored, a breach leads to its rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.queries.held import contractors
from rooftree.oversight.agreements.rules.requirements import Requirement, Terms
from rooftree.web import clock
from tests.journeys.stock import stock
from tests.nights import Landlord
from tests.people import Somebody

FIRST, SECOND = date(2026, 11, 10), date(2026, 11, 11)
JOBS = (
    "jobRef", "siteRef", "workType", "priority", "status", "reportedDate", "targetDate", "completedDate",
    "description", "trade", "contractor",
)  # fmt: skip
PHOTOS = ("jobRef", "type", "uri", "takenAt")


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Iterator[Landlord]:
    with override_settings(LANDING=tmp_path / "landing"):
        yield Landlord(tmp_path / "landing")


def write(folder: Path, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    (folder / "oneserve").mkdir(exist_ok=True)
    with (folder / "oneserve" / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])


def sent(folder: Path, *, photos: Sequence[str]) -> Path:
    """Two completed jobs of a contractor, and the photos that came with them."""
    stock(folder)
    told = ("Responsive", "Routine", "Completed", "02/11/2026 09:00", "20/11/2026 17:00", "05/11/2026 10:00")
    jobs = [(ref, "P0001", *told, "Tap drips", "Plumbing", "Lantern Repairs") for ref in ("HR-1", "HR-2")]
    write(folder, "jobs.csv", JOBS, jobs)
    taken = [(ref, "completed works", f"photos/{ref}.jpg", "05/11/2026 10:00") for ref in photos]
    write(folder, "attachments.csv", PHOTOS, taken)
    return folder


def page(who: Somebody, address: str) -> str:
    answer = who.client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_r8_a_contractor_is_held_to_the_standard_from_extract_to_page(
    landlord: Landlord, alice: Somebody, carys: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: SECOND)
    landlord.receives(sent(tmp_path / "first", photos=["HR-1"]), FIRST)
    (own,) = [one for one, name, _ in contractors(viewer=carys.viewer) if name == "Lantern Repairs"]
    agreed = Terms(
        title="Responsive repairs",
        organisation="Lantern Repairs",
        organisation_id=own,
        starts_on=date(2026, 11, 1),
        ends_on=None,
        owner="Carys Steward",
        files=[("oneserve", "jobs")],
        requirements=[
            Requirement("completed_photos", "completed_photos", 95),
            Requirement("file_delivered", "file_delivered", 98),
            Requirement(
                "work_order.trade.required", "standard_rule", 95, rule_id="work_order.trade.required"
            ),
        ],
    )
    held = register(terms=agreed, by=carys.viewer, now=datetime(2026, 11, 10, 9, tzinfo=UTC))
    again = sent(tmp_path / "second", photos=["HR-1"])
    report = landlord.receives(again, SECOND, hour=2)
    (check,) = [step for step in report.steps if step.name == "check"]
    assert "Agreements: 1 agreement, 3 scores, 1 below what was agreed." in check.says
    assert "The agreement is below what was agreed this month" in page(alice, "/agreements/")
    rows = f"/agreements/{held}/completed_photos/2026-11/"
    assert f'href="{rows}"' in page(alice, f"/agreements/{held}/")
    listed = page(alice, rows)
    assert "1 of 2 fell short" in listed
    assert ">HR-2</a>" in listed
    repair = listed.split('href="/repairs/')[1].split('"')[0]
    assert "HR-2" in page(alice, f"/repairs/{repair}")

    landlord.receives(sent(tmp_path / "third", photos=["HR-1", "HR-2"]), SECOND, hour=4)
    mended = page(alice, rows)
    assert "None fell short" in mended
    assert "1 was put right since" in mended
