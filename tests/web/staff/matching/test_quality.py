"""The quality page: every figure with its rows, what is measured and how sure that is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rooftree.records import models as m
from rooftree.records.matching.quality.actions.counting import count_matching
from rooftree.records.matching.review.models import MatchWaiting
from rooftree.reference.accounts.rules import Role
from rooftree.web import clock
from tests.factories.records import extract
from tests.nights import FIRST, moment
from tests.people import Somebody, add
from tests.web.staff.matching.made import one_of_each, person
from tests.web.staff.matching.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def carys() -> Somebody:
    made = add("Carys Steward", Role.DATA_STEWARD)
    one_of_each(made.viewer, moment(FIRST, 10), FIRST)
    person("O Osier", date_of_birth=None)
    m.MatchModel.objects.create(
        version="people-1",
        trained_at=moment(FIRST),
        trained_by_run=extract().run_id,
        rows=900,
        figures={"filled": {"phone": 0.8}, "linked": 0.5},
        figures_latest={"rows": 950, "filled": {"phone": 0.6}, "linked": 0.5},
        latest_run=1,
        path="x",
    )
    count_matching(run_id=extract().run_id, now=moment(FIRST, 11), changes={})
    return made


def test_every_figure_stands_with_its_interval_and_its_rows(carys: Somebody) -> None:
    MatchWaiting.objects.update(since=clock.now() - timedelta(days=40))
    page = text_of(carys, "/matching/quality/")
    assert "People: 0.0 % of links are right" in page
    assert "(95 % interval: 0.0 % to 79.3 %)" in page
    assert "Telephone number went down by 20 points since training: train anew." in page
    assert "pairs waited on" in page
    assert "/matching/?waits=quarter" in page
    assert "/matching/?kind=person" in page
    for href in ("/matching/quality/person/nec/oneserve/", "/matching/quality/unlinkable/?kind=person&lacks"):
        assert href in page
    assert "Maple Sorrel" in text_of(carys, "/matching/quality/person/nec/oneserve/")
    assert "Josefine Okoro" in text_of(carys, "/matching/quality/person/locata/nec/?show=without")
    text_of(carys, "/matching/quality/person/nec/nobody/", 404)


def test_rows_that_say_too_little_are_listed_narrowed_and_taken_away(carys: Somebody) -> None:
    page = text_of(carys, "/matching/quality/unlinkable/")
    assert "One row says too little to be matched" in page
    assert "Only an initial" in page
    assert "No row says" in text_of(carys, "/matching/quality/unlinkable/?system=locata&lacks=initial")
    file = carys.client.get("/matching/quality/unlinkable/?format=csv")
    assert b"O Osier" in b"".join(file.streaming_content)  # type: ignore[attr-defined]


def test_administrators_see_figures_of_homes_alone(carys: Somebody) -> None:
    dev = add("Dev Administrator", Role.ADMINISTRATOR)
    page = text_of(dev, "/matching/quality/")
    assert "People" not in page.split("<main", 1)[1].split("</main", 1)[0]
    assert "O Osier" not in text_of(dev, "/matching/quality/unlinkable/?kind=person")
    text_of(dev, "/matching/quality/person/nec/oneserve/", 404)
