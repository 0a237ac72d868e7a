"""The background tasks: the scheduled run, jobs of killed workers, sessions that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.db import connection

from rooftree.nightly.tasks import nightly_run, rescue_stalled, tidy
from rooftree.sources.synthetic.landlord import synthesise
from tests.nights import asked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue() -> Iterator[None]:
    """Committed, because a worker reads on a connection of its own; emptied afterwards."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def _job_of_a_worker(last_seen: str) -> int:
    job: int = tidy.defer(timestamp=0)
    (worker,) = asked(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id",
        last_seen,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job]
        )
    return job


def _state(job: int) -> str:
    (state,) = asked("SELECT status::text FROM procrastinate_jobs WHERE id = %s", job)
    return str(state)


def test_the_job_of_a_killed_worker_goes_back_to_the_queue(queue: None) -> None:
    job = _job_of_a_worker("10 minutes")
    async_to_sync(rescue_stalled.func)(timestamp=0)
    assert _state(job) == "todo"


def test_the_job_of_a_worker_that_lives_is_left_to_it(queue: None) -> None:
    job = _job_of_a_worker("10 seconds")
    async_to_sync(rescue_stalled.func)(timestamp=0)
    assert _state(job) == "doing"


def test_sessions_that_are_over_are_removed_and_others_stay() -> None:
    now = datetime.now(tz=UTC)
    for key, days in (("over", -1), ("going", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    tidy(timestamp=0)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["going"]


def test_without_a_folder_of_extracts_nothing_is_run(settings: Any) -> None:
    settings.ROOFTREE_EXTRACTS = ""
    nightly_run(timestamp=0)
    assert asked("SELECT count(*) FROM run") == [0]


def test_the_scheduled_run_reads_the_folder_of_the_settings(settings: Any, tmp_path: Path) -> None:
    extracts = tmp_path / "extracts"
    extracts.mkdir()
    synthesise(homes=3, seed=2, out=extracts)
    settings.ROOFTREE_EXTRACTS, settings.LANDING = str(extracts), tmp_path / "landing"
    nightly_run(timestamp=0)
    assert asked("SELECT started_by, outcome FROM run") == [("the nightly schedule", "published")]
    assert asked("SELECT count(*) > 0 FROM unit") == [True]
