"""The queue and the week's checks are made ready after the check, and never against the night."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from rooftree.nightly.links import links_tonight, queue_tonight
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.records import models as m
from tests.factories.records import extract
from tests.nights import FIRST, moment
from tests.records.matching.sampling.made import linked
from tests.web.staff.matching.made import doubt, person

pytestmark = pytest.mark.django_db


def stamp() -> Stamp:
    """Of a run that there is."""
    return Stamp(extract().run_id, FIRST, moment(FIRST), "the nightly check")


def test_as_many_are_drawn_each_week_as_the_settings_say(settings: Settings) -> None:
    settings.ROOFTREE_CHECK_PEOPLE, settings.ROOFTREE_CHECK_TWICE = 3, 100
    for at in range(5):
        linked(at)
    said: list[str] = []
    assert links_tonight(stamp(), {}, tell=said.append) == " Matching: 3 links drawn to be checked."
    assert links_tonight(stamp(), {}, tell=said.append) == ""
    assert m.MatchSample.objects.filter(is_twice=True).count() == 3


def test_the_queue_is_of_tonight_and_where_that_fails_as_it_was() -> None:
    doubt(person("Ada Osier"), person("Ida Osier"))
    m.MatchWaiting.objects.all().delete()
    queue_tonight(now=moment(FIRST), today=FIRST)
    assert m.MatchWaiting.objects.count() == 1
    doubt(person("Wren Okoro"), person("Ren Okoro"))
    m.MatchWaiting.objects.filter(because__startswith="The same").update(because="As it was")
    queue_tonight(now=moment(FIRST), today="no day")  # type: ignore[arg-type]
    assert set(m.MatchWaiting.objects.values_list("because", flat=True)) == {"As it was"}


def test_a_failure_is_told_and_ends_nothing(settings: Settings) -> None:
    settings.ROOFTREE_CHECK_PEOPLE = "many"
    assert links_tonight(stamp(), {}, tell=lambda _: None).endswith(
        "could not be drawn and counted: TypeError."
    )
