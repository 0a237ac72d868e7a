"""Whether anybody does the background work."""

import pytest
from django.db import connection

from rooftree.nightly.workers import somebody_works

pytestmark = pytest.mark.django_db


def _worker(last_seen: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)", [last_seen]
        )


def test_a_worker_that_gave_a_sign_of_life_lately_works() -> None:
    _worker("5 seconds")
    assert somebody_works()


def test_one_that_was_killed_does_not() -> None:
    _worker("10 minutes")
    assert not somebody_works()
