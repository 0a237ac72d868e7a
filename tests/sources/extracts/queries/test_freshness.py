"""How fresh each file is, one extract and its nights; and who may ask."""

import datetime

import pytest

from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from rooftree.sources.extracts.actions.problems import record_problems
from rooftree.sources.extracts.models import Extract, ExtractProblem, Run
from rooftree.sources.extracts.queries.extracts import extract, history_of_file, problems
from rooftree.sources.extracts.queries.freshness import freshness, stale
from rooftree.sources.extracts.queries.runs import latest_published_run, run, runs
from rooftree.sources.extracts.rules.faults import Fault
from tests.sources.extracts.conftest import GOOD, NOW, YESTERDAY, Area

pytestmark = pytest.mark.django_db
ALICE = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
CARYS = Viewer(user_id=7, name="Carys", role=Role.DATA_STEWARD)


@pytest.fixture
def refused_after_good(area: Area) -> Extract:
    """Yesterday's file was good; tonight's has a row with too many cells."""
    area.put(GOOD)
    area.land()
    area.put("REF,STATUS\n1,OCC,oops\n", at=NOW)
    area.land()
    return Extract.objects.get(state="refused")


def test_a_refused_file_is_stale_with_its_age_and_the_reason(refused_after_good: Extract) -> None:
    (homes,) = freshness(viewer=CARYS, now=NOW)
    assert (homes.stale, homes.state, homes.rows) == (True, "refused", 2)
    assert homes.age == datetime.timedelta(days=1)
    assert "Row 1 (line 2 of the file) has 3 cells" in homes.why
    assert homes.refused_extract_id == refused_after_good.pk


def test_an_officer_sees_that_a_file_is_stale_but_not_what_stands_in_it(refused_after_good: Extract) -> None:
    (homes,) = freshness(viewer=ALICE, now=NOW)
    assert (homes.stale, homes.why, homes.refused_extract_id) == (True, "The file was refused.", None)
    assert extract(refused_after_good.pk, viewer=ALICE) is None
    assert problems(refused_after_good.pk, viewer=ALICE) == []


def test_a_file_is_among_the_stale_until_a_good_one_comes(refused_after_good: Extract, area: Area) -> None:
    assert [file.file for file in stale(viewer=ALICE, now=NOW)] == ["homes"]
    day = datetime.timedelta(days=1)
    area.put(GOOD, at=NOW + day)
    area.land()
    assert stale(viewer=ALICE, now=NOW + day) == []


def test_what_was_stale_on_a_day_is_told_as_at_that_day(refused_after_good: Extract) -> None:
    first, _ = Run.objects.order_by("id")
    Run.objects.filter(pk=first.pk).update(started_at=YESTERDAY)
    assert stale(viewer=ALICE, now=NOW, moment=NOW) == []
    after = NOW + datetime.timedelta(hours=1)
    assert [file.file for file in stale(viewer=ALICE, now=NOW, moment=after)] == ["homes"]


def test_the_nights_of_a_file_are_told_newest_first(refused_after_good: Extract) -> None:
    assert [night.state for night in history_of_file("nec", "homes", viewer=CARYS)] == ["refused", "accepted"]
    shown = extract(refused_after_good.pk, viewer=CARYS)
    assert shown is not None
    assert (shown.state, shown.problem_count) == ("refused", 1)


def test_nobody_who_has_not_signed_in_sees_anything(refused_after_good: Extract) -> None:
    run_id = Run.objects.order_by("id")[0].pk
    assert freshness(viewer=ANONYMOUS, now=NOW) == []
    assert stale(viewer=ANONYMOUS, now=NOW) == []
    assert runs(viewer=ANONYMOUS) == []
    assert history_of_file("nec", "homes", viewer=ANONYMOUS) == []
    assert run(run_id, viewer=ANONYMOUS) is latest_published_run(viewer=ANONYMOUS) is None


def test_recording_the_same_problems_twice_changes_nothing(refused_after_good: Extract) -> None:
    faults = [
        Fault(
            "bad_date",
            "31-FEB-2024 is no day.",
            "Mend it.",
            row=3,
            column="BUILT",
            value="31-FEB-2024",
            count=4,
        )
    ]
    for _ in range(2):
        record_problems(extract_id=refused_after_good.pk, stage="standardise", problems=faults)
        ids = list(ExtractProblem.objects.filter(stage="standardise").values_list("id", flat=True))
    record_problems(extract_id=refused_after_good.pk, stage="standardise", problems=faults)
    assert list(ExtractProblem.objects.filter(stage="standardise").values_list("id", flat=True)) == ids
    most = problems(refused_after_good.pk, viewer=CARYS)[0]
    assert (most.kind, most.count) == ("bad_date", 4)
    record_problems(extract_id=refused_after_good.pk, stage="standardise", problems=[])
    assert not ExtractProblem.objects.filter(stage="standardise").exists()
    assert ExtractProblem.objects.filter(stage="land").count() == 1


def test_as_at_a_moment_a_file_is_as_fresh_as_it_was_then(refused_after_good: Extract) -> None:
    good = Extract.objects.get(state="accepted")
    Run.objects.filter(pk=good.run_id).update(started_at=YESTERDAY)
    Extract.objects.filter(pk=good.pk).update(received_at=YESTERDAY)
    then = YESTERDAY + datetime.timedelta(hours=8)
    (homes,) = freshness(viewer=CARYS, now=then, moment=then)
    assert (homes.stale, homes.extract_id, homes.age) == (False, good.pk, datetime.timedelta(hours=8))
    assert freshness(viewer=CARYS, now=YESTERDAY, moment=YESTERDAY) == []
