"""A third party's file: checked before it is kept, refused in words, placed over nothing, then forgotten."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.test import override_settings

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.actions.placing import forget_old, place, withdraw
from rooftree.oversight.agreements.actions.taking import take_in
from rooftree.oversight.agreements.models import Intake
from rooftree.oversight.agreements.queries import intakes
from rooftree.oversight.agreements.rules.intake import Grade, IntakeState
from rooftree.reference.accounts.rules import ANONYMOUS
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.oversight.agreements.made import NOW, SOUND, TODAY, folder_of, jobs, sent, sound, terms
from tests.people import Somebody


@pytest.fixture
def place_of(tmp_path: Path) -> Iterator[Path]:
    """A home for what is sent, and a folder that the run reads."""
    (tmp_path / "extracts").mkdir()
    with override_settings(
        INTAKE=tmp_path / "intake", ROOFTREE_INTAKE_FOLDER=str(tmp_path / "extracts"), ROOFTREE_INTAKE_MIB=1
    ):
        yield tmp_path


@pytest.fixture
def agreement(carys: Somebody) -> int:
    return register(terms=terms(None, "files_accepted"), by=carys.viewer, now=NOW)


def taken(agreement: int, by: Somebody, data: bytes, name: str = "jobs.csv") -> Intake:
    own = take_in(agreement_id=agreement, sent=sent(data, name), by=by.viewer, now=NOW, today=TODAY)
    return Intake.objects.get(pk=own)


def sheet(*rows: list[str]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_file_is_checked_row_by_row_and_refused_for_what_must_be_mended(
    agreement: int, carys: Somebody, place_of: Path
) -> None:
    rows = [SOUND.format(at=at) for at in range(1, 6)]
    rows[1] = rows[1].replace("J2,", ",", 1)
    rows[2] = rows[2].replace("J3,", "J1,", 1)
    rows[3] = rows[3].replace("20/11/2026 17:00", "31/02/2026 17:00").replace("Completed", "Whatever")
    row = taken(agreement, carys, jobs(*rows))
    assert (row.state, row.rows, row.critical, row.rows_critical) == (IntakeState.REFUSED, 5, 3, 3)
    critical = intakes.found(row.pk, Grade.CRITICAL, viewer=carys.viewer)
    assert [(one.finding.row, one.finding.column, one.cell) for one in critical.shown] == [
        (2, "jobRef", ""),
        (3, "jobRef", "J1"),
        (4, "targetDate", "31/02/2026 17:00"),
    ]
    confirm = intakes.found(row.pk, Grade.CONFIRM, viewer=carys.viewer)
    assert (4, "status", "Whatever") in [
        (one.finding.row, one.finding.column, one.cell) for one in confirm.shown
    ]
    assert folder_of(place_of) == [f"intake/{row.folder}/{name}.parquet" for name in ("findings", "landed")]
    assert AuditEntry.objects.filter(subject_type="intake", action="checked a file").exists()


def test_a_sound_file_is_placed_once_and_never_over_another(
    agreement: int, carys: Somebody, place_of: Path
) -> None:
    row = taken(agreement, carys, sound())
    assert (row.state, row.causes) == (IntakeState.CHECKED, [])
    assert place(intake_id=row.pk, confirmed=False, by=carys.viewer, now=NOW) == "oneserve/jobs.csv"
    there = place_of / "extracts" / "oneserve" / "jobs.csv"
    assert there.read_bytes() == sound()
    with pytest.raises(Refused, match="placed"):
        place(intake_id=row.pk, confirmed=True, by=carys.viewer, now=NOW)
    there.rename(there.with_name("JOBS.CSV.GZ"))
    again = taken(agreement, carys, sound(4))
    with pytest.raises(Refused, match="lies there already"):
        place(intake_id=again.pk, confirmed=True, by=carys.viewer, now=NOW)
    assert there.with_name("JOBS.CSV.GZ").read_bytes() == sound()
    assert folder_of(place_of / "extracts") == ["oneserve/JOBS.CSV.GZ"]


def test_what_looks_odd_must_be_confirmed_before_it_is_placed(
    agreement: int, carys: Somebody, place_of: Path
) -> None:
    row = taken(agreement, carys, jobs(SOUND.format(at=1).replace("Completed", "Whatever")))
    assert row.state == IntakeState.TO_CONFIRM
    with pytest.raises(Refused, match="looks odd is right"):
        place(intake_id=row.pk, confirmed=False, by=carys.viewer, now=NOW)
    assert place(intake_id=row.pk, confirmed=True, by=carys.viewer, now=NOW) == "oneserve/jobs.csv"
    assert place_of.joinpath("extracts/oneserve/jobs.csv").is_file()


def test_a_spreadsheet_is_read_as_a_csv_is(agreement: int, carys: Somebody, place_of: Path) -> None:
    cells = [line.split(",") for line in sound().decode().splitlines()]
    row = taken(agreement, carys, sheet(*cells), "C:\\Users\\x\\jobs.xlsx")
    assert (row.state, row.rows, row.sent_name) == (IntakeState.CHECKED, 3, "jobs.xlsx")
    assert place(intake_id=row.pk, confirmed=False, by=carys.viewer, now=NOW) == "oneserve/jobs.xlsx"


def with_macro() -> bytes:
    out = io.BytesIO(sheet(["jobRef"], ["J1"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"program")
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO(sheet(["jobRef", "siteRef"], ["J1", "S1"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (60 * 1024 * 1024))
    return out.getvalue()


HOSTILE = {
    "macro": (with_macro, "jobs.xlsx", "macros"),
    "bomb": (bomb, "jobs.xlsx", "grows"),
    "long cell": (
        lambda: b"jobRef,siteRef\nJ1," + b"x" * (2 * 1024 * 1024) + b"\n",
        "jobs.csv",
        "characters",
    ),
    "not a spreadsheet": (lambda: b"PK\x03\x04 nothing", "jobs.xlsx", "cannot be opened"),
    "other headings": (lambda: b"colour,shape\nred,round\n", "jobs.csv", "headings"),
    "no key column": (lambda: b"siteRef,status\nS1,Completed\n", "jobs.csv", "jobRef"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_words_and_nothing_of_it_is_kept(
    kind: str, agreement: int, carys: Somebody, place_of: Path
) -> None:
    make, name, says = HOSTILE[kind]
    with override_settings(ROOFTREE_INTAKE_MIB=4):
        row = taken(agreement, carys, make(), name)
    assert (row.state, row.rows, row.folder) == (IntakeState.REFUSED, None, "")
    assert any(says in fault["says"] for fault in row.faults), row.faults
    assert all(fault["mend"] for fault in row.faults)
    assert folder_of(place_of) == []


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("jobs.xlsm", b"x", "xlsm"),
        ("jobs.pdf", b"x", "pdf"),
        ("jobs", b"x", "no ending"),
        ("jobs.csv", b"", "empty"),
        ("jobs.csv", b"x" * (1024 * 1024 + 1), "1 MiB is the most"),
    ],
)
def test_what_is_not_even_opened_is_told_at_once(
    name: str, data: bytes, says: str, agreement: int, carys: Somebody, place_of: Path
) -> None:
    with pytest.raises(Refused, match=says):
        taken(agreement, carys, data, name)
    assert folder_of(place_of) == []
    assert Intake.objects.count() == 0


def test_a_size_that_lies_does_not_fill_the_disk(agreement: int, carys: Somebody, place_of: Path) -> None:
    lying = sent(b"", size=10, chunks=iter([b"x" * 700_000] * 3))
    with pytest.raises(Refused, match="is the most"):
        take_in(agreement_id=agreement, sent=lying, by=carys.viewer, now=NOW, today=TODAY)
    assert folder_of(place_of) == []


def test_only_files_that_the_agreement_names_and_only_from_those_who_may(
    agreement: int, carys: Somebody, alice: Somebody, place_of: Path
) -> None:
    other = sent(sound(), file="sites")
    with pytest.raises(Refused, match="does not name"):
        take_in(agreement_id=agreement, sent=other, by=carys.viewer, now=NOW, today=TODAY)
    with pytest.raises(Refused) as no:
        taken(agreement, alice, sound())
    assert no.value.is_about_permission
    row = taken(agreement, carys, sound())
    assert intakes.intake(row.pk, viewer=alice.viewer) is None
    assert intakes.found(row.pk, Grade.CONFIRM, viewer=ANONYMOUS).shown == ()
    assert folder_of(place_of)


def test_a_withdrawn_file_goes_and_every_report_goes_in_time(
    agreement: int, carys: Somebody, place_of: Path, django_capture_on_commit_callbacks: object
) -> None:
    row = taken(agreement, carys, sound())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw(intake_id=row.pk, by=carys.viewer, now=NOW)
    assert not any("sent" in name for name in folder_of(place_of))
    waiting = taken(agreement, carys, sound(4))
    later = NOW + datetime.timedelta(days=29)
    assert forget_old(now=later) == 0
    assert forget_old(now=later + datetime.timedelta(days=1)) == 2
    waiting.refresh_from_db()
    assert (waiting.state, waiting.folder) == (IntakeState.WITHDRAWN, "")
    assert folder_of(place_of) == []
