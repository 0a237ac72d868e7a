"""From a file to who is whom: nothing half-written, whatever happens meanwhile."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rooftree.records.matching.handed_in import matching
from rooftree.records.matching.handed_in.matching import Report
from rooftree.reference.refusals.rules import Refused
from tests.engine.neighbours import until

HEAD = "unique_id,source_dataset,first_name,surname,dob,nino,postcode\n"


def matched(people: Path, out: Path) -> Report:
    return matching.match(
        people, out, today=datetime.date(2026, 11, 22), memory="512MB", tell=lambda words: None
    )


def test_a_file_without_rows_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(HEAD)
    report = matched(tmp_path / "people.csv", tmp_path / "new" / "out.csv")
    assert (report.rows, report.people, report.doubts) == (0, 0, 0)
    assert (tmp_path / "new" / "out.csv").read_text() == "unique_id,cluster_id\n"
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["out.csv", "review.csv"]


@pytest.mark.parametrize(("out", "says"), [("file/out.csv", "Nothing can be written"), ("out.csv", "folder")])
def test_a_place_that_cannot_be_written_to_is_named_before_anything_is_done(
    tmp_path: Path, out: str, says: str
) -> None:
    (tmp_path / "people.csv").write_text(HEAD)
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(Refused, match=says):
        matched(tmp_path / "people.csv", tmp_path / out)


def test_a_refused_file_leaves_no_folder_behind(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("unique_id,dob\n1,1990-01-01\n")
    with pytest.raises(Refused):
        matched(tmp_path / "people.csv", tmp_path / "new" / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.kill
@pytest.mark.parametrize("step", ["Preparing", "Learning", "Weighing"])
def test_killed_in_any_step_the_last_result_stays_and_the_next_match_clears_up(
    tmp_path: Path, step: str
) -> None:
    people, out = tmp_path / "people.csv", tmp_path / "out" / "out.csv"
    rows = (f"{n},s,Ann,Reed{chr(97 + n % 26)},19{n % 90 + 10}-01-02,,ZZ4 2LH\n" for n in range(3_000))
    people.write_text(HEAD + "".join(rows))
    out.parent.mkdir()
    out.write_text("of yesterday")
    said = tmp_path / "said"
    command = [sys.executable, "-m", "rooftree.cli.main", "match", "--people", str(people), "--out", str(out)]
    with said.open("w") as words, subprocess.Popen(command, stderr=words) as process:
        assert until(lambda: step in said.read_text(), patience=60)
        process.kill()
    left = [path.name for path in out.parent.iterdir()]
    assert len(left) == 2
    assert out.read_text() == "of yesterday"
    assert matched(people, out).rows == 3_000
    assert sorted(path.name for path in out.parent.iterdir()) == ["out.csv", "review.csv"]


@pytest.mark.kill
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a small disk")
def test_a_full_disk_is_told_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    people, disk = tmp_path / "people.csv", tmp_path / "disk"
    people.write_text(HEAD + "".join(f"{n},s,Ann,Reed,,,\n" for n in range(200)))
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(disk)], check=True)
    try:
        with pytest.raises(Refused, match="is full"):
            matched(people, disk / "out.csv")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
