"""Pages know the business date apart from the real moment."""

import datetime

from django.utils import timezone
from pytest_django import Settings

from rooftree.web import clock


def test_the_business_date_can_be_chosen(settings: Settings) -> None:
    settings.ROOFTREE_TODAY = datetime.date(2026, 11, 20)
    assert clock.today() == datetime.date(2026, 11, 20)


def test_without_a_choice_it_is_the_day_in_london(settings: Settings) -> None:
    settings.ROOFTREE_TODAY = None
    assert clock.today() == timezone.localdate()
    assert clock.now().tzinfo is not None
