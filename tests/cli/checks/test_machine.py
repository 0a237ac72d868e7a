"""What the doctor says of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from rooftree.cli.checks import machine

LONG = "x" * 48


def test_the_python_of_the_tests_is_well() -> None:
    assert machine.python().is_well


def test_a_full_disk_is_told_before_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.room(tmp_path / "not" / "there" / "yet").says.endswith("yet is")
    monkeypatch.setattr(machine, "ROOM", 2**80)
    assert "Free some space" in machine.room(tmp_path).mend


@pytest.mark.parametrize(
    ("mode", "barred", "well"),
    [
        (0o700, machine.READING_OR_WRITING, True),
        (0o755, machine.READING_OR_WRITING, False),
        (0o755, machine.WRITING, True),
        (0o777, machine.WRITING, False),
    ],
)
def test_a_folder_is_well_when_others_may_not_do_what_is_barred(
    mode: int, barred: int, well: bool, tmp_path: Path
) -> None:
    tmp_path.chmod(mode)
    found = machine.privacy("Landing area", tmp_path, barred=barred)
    assert found.is_well is well
    assert well or found.mend == f"chmod 700 {tmp_path}"


def test_a_folder_that_can_be_made_is_well(tmp_path: Path) -> None:
    assert machine.privacy("Landing area", tmp_path / "landing", barred=machine.WRITING).is_well


def test_a_short_secret_and_an_open_file_are_wrong(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(LONG)
    file.chmod(0o644)
    assert "long random text" in machine.secret("ROOFTREE_SECRET_KEY", "short", file).mend
    assert machine.secret("ROOFTREE_SECRET_KEY", LONG, file).mend == f"chmod 600 {file}"
    file.chmod(0o600)
    assert machine.secret("ROOFTREE_SECRET_KEY", LONG, file).is_well
