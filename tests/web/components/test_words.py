"""Numbers, money, days and moments as pages write them."""

import datetime

import pytest

from rooftree.web.components import words

DAY = datetime.date(2026, 11, 21)
SUMMER = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)


def test_a_day_never_parts_from_its_month() -> None:
    assert words.day(DAY) == "21\u00a0November 2026"
    assert words.short_day(DAY) == "21\u00a0November"


def test_a_moment_is_told_in_london_time() -> None:
    assert words.moment(SUMMER) == "12:30am, 2\u00a0July 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (2, 41, "2:41am"),
        (14, 0, "2pm"),
        (12, 0, "midday"),
        (0, 0, "midnight"),
        (12, 5, "12:05pm"),
        (0, 5, "12:05am"),
    ],
)
def test_times_of_day(hour: int, minute: int, said: str) -> None:
    assert words.clock(datetime.time(hour, minute)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime.datetime(2026, 11, 21, 1, 32, tzinfo=datetime.UTC), "Today, 1:32am"),
        (datetime.date(2026, 11, 20), "Yesterday"),
        (datetime.date(2026, 11, 18), "18\u00a0November"),
        (datetime.date(2025, 11, 18), "18\u00a0November 2025"),
        (None, "Not known"),
    ],
)
def test_how_fresh_something_is(value: datetime.date | None, said: str) -> None:
    assert words.since_today(value, DAY) == said


@pytest.mark.parametrize(
    ("pence", "said"),
    [(123456, "£1,234.56"), (-5, "-£0.05"), (0, "£0.00"), (None, "Not known"), (10**11, "£1,000,000,000.00")],
)
def test_money_is_kept_in_pence_and_said_in_pounds(pence: int | None, said: str) -> None:
    assert words.money(pence) == said


@pytest.mark.parametrize(
    ("pence", "said"),
    [(24519, "£245.19\u00a0owed"), (-7862, "£78.62\u00a0in credit"), (0, "£0.00"), (None, "Not known")],
)
def test_a_balance_says_whose_it_is(pence: int | None, said: str) -> None:
    assert words.balance(pence) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "less than a second"),
        (1, "1 second"),
        (125, "2 minutes 5 seconds"),
        (3780, "1 hour 3 minutes"),
        (datetime.timedelta(hours=2), "2 hours"),
        (None, "Not known"),
    ],
)
def test_how_long_something_took(seconds: float | datetime.timedelta | None, said: str) -> None:
    assert words.lasted(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"), [(1234567, "1,234,567"), (1234.56, "1,234.6"), (None, "Not known")]
)
def test_numbers_have_their_thousands_marked(value: float | None, said: str) -> None:
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "Yes"),
        (False, "No"),
        ("", "Not known"),
        (None, "Not known"),
        (0, 0),
        ("Flat 12", "Flat 12"),
        (DAY, "21\u00a0November 2026"),
    ],
)
def test_any_value_is_shown_in_words(value: object, said: object) -> None:
    assert words.shown(value) == said


def test_what_a_system_shouts_is_said_in_sentence_case() -> None:
    assert words.sentence("WC WILL NOT FLUSH") == "WC will not flush"
    assert words.sentence("NO HEATING OR HOT WATER") == "No heating or hot water"
    assert words.sentence("Leak from the LED lamp") == "Leak from the LED lamp"
