"""Links to records keep the day that the page shows, for the time of that page."""

import datetime
import uuid

import pytest
from django.urls import reverse

from rooftree.web import shown_day

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("href", "led"),
    [
        ("/homes/1/", "/homes/1/?on=2026-03-01"),
        ("/repairs/?home=1", "/repairs/?home=1&on=2026-03-01"),
        ("/homes/1/#open", "/homes/1/?on=2026-03-01#open"),
        ("", ""),
    ],
)
def test_an_address_carries_the_day_that_is_shown(href: str, led: str) -> None:
    with shown_day.shown("2026-03-01", today=TODAY):
        assert shown_day.kept(href) == led
    assert shown_day.kept(href) == href


@pytest.mark.parametrize("on", ["", "2026-11-22", "2026-11-23", "2026-02-31", "rubbish", "1066-10-14"])
def test_no_day_but_one_of_the_past_is_carried(on: str) -> None:
    own = str(uuid.uuid4())
    with shown_day.shown(on, today=TODAY):
        assert shown_day.page_of("home", own) == f"/homes/{own}/"


def test_a_page_within_a_page_does_not_change_the_outer_ones_day() -> None:
    with shown_day.shown("2026-03-01", today=TODAY):
        with shown_day.shown("", today=TODAY):
            assert shown_day.kept("/homes/") == "/homes/"
        assert shown_day.kept("/homes/") == "/homes/?on=2026-03-01"


@pytest.mark.parametrize("route", ["home", "person", "repair", "tenancy", "block", "application", "case"])
def test_the_address_of_a_record_is_what_its_route_makes_of_it(route: str) -> None:
    own = uuid.uuid4()
    assert shown_day.page_of(route, str(own)) == reverse(route, args=[own])
    with shown_day.shown("2026-03-01", today=TODAY):
        assert shown_day.page_of(route, str(own)) == f"{reverse(route, args=[own])}?on=2026-03-01"
