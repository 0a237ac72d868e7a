"""Files that are refused: each with clear words, nothing lost, the next run right."""

import os
import resource
from pathlib import Path

import pytest

from rooftree.reference.refusals.rules import Refused
from rooftree.sources.extracts.models import Extract, ExtractProblem
from rooftree.sources.extracts.reading import writing
from tests.sources.extracts.conftest import GOOD, NOW, Area

pytestmark = pytest.mark.django_db
MANY = "REF,STATUS\n" + "".join(f"{number * 7919 % 1_000_003},OCC{number}\n" for number in range(60_000))


def left_over(area: Area) -> list[Path]:
    return [path for path in area.landing.rglob("*") if path.is_file()]


def test_a_full_disk_says_so_and_leaves_nothing_half_written(area: Area) -> None:
    area.put(GOOD)
    (good,) = area.land()
    area.put(MANY, at=NOW)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        with pytest.raises(Refused, match=r"The disk is full: nec/homes\.csv could not be written"):
            area.land()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert left_over(area) == [good.path]
    assert Extract.objects.count() == 1
    (landed,) = area.land()
    assert (landed.rows, landed.stale) == (60_000, False)


def test_stopping_while_landing_leaves_nothing_half_written(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    area.put(GOOD)
    real = os.fsync

    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        area.land()
    monkeypatch.setattr(os, "fsync", real)
    assert left_over(area) == []
    assert len(area.land()) == 1


def test_what_a_killed_run_left_half_written_is_swept_away(area: Area) -> None:
    area.put(GOOD)
    (landed,) = area.land()
    part = landed.path.with_name("0123456789abcdef.parquet" + writing.PART)
    part.write_bytes(b"half")
    area.land()
    assert left_over(area) == [landed.path]


def test_links_and_pipes_are_not_followed(area: Area, tmp_path: Path) -> None:
    area.put("PERSON\n1\n", "people.csv")
    (tmp_path / "secret.csv").write_text(GOOD)
    (area.received / "nec" / "homes.csv").symlink_to(tmp_path / "secret.csv")
    assert [landed.file for landed in area.land()] == ["people"]
    assert ExtractProblem.objects.get().kind == "link"
    (area.received / "nec" / "homes.csv").unlink()
    os.mkfifo(area.received / "nec" / "homes.csv")
    area.land()
    assert ExtractProblem.objects.filter(kind="not_a_file").exists()


def test_a_system_folder_that_is_a_link_is_not_followed(area: Area, tmp_path: Path) -> None:
    area.put(GOOD)
    (area.received / "nec").rename(tmp_path / "elsewhere")
    (area.received / "nec").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="holds no folder of a system"):
        area.land()


def test_a_file_in_a_form_that_is_not_read_is_refused_with_the_mend(area: Area) -> None:
    area.put(b"PK", "homes.xlsm")
    area.put(b"x", "people.txt")
    assert area.land() == []
    macro, form = ExtractProblem.objects.order_by("extract__file")
    assert (macro.kind, form.kind) == ("macro", "unknown_form")
    assert "Save it as .xlsx" in macro.mend


def test_the_landing_area_is_closed_to_other_users(area: Area) -> None:
    area.put(GOOD)
    (landed,) = area.land()
    assert area.landing.stat().st_mode & 0o777 == 0o700
    assert landed.path.stat().st_mode & 0o777 == 0o600
    assert landed.path.parent.stat().st_mode & 0o777 == 0o700
