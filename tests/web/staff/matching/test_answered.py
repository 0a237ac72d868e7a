"""The drawn links behind each figure of precision: by week, by how they stand, and blind until settled."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest

from rooftree.records import models as m
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.measured import by_week
from rooftree.records.matching.sampling.rules import Stands, week_of
from rooftree.reference.accounts.rules import Role
from rooftree.web import clock
from rooftree.web.components import words
from tests.people import Somebody, add
from tests.records.matching.review.made import CARYS
from tests.records.matching.sampling.made import NAME, NINO, check, drawn, linked
from tests.web.staff.matching.test_pages import text_of

pytestmark = pytest.mark.django_db
LISTED = re.compile(r'href="(/matching/quality/checks/\?[^"]+)"[^>]*>([0-9,]+)')


@pytest.fixture
def carys() -> Somebody:
    return add("Carys Steward", Role.DATA_STEWARD)


def two_weeks() -> tuple[date, date]:
    """Three links drawn last week, of which one is wrong; four this week: two right, one not to be said."""
    now = clock.today()
    before = now - timedelta(days=7)
    for at in range(3):
        linked(at, NINO)
    drawn(3, before)
    for at in range(3, 7):
        linked(at, NAME, 12.0)
    drawn(9, now)
    said = ("same", "different", "same", "same", "cannot_say", "same")
    for sample, answer in zip(m.MatchSample.objects.order_by("pk"), said, strict=False):
        check(sample, answer)
    return week_of(before), week_of(now)


def test_precision_is_told_week_by_week_with_its_interval(carys: Somebody) -> None:
    first, second = two_weeks()
    weeks = by_week(EntityType.PERSON, viewer=CARYS, today=clock.today())
    assert [one.week for one in weeks] == [first, second]
    assert [one.counts[Stands.DIFFERENT] for one in weeks] == [1, 0]
    shares = [one.precision for one in weeks if one.precision]
    assert [round(one.share, 3) for one in shares] == [0.667, 1.0]
    assert shares[1].low < 0.5
    page = text_of(carys, "/matching/quality/")
    assert "People: 100.0 % of those drawn in the week of" in page
    assert "66.7 %" in page
    assert 'class="rt-chart rt-chart--wide"' in page


def test_each_count_leads_to_as_many_checks_as_it_says(carys: Somebody) -> None:
    two_weeks()
    found = LISTED.findall(unescape(text_of(carys, "/matching/quality/")))
    assert len(found) > 10
    for href, many in found:
        page = text_of(carys, href)
        assert page.count('href="/matching/checks/') - 1 == int(many), href
        number = words.listed([words.counted(int(many), "drawn link", "drawn links")])
        assert re.search(rf"<h1[^>]*>{number}\b", page), href


def test_who_is_still_to_answer_does_not_learn_how_rows_were_linked(carys: Somebody) -> None:
    two_weeks()
    for stands in ("unsaid", "waiting"):
        page = text_of(carys, f"/matching/quality/checks/?kind=person&stands={stands}&method={NINO}")
        assert page.count('href="/matching/checks/') == 2
        assert "Told when it is settled" in page
        assert NAME not in page
        assert NINO not in page
    settled = text_of(carys, f"/matching/quality/checks/?kind=person&stands=different&method={NINO}")
    assert "Different: Carys Steward" in settled
    assert "One drawn link: wrong" in settled
    assert "No drawn link" in text_of(carys, "/matching/quality/checks/?stands=same&method=nothing&band=x")


def test_administrators_are_shown_no_checks_of_people(carys: Somebody) -> None:
    two_weeks()
    dev = add("Dev Administrator", Role.ADMINISTRATOR)
    assert "No drawn link" in text_of(dev, "/matching/quality/checks/?kind=person&week=yesterday")
