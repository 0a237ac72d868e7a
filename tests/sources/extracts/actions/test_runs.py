"""One run at a time; its progress seen live; no run without an end."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.sources.extracts.actions import runs
from rooftree.sources.extracts.models import Run
from rooftree.sources.extracts.queries import runs as queries
from rooftree.sources.extracts.rules.states import RunOutcome
from tests.sources.extracts.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
CARYS = Viewer(user_id=7, name="Carys Ash", role=Role.DATA_STEWARD)


def begin(by: Viewer = CARYS) -> runs.OpenRun:
    return runs.start(folder="received", business_on=NOW.date(), by=by, now=NOW, steps=("land", "publish"))


def test_a_second_run_is_refused_with_who_started_the_first_and_when() -> None:
    with begin() as first:
        with pytest.raises(Refused, match="Carys Ash started it on 21 November 2026 at 02:00"):
            begin(SYSTEM)
        first.finish(outcome=RunOutcome.PUBLISHED)
    with begin(SYSTEM) as second:
        second.finish(outcome=RunOutcome.PUBLISHED)
    assert Run.objects.count() == 2
    assert AuditEntry.objects.filter(action="started", subject_type="run").count() == 2


def test_only_those_who_may_start_runs_can() -> None:
    for viewer in (ANONYMOUS, Viewer(1, "Alice", Role.OFFICER), Viewer(2, "Bob", Role.PLANNER)):
        with pytest.raises(Refused) as refused:
            begin(viewer)
        assert refused.value.is_about_permission
    assert not Run.objects.exists()


def test_progress_is_seen_while_another_transaction_is_open() -> None:
    with begin() as run, transaction.atomic():
        run.begin("land", total=200)
        run.progress("land", done=50, says="nec/people")
        shown = queries.run(run.id, viewer=CARYS)
        assert shown is not None
        assert shown.is_going
        assert [(step.name, step.state, step.percent) for step in shown.steps] == [
            ("land", "runs", 25),
            ("publish", "waits", None),
        ]
        run.end("land", rows_in=200, rows_out=199, peak_memory=1_000)
        run.finish(outcome=RunOutcome.PUBLISHED, says="All well.", published_state="today")
    shown = queries.latest_published_run(viewer=CARYS)
    assert shown is not None
    assert (shown.says, shown.published_state, shown.is_going) == ("All well.", "today", False)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (KeyboardInterrupt(), "stopped"),
        (Refused(Reason("disk-full", "The disk is full.", "Make room.")), "refused"),
        (ValueError("odd"), "failed"),
    ],
)
def test_a_run_that_breaks_off_is_closed_with_the_reason(error: BaseException, outcome: str) -> None:
    with pytest.raises(type(error)), begin() as run:
        run.begin("land")
        raise error
    shown = queries.run(run.id, viewer=CARYS)
    assert shown is not None
    assert (shown.outcome, [step.state for step in shown.steps]) == (outcome, ["failed", "skipped"])
    assert shown.ended_at is not None
    with begin() as again:
        again.finish(outcome=RunOutcome.PUBLISHED)


def test_a_run_stopped_in_the_middle_of_a_word_to_the_database_says_so() -> None:
    """Ctrl-C in the middle of a statement leaves the run's own connection unusable."""
    with pytest.raises(KeyboardInterrupt), begin() as run:
        run.begin("land", total=200)
        run._own.connection.close()
        raise KeyboardInterrupt
    assert Run.objects.get().outcome == RunOutcome.STOPPED
    with begin(SYSTEM) as following:
        following.finish(outcome=RunOutcome.PUBLISHED)


KILLED = """
import datetime, os, signal, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
django.setup()
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.sources.extracts.actions import runs
now = datetime.datetime(2026, 11, 21, 1, tzinfo=datetime.UTC)
run = runs.start(folder="f", business_on=now.date(), by=SYSTEM, now=now, steps=("land",))
run.begin("land")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed_run() -> Iterator[int]:
    """A run whose process was killed in its first step."""
    name = connection.settings_dict["NAME"]
    code = KILLED.format(name=name)
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert ended.returncode == -9, ended.stderr
    yield Run.objects.get().pk


def test_a_killed_run_is_shown_as_died_and_closed_by_the_next(killed_run: int) -> None:
    shown = queries.run(killed_run, viewer=CARYS)
    assert shown is not None
    assert shown.outcome == "died"
    with begin() as run:
        run.finish(outcome=RunOutcome.PUBLISHED)
    row = Run.objects.get(pk=killed_run)
    assert (row.outcome, row.ended_at) == ("died", NOW)
    assert row.steps.get().state == "failed"
