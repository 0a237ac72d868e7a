"""Sending a file on a page: what was found, the report to take away, and what becomes of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.models import Intake
from tests.oversight.agreements.made import NOW, SOUND, jobs, sound, terms
from tests.people import Somebody


@pytest.fixture(autouse=True)
def homes(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "extracts").mkdir()
    with override_settings(
        INTAKE=tmp_path / "intake", ROOFTREE_INTAKE_FOLDER=str(tmp_path / "extracts"), ROOFTREE_INTAKE_MIB=1
    ):
        yield tmp_path


@pytest.fixture
def agreement(carys: Somebody) -> int:
    return register(terms=terms(None, "files_accepted"), by=carys.viewer, now=NOW)


def sends(who: Somebody, agreement: int, data: bytes, name: str = "jobs.csv") -> str:
    said = {"what": "oneserve/jobs", "file": SimpleUploadedFile(name, data)}
    answer = who.client.post(f"/agreements/{agreement}/send/", said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_what_was_found_is_a_page_and_a_spreadsheet(agreement: int, carys: Somebody, alice: Somebody) -> None:
    rows = [SOUND.format(at=1), SOUND.format(at=2).replace("J2,", ",", 1).replace("Tap drips", "<b>Tap</b>")]
    address = sends(carys, agreement, jobs(*rows))
    text = carys.client.get(address).content.decode()
    assert "One row of jobs.csv must be mended before it is taken" in text
    assert "Must be mended" in text
    assert "Place it for the next run" not in text
    report = carys.client.get(f"{address}report/")
    book = openpyxl.load_workbook(io.BytesIO(report.content))
    assert book.sheetnames == ["Summary", "Full"]
    assert "errors-oneserve-jobs" in report["Content-Disposition"]
    assert alice.client.get(address).status_code == 403
    assert alice.client.get(f"{address}report/").status_code == 403


def test_a_sound_file_is_placed_from_its_page(agreement: int, carys: Somebody, homes: Path) -> None:
    address = sends(carys, agreement, sound())
    assert "is sound: nothing was found" in carys.client.get(address).content.decode()
    answer = carys.client.post(f"{address}place/", follow=True)
    assert "Placed as oneserve/jobs.csv" in answer.content.decode()
    assert (homes / "extracts" / "oneserve" / "jobs.csv").read_bytes() == sound()
    again = sends(carys, agreement, sound(4))
    told = carys.client.post(f"{again}place/", follow=True).content.decode()
    assert "lies there already" in told
    told = carys.client.post(f"{again}withdraw/", follow=True).content.decode()
    assert "Withdrawn" in told
    assert carys.client.get(f"{address}place/").status_code == 405


def test_a_file_that_cannot_be_read_says_why(agreement: int, carys: Somebody) -> None:
    address = sends(carys, agreement, b"colour,shape\nred,round\n")
    text = carys.client.get(f"{address}?grade=none&page=-3").content.decode()
    assert "jobs.csv cannot be read" in text
    assert "Nothing of the file was kept" in text
    assert carys.client.get(f"{address}report/").status_code == 404


def test_what_is_not_a_file_to_be_read_is_told_on_the_form(agreement: int, carys: Somebody) -> None:
    for name, data, says in (
        ("jobs.xlsm", b"x", "Save it as .xlsx"),
        ("jobs.csv", b"", "The file is empty"),
        ("jobs.csv", b"x" * (1024 * 1024 + 9), "is the most that is taken"),
    ):
        said = {"what": "oneserve/jobs", "file": SimpleUploadedFile(name, data)}
        answer = carys.client.post(f"/agreements/{agreement}/send/", said)
        assert (answer.status_code, says in answer.content.decode()) == (422, True), name
    assert carys.client.post(f"/agreements/{agreement}/send/", {}).status_code == 422
    assert Intake.objects.count() == 0


def test_what_is_far_too_large_is_turned_away_unread(agreement: int, carys: Somebody) -> None:
    said = {"what": "oneserve/jobs", "file": SimpleUploadedFile("jobs.csv", b"x" * (3 * 1024 * 1024))}
    answer = carys.client.post(f"/agreements/{agreement}/send/", said)
    assert answer.status_code == 413
    assert "Send it in parts" in answer.content.decode()


def test_the_form_asks_for_its_token(agreement: int, carys: Somebody) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carys.user, backend="rooftree.reference.accounts.backends.Backend")
    said = {"what": "oneserve/jobs", "file": SimpleUploadedFile("jobs.csv", sound())}
    assert strict.post(f"/agreements/{agreement}/send/", said).status_code == 403
    assert Intake.objects.count() == 0
