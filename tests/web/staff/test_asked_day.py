"""The day a record is asked for, in an address or in three boxes."""

import datetime

import pytest
from django.http import QueryDict

from rooftree.web.staff.asked_day import AskedDay, asked_day, day_links

TODAY = datetime.date(2026, 11, 21)
LONG_AGO = datetime.date(1999, 1, 1)


def asked(query: str) -> AskedDay:
    return asked_day(QueryDict(query), today=TODAY)


@pytest.mark.parametrize(
    ("query", "on"), [("", None), ("on=2026-03-01", datetime.date(2026, 3, 1)), ("on=2026-11-21", None)]
)
def test_a_day_is_read_from_the_address(query: str, on: datetime.date | None) -> None:
    assert asked(query).on == on
    assert asked(query).form.errors == {}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("on=2026-02-31", "There is no such day"),
        ("on=rubbish", "There is no such day"),
        ("on=2027-01-01", "That day has not come yet"),
        ("on=1066-10-14", "Nothing was known so long ago"),
        ("day_0=31&day_1=2&day_2=2026", "There is no such day"),
        ("day_0=1&day_1=1&day_2=2099", "That day has not come yet"),
        ("day_0=1&day_1=&day_2=2026", "must include a month"),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_at_the_form_and_today_is_shown(query: str, words: str) -> None:
    found = asked(query)
    assert found.on is None
    assert words in str(found.form.errors)


def test_three_boxes_lead_to_an_address_that_can_be_sent_on() -> None:
    assert asked("day_0=1&day_1=3&day_2=2026").redirect == "?on=2026-03-01"


def test_the_line_offers_today_and_the_last_three_days_that_matter() -> None:
    days = [(datetime.date(2026, month, 1), f"thing {month}") for month in (1, 2, 3, 4, 12)] + [
        (None, "unknown")
    ]
    links = day_links(asked("on=2026-03-01"), days, TODAY, since=LONG_AGO)  # type: ignore[arg-type]
    assert [(link.href, link.current) for link in links] == [
        ("?", False),
        ("?on=2026-04-01", False),
        ("?on=2026-03-01", True),
        ("?on=2026-02-01", False),
    ]


def test_the_line_offers_no_day_on_which_nothing_was_known() -> None:
    days = [(datetime.date(2026, 1, 1), "tenancy began"), (datetime.date(2026, 11, 2), "repair reported")]
    links = day_links(asked(""), days, TODAY, since=datetime.date(2026, 11, 1))  # type: ignore[arg-type]
    assert [link.href for link in links] == ["?", "?on=2026-11-02"]
