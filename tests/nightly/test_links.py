"""Links are drawn to be checked after the check, and never against the night."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from rooftree.nightly.links import links_tonight
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.records import models as m
from tests.nights import FIRST, moment
from tests.records.matching.sampling.made import linked

pytestmark = pytest.mark.django_db
STAMP = Stamp(1, FIRST, moment(FIRST), "the nightly check")


def test_as_many_are_drawn_each_week_as_the_settings_say(settings: Settings) -> None:
    settings.ROOFTREE_CHECK_PEOPLE, settings.ROOFTREE_CHECK_TWICE = 3, 100
    for at in range(5):
        linked(at)
    said: list[str] = []
    assert links_tonight(STAMP, tell=said.append) == " Matching: 3 links drawn to be checked."
    assert links_tonight(STAMP, tell=said.append) == ""
    assert m.MatchSample.objects.filter(is_twice=True).count() == 3


def test_a_failure_is_told_and_ends_nothing(settings: Settings) -> None:
    settings.ROOFTREE_CHECK_PEOPLE = "many"
    assert links_tonight(STAMP, tell=lambda _: None).endswith("could not be drawn: TypeError.")
