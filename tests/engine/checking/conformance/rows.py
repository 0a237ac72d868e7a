"""Cases of the kinds that a row alone decides."""

import datetime
from datetime import date

from rooftree.engine.checking.kinds import Kind, When
from tests.engine.checking.conformance.shape import Case, case, check, home, mark

DAY = datetime.timedelta(days=1)
LATE = datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC)
SUMMER_MIDNIGHT = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)
"""Already the second of July in London."""

REAL = ("2024-02-29", "2000-02-29", "2023-12-31", "1999-04-30")
UNREAL = ("2023-02-29", "1900-02-29", "2021-02-30", "2021-04-31", "2021-13-01", "2021-1-01", "soon")

CASES: list[Case] = [
    case(
        "required: text",
        check("uprn", Kind.REQUIRED),
        [home("a", uprn="1"), home("b"), home("c", uprn="  "), home("d", uprn=" 1")],
        "b",
        "c",
    ),
    case(
        "required: a day",
        check("built_on", Kind.REQUIRED),
        [home("a", built_on=date(2020, 1, 1)), home("b")],
        "b",
    ),
    case(
        "required_when",
        check("ended_on", Kind.REQUIRED_WHEN, When("kind", "eq", "flat")),
        [
            home("a", kind="flat"),
            home("b", kind="house"),
            home("c"),
            home("d", kind="flat", ended_on=date(2020, 1, 1)),
        ],
        "a",
    ),
    case(
        "codelist",
        check("kind", Kind.CODELIST, list="kind"),
        [
            home("a", kind="flat"),
            home("b", kind="boat"),
            home("c"),
            home("d", marks=mark("unknown_code", "kind")),
        ],
        "b",
        "d",
    ),
    case(
        "codelist of its own",
        check("kind", Kind.CODELIST, codes=["x'y"]),
        [home("a", kind="x'y"), home("b", kind="flat"), home("c")],
        "b",
    ),
    case(
        "format by name",
        check("uprn", Kind.FORMAT, name="uprn"),
        [
            home("a", uprn="100"),
            home("b", uprn="0100"),
            home("c"),
            home("d", uprn="100\n"),
            home("e", marks=mark("bad_uprn", "uprn")),
            home("f", marks=mark("bad_date", "built_on")),
            home("g", marks=mark("missing_value", "uprn")),
        ],
        "b",
        "d",
        "e",
    ),
    case(
        "format by a pattern",
        check("signed", Kind.FORMAT, pattern=r"^(a|b)\.\d{2}\s[x\d]$|^free.text"),
        [
            home("a", signed="a.12 x"),
            home("b", signed="a912 x"),
            home("c"),
            home("d", signed="b.12\t3"),
            home("e", signed="free text, and more"),
            home("f", signed="free\ntext"),
            home("g", signed="so free text"),
        ],
        "b",
        "f",
        "g",
    ),
    case(
        "range of numbers",
        check("rent", Kind.RANGE, min=10, max=99.5),
        [
            home("a", rent="10"),
            home("b", rent="9.99"),
            home("c"),
            home("d", rent="99.5"),
            home("e", rent="99.51"),
        ],
        "b",
        "e",
    ),
    case(
        "range of days, and what could not be read",
        check("built_on", Kind.RANGE, min="1700-01-01", max={"today": 30}),
        [
            home("a", built_on=date(1700, 1, 1)),
            home("b", built_on=date(1699, 12, 31)),
            home("c"),
            home("d", built_on=date(2026, 12, 22)),
            home("e", built_on=date(2026, 12, 23)),
            home("f", marks=mark("bad_date", "built_on")),
        ],
        "b",
        "e",
        "f",
    ),
    case(
        "compare with days added",
        check("ended_on", Kind.COMPARE, op="ge", other="built_on", plus_days=2),
        [
            home("a", built_on=date(2020, 2, 27), ended_on=date(2020, 2, 29)),
            home("b", built_on=date(2020, 2, 28), ended_on=date(2020, 2, 29)),
            home("c", ended_on=date(2020, 2, 29)),
            home("d", built_on=date(2020, 2, 28)),
        ],
        "b",
    ),
    case(
        "compare with years added, from a leap day",
        check("ended_on", Kind.COMPARE, op="eq", other="built_on", plus_years=1),
        [
            home("a", built_on=date(2020, 2, 29), ended_on=date(2021, 2, 28)),
            home("b", built_on=date(2020, 2, 29), ended_on=date(2021, 3, 1)),
            home("c"),
        ],
        "b",
    ),
    case(
        "compare a moment with a day: the day in London",
        check("seen_at", Kind.COMPARE, op="le", other="built_on"),
        [
            home("a", seen_at=SUMMER_MIDNIGHT, built_on=date(2026, 7, 2)),
            home("b", seen_at=SUMMER_MIDNIGHT, built_on=date(2026, 7, 1)),
            home("c", built_on=date(2026, 7, 1)),
        ],
        "b",
    ),
    case(
        "fresh_within days",
        check("built_on", Kind.FRESH_WITHIN, days=30),
        [home("a", built_on=date(2026, 10, 23)), home("b", built_on=date(2026, 10, 22)), home("c")],
        "b",
    ),
    case(
        "fresh_within months",
        check("built_on", Kind.FRESH_WITHIN, months=12),
        [home("a", built_on=date(2025, 11, 22)), home("b", built_on=date(2025, 11, 21)), home("c")],
        "b",
    ),
    case(
        "not_future: a moment's day",
        check("seen_at", Kind.NOT_FUTURE),
        [home("a", seen_at=LATE), home("b", seen_at=LATE + DAY), home("c")],
        "b",
    ),
    case(
        "not_future: days ahead",
        check("built_on", Kind.NOT_FUTURE, days_ahead=1),
        [home("a", built_on=date(2026, 11, 23)), home("b", built_on=date(2026, 11, 24)), home("c")],
        "b",
    ),
    case(
        "age_at_least today",
        check("born_on", Kind.AGE_AT_LEAST, of="person", years=16),
        [],
        "b",
        person=[home("a", born_on=date(2010, 11, 22)), home("b", born_on=date(2010, 11, 23)), home("c")],
    ),
    case(
        "age_at_least at another day",
        check("built_on", Kind.AGE_AT_LEAST, years=16, at="ended_on"),
        [
            home("a", built_on=date(2000, 2, 29), ended_on=date(2016, 2, 29)),
            home("b", built_on=date(2000, 2, 29), ended_on=date(2016, 2, 28)),
            home("c", built_on=date(2000, 2, 29)),
            home("d", ended_on=date(2016, 2, 28)),
        ],
        "b",
    ),
    case(
        "real_date: text, by the calendar",
        check("signed", Kind.REAL_DATE),
        [home("null"), *(home(day, signed=day) for day in (*REAL, *UNREAL))],
        *UNREAL,
    ),
    case(
        "real_date: a day that could not be read",
        check("built_on", Kind.REAL_DATE),
        [home("a", built_on=date(2020, 1, 1)), home("b", marks=mark("bad_date", "built_on")), home("c")],
        "b",
    ),
]
