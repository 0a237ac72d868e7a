"""Days and moments out of text."""

import datetime
from datetime import UTC, date

import pytest

from rooftree.engine.typed import dates
from tests.engine.typed.conftest import Work

MASKS = ["%d-%b-%Y", "%d-%b-%Y %H:%M:%S", "%d/%m/%Y"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01-JAN-2024", date(2024, 1, 1)),
        ("1-jan-2024", date(2024, 1, 1)),
        ("29-FEB-2024 13:00:00", date(2024, 2, 29)),
        ("31/12/1999", date(1999, 12, 31)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02-29 10:11:12", date(2024, 2, 29)),
        ("2024-06-30T23:30:00Z", date(2024, 7, 1)),
        ("45292", date(2024, 1, 1)),
        ("45292.75", date(2024, 1, 1)),
        ("7305", date(1919, 12, 31)),
    ],
)
def test_a_day_in_a_known_form_is_read(worked: Work, text: str, day: date) -> None:
    assert worked(lambda x: dates.date(x, MASKS), [text]) == [day]


@pytest.mark.parametrize(
    "text",
    ["31-FEB-2024", "29-FEB-2023", "2023-02-29", "00/01/2024", "01/13/2024", "1985", "01/02/24", "0202-01-01",
     "soon", "", "-", "infinity", "12345678", None],
)  # fmt: skip
def test_what_is_not_a_real_day_is_null_and_never_a_guess(worked: Work, text: str | None) -> None:
    assert worked(lambda x: dates.date(x, MASKS), [text]) == [None]


def test_the_first_mask_that_fits_wins(worked: Work) -> None:
    assert worked(lambda x: dates.date(x, ["%d/%m/%Y", "%m/%d/%Y"]), ["02/03/2024"]) == [date(2024, 3, 2)]


def test_a_moment_is_wall_clock_time_in_london_summer_and_winter(worked: Work) -> None:
    masks = ["%d-%b-%Y %H:%M:%S"]
    read = worked(
        lambda x: dates.moment(x, masks),
        [
            "01-JUL-2024 12:00:00",
            "01-DEC-2024 12:00:00",
            "2024-07-01 12:00",
            "45474.5",
            "2024-07-01T12:00:00Z",
        ],
    )
    noon = datetime.datetime(2024, 7, 1, 12, tzinfo=UTC)
    hour = datetime.timedelta(hours=1)
    winter = datetime.datetime(2024, 12, 1, 12, tzinfo=UTC)
    assert read == [noon - hour, winter, noon - hour, noon - hour, noon]


def test_a_moment_that_is_none_is_null(worked: Work) -> None:
    texts: list[str | None] = ["31-FEB-2024 10:00:00", "2024-01-01 25:00:00", "", None]
    assert worked(lambda x: dates.moment(x, MASKS), texts) == [None, None, None, None]


def test_masks_of_one_shape_are_tried_in_order_and_those_of_another_do_not_stand_in_the_way(
    worked: Work,
) -> None:
    masks = ["%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y", "%d%m%Y"]
    texts: list[str | None] = ["02/13/2024", "1.2.2024", "3 February 2024", "04022024", "02-03-2024"]
    read = worked(lambda x: dates.date(x, masks), texts)
    assert read == [date(2024, 2, 13), date(2024, 2, 1), date(2024, 2, 3), date(2024, 2, 4), None]
