from pathlib import Path

import pytest

from rooftree.sources.synthetic.evolution.night import Changes, evolve
from tests.sources.synthetic.extracts import Read, fingerprints, reader
from tests.sources.synthetic.references import REFERENCES, broken


@pytest.fixture(scope="module")
def night(spoilt_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Changes]:
    out = tmp_path_factory.mktemp("night")
    return out, evolve(spoilt_folder, out, seed=1, share=0.05)


def open_tenancies(read: Read) -> set[str]:
    rows = read("nec", "tenancies")
    return {row["LTCY_ALT_REF"] for row in rows if row["LTCY_ACT_END_DATE"] in {"", "01-JAN-1900"}}


def test_tenancies_end_and_voids_are_let(spoilt: Read, night: tuple[Path, Changes]) -> None:
    folder, changes = night
    before, after = open_tenancies(spoilt), open_tenancies(reader(folder))
    assert len(before - after) == changes.tenancies_ended > 0
    assert len(after - before) == changes.voids_let > 0


def test_people_who_came_have_a_truth(spoilt: Read, night: tuple[Path, Changes]) -> None:
    folder, changes = night
    old = {row["LPAR_PER_ALT_REF"] for row in spoilt("nec", "people")}
    new = {row["LPAR_PER_ALT_REF"] for row in reader(folder)("nec", "people")} - old
    truth = {row["source_key"] for row in reader(folder)("truth", "persons") if row["system"] == "nec"}
    assert len(new) == changes.moved_in
    assert new <= truth


def test_what_is_paid_is_in_the_balance(spoilt: Read, night: tuple[Path, Changes]) -> None:
    folder, changes = night
    rows = reader(folder)("nec", "transactions")
    new = rows[len(spoilt("nec", "transactions")) :]
    before = {row["LRAC_PAY_REF"]: row["LRAC_LAST_ABA_BALANCE"] for row in spoilt("nec", "revenue_accounts")}
    after = {
        row["LRAC_PAY_REF"]: row["LRAC_LAST_ABA_BALANCE"] for row in reader(folder)("nec", "revenue_accounts")
    }
    assert len(new) == changes.transactions > 0
    for row in new:
        ref = row["LTRA_PAY_REF"]
        assert float(before[ref]) - float(row["LTRA_CR"]) == pytest.approx(float(after[ref]))


def test_phones_change_and_the_old_one_is_ended(night: tuple[Path, Changes]) -> None:
    folder, changes = night
    rows = reader(folder)("nec", "contact_details")
    assert changes.phones_changed > 0
    assert sum(row["LCDE_END_DATE"] == "21-NOV-2026" for row in rows) == changes.phones_changed


def test_jobs_come_in_and_yesterdays_bookings_are_done(spoilt: Read, night: tuple[Path, Changes]) -> None:
    folder, changes = night
    jobs = reader(folder)("oneserve", "jobs")
    assert len(jobs) - len(spoilt("oneserve", "jobs")) == changes.jobs_reported > 0
    refs = [row["jobRef"] for row in jobs]
    assert len(refs) == len(set(refs))
    assert not any(
        row["status"] == "Booked" and row["startDate"] < "2026-11-21"
        for row in reader(folder)("oneserve", "appointments")
    )


def test_birth_dates_put_right_leave_the_ledger(spoilt: Read, night: tuple[Path, Changes]) -> None:
    folder, changes = night
    before = sum(
        row["fault"] == "birth_date_missing" and row["file"] == "people" for row in spoilt("truth", "faults")
    )
    after = [row for row in reader(folder)("truth", "faults") if row["fault"] == "birth_date_missing"]
    assert changes.births_corrected > 0
    assert sum(row["file"] == "people" for row in after) < before


def test_the_next_night_follows_and_is_the_same_twice(night: tuple[Path, Changes], tmp_path: Path) -> None:
    folder, _ = night
    changes = evolve(folder, tmp_path / "one", seed=1)
    assert evolve(folder, tmp_path / "two", seed=1) == changes
    assert fingerprints(tmp_path / "one") == fingerprints(tmp_path / "two")
    assert reader(tmp_path / "one")("truth", "landlord")[0]["today"] == "2026-11-22"


def test_references_still_hold_the_morning_after(sound_folder: Path, tmp_path: Path) -> None:
    evolve(sound_folder, tmp_path, seed=2, share=0.1)
    read = reader(tmp_path)
    assert [said for said, held in REFERENCES if broken(read, said, held)] == []
