"""Landing: word for word, once, and never worse off than before."""

import datetime
import json
from collections.abc import Callable

import pytest

from rooftree.reference.refusals.rules import Refused
from rooftree.sources.extracts.models import Extract, ExtractProblem, ExtractSeen
from rooftree.sources.extracts.rules.states import Landed
from tests.sources.extracts.conftest import GOOD, NOW, YESTERDAY, Area

pytestmark = pytest.mark.django_db
Read = Callable[[Landed], dict[str, list[object]]]


def test_a_file_is_landed_word_for_word_with_its_row_numbers(area: Area, columns: Read) -> None:
    area.put('REF,STATUS,NAME\n0042 ,OCC,"A, ""B""\nsecond line"\n1.00023E+11,VOI,\n')
    (landed,) = area.land()
    assert columns(landed) == {
        "REF": ["0042 ", "1.00023E+11"],
        "STATUS": ["OCC", "VOI"],
        "NAME": ['A, "B"\nsecond line', ""],
        "_row": [1, 2],
    }
    assert (landed.rows, landed.stale, landed.mode) == (2, False, "snapshot")
    extract = Extract.objects.get()
    assert (extract.state, extract.rows, extract.received_name) == ("accepted", 2, "homes.csv")
    assert extract.sha256.startswith(landed.path.stem)


def test_headings_are_recognised_whatever_their_case_blanks_and_known_drift(area: Area) -> None:
    area.put(" ref ,Status,SERVICE_PROP_IND,TRANCHE\n1,OCC,Y,T2\n")
    (landed,) = area.land()
    assert landed.header == {"REF": "ref", "STATUS": "Status", "SERVICE_IND": "SERVICE_PROP_IND"}
    drift = Extract.objects.get().header_drift
    assert drift["missing"] == ["NAME", "BUILT"]
    assert drift["extra"] == ["TRANCHE"]
    assert drift["renamed"] == {"SERVICE_PROP_IND": "SERVICE_IND"}


def test_the_same_file_twice_changes_nothing(area: Area) -> None:
    area.put(GOOD)
    first = area.land()
    copy = first[0].path.stat().st_mtime_ns
    second = area.land()
    assert first == second
    assert Extract.objects.count() == 1
    assert second[0].path.stat().st_mtime_ns == copy
    assert list(ExtractSeen.objects.order_by("id").values_list("state", flat=True)) == [
        "accepted",
        "unchanged",
    ]


def test_the_same_file_is_landed_again_when_its_copy_is_gone(area: Area) -> None:
    area.put(GOOD)
    (first,) = area.land()
    first.path.unlink()
    (second,) = area.land()
    assert second == first
    assert second.path.is_file()


def test_columns_that_never_land_are_dropped_before_writing(area: Area, columns: Read) -> None:
    area.put("REF,STATUS,bank_account\n1,OCC,12345678\n")
    (landed,) = area.land()
    assert list(columns(landed)) == ["REF", "STATUS", "_row"]
    assert b"12345678" not in landed.path.read_bytes()
    assert Extract.objects.get().header_drift["never_land"] == ["bank_account"]


def test_a_refused_file_leaves_the_last_good_one_in_use_marked_stale(area: Area) -> None:
    area.put(GOOD)
    (good,) = area.land()
    area.put("REF,STATUS\n1,OCC\n2,OCC,extra\n", at=NOW)
    (landed,) = area.land()
    assert landed.stale
    assert (landed.path, landed.extract_id) == (good.path, good.extract_id)
    problem = ExtractProblem.objects.get()
    assert (problem.stage, problem.kind, problem.row) == ("land", "too_many_cells", 2)
    assert "homes.csv was refused" in area.everything_said()
    assert "stays in use" in area.everything_said()


def test_the_same_refused_file_is_not_a_second_extract(area: Area) -> None:
    area.put("REF\n1\n")
    assert area.land() == area.land() == []
    assert Extract.objects.count() == ExtractProblem.objects.count() == 1
    assert ExtractSeen.objects.filter(state="refused").count() == 2


def test_a_file_that_was_not_received_stays_in_use_marked_stale(area: Area) -> None:
    path = area.put(GOOD)
    area.put("PERSON\n1\n", "people.csv")
    area.land()
    path.unlink()
    landed = {each.file: each for each in area.land()}
    assert landed["homes"].stale
    assert not landed["people"].stale
    assert ExtractSeen.objects.filter(state="missing").count() == 1


def test_an_older_extract_after_a_newer_one_is_refused_in_words(area: Area) -> None:
    area.put(GOOD, at=NOW)
    (newer,) = area.land()
    area.put("REF,STATUS\n9,OCC\n", at=YESTERDAY)
    (landed,) = area.land()
    assert (landed.extract_id, landed.stale) == (newer.extract_id, True)
    assert "extracted on 20 November 2026" in ExtractProblem.objects.get(kind="older").says
    (accepted,) = area.land(accept_older=True)
    assert (accepted.rows, accepted.stale) == (1, False)


def test_the_sidecar_says_when_the_files_were_extracted(area: Area) -> None:
    area.put(GOOD, at=NOW)
    sidecar = area.received / "nec" / "extract.json"
    sidecar.write_text(json.dumps({"extracted_at": "2026-11-19T22:00:00+00:00"}))
    area.land()
    assert Extract.objects.get().extracted_at == datetime.datetime(2026, 11, 19, 22, tzinfo=datetime.UTC)
    sidecar.write_text("{}")
    area.put(GOOD + "3,OCC,,,\n", at=NOW)
    area.land()
    assert "extract.json does not hold" in area.everything_said()


def test_one_file_in_two_forms_is_refused_and_both_are_named(area: Area) -> None:
    area.put(GOOD)
    area.put(GOOD, "Homes.CSV.gz")
    assert area.land() == []
    assert "Homes.CSV.gz and homes.csv" in ExtractProblem.objects.get(kind="two_forms").says


def test_unknown_files_and_folders_are_reported_and_left_alone(area: Area) -> None:
    area.put(GOOD)
    area.put("x", "summary.csv")
    (area.received / "truth").mkdir()
    assert len(area.land()) == 1
    assert "nec/summary.csv is not a file that Rooftree knows" in area.everything_said()
    assert "folder truth is not one that Rooftree knows" in area.everything_said()


def test_a_folder_without_anything_known_is_refused(area: Area) -> None:
    with pytest.raises(Refused, match="holds no folder of a system"):
        area.land()
    (area.received / "nec").mkdir()
    with pytest.raises(Refused, match="holds a file that is known"):
        area.land()
    area.received.joinpath("nec").rmdir()
    area.received.rmdir()
    with pytest.raises(Refused, match="There is no folder"):
        area.land()


def test_a_file_with_headings_only_is_received_with_no_rows_and_told(area: Area, columns: Read) -> None:
    area.put("REF,STATUS\n")
    (landed,) = area.land()
    assert landed.rows == 0
    assert columns(landed) == {"REF": [], "STATUS": [], "_row": []}
    assert ExtractProblem.objects.get().kind == "no_rows"
