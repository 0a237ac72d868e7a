"""What a list keeps until the next run publishes: what filters offer, never its rows."""

import datetime

import pytest
from django.utils import timezone

from rooftree.records.listing.remembered import remembered
from rooftree.records.listing.shape import Then
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.sources.extracts.models import Run

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)


def _then() -> Then:
    return Then(viewer=SYSTEM, moment=None, now=NOW, today=NOW.date())


def _publish() -> None:
    now = timezone.now()
    Run.objects.create(
        started_at=now,
        started_by="the tests",
        business_on=now.date(),
        folder="-",
        ended_at=now,
        outcome="published",
        published_state="1",
    )


def _asked(of: list[int], *, worth: bool = True) -> int:
    def make() -> int:
        of.append(1)
        return len(of)

    return remembered(_then(), ("a test", id(of)), make, worth=lambda made: worth)


def test_it_is_worked_out_once_a_run() -> None:
    _publish()
    made: list[int] = []
    assert [_asked(made), _asked(made)] == [1, 1]


def test_the_next_run_has_it_worked_out_anew() -> None:
    _publish()
    made: list[int] = []
    _asked(made)
    _publish()
    assert _asked(made) == 2


def test_nothing_is_kept_before_a_run_has_published() -> None:
    made: list[int] = []
    assert [_asked(made), _asked(made)] == [1, 2]


def test_what_is_not_worth_keeping_is_asked_again() -> None:
    _publish()
    made: list[int] = []
    assert [_asked(made, worth=False), _asked(made, worth=False)] == [1, 2]
