"""Patterns are written out so that three engines read them alike; formats let through what is right."""

import duckdb
import pytest

from rooftree.engine.checking.patterns import FORMATS, REAL_DATE, NotPortableError, portable, within


@pytest.mark.parametrize(
    ("pattern", "made", "for_spark"),
    [
        (r"^\d{2}\s\w$", r"^[0-9]{2}[ \t\n\r\f][0-9A-Za-z_]$", r"^[0-9]{2}[ \t\n\r\f][0-9A-Za-z_]\z"),
        (r"a.c", r"a[^\n\r]c", r"a[^\n\r]c"),
        (r"[.$\]x\d-]\$", r"[.$\]x0-9-]\$", r"[.$\]x0-9-]\$"),
        (r"\D", "[^0-9]", "[^0-9]"),
    ],
)
def test_what_differs_between_engines_is_written_out(pattern: str, made: str, for_spark: str) -> None:
    assert (portable(pattern), portable(pattern, "spark")) == (made, for_spark)


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"(?=x)", r"(?i)x", r"\bx", r"\p{L}", r"(a)\1", "a++", "a*?", "a{300}"),
        *("a{x}", "[a", "[[:alpha:]]", "[a&&b]", "(a", r"[\D]", r"\q"),
    ],
)
def test_what_cannot_be_made_the_same_is_refused(pattern: str) -> None:
    with pytest.raises(NotPortableError):
        portable(pattern)


def test_a_pattern_is_for_the_whole_text_only_where_both_ends_are_held() -> None:
    assert within("^a|b$") == within("^a") == within("a$") == within(r"^a\$") == ""
    assert within("^(a|b)[|]$") == "(a|b)[|]"


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("uprn", "100010001", "0100"),
        ("postcode", "ZZ4 2LH", "zz4 2lh"),
        ("postcode", "ZZ4A 2LH", "ZZ42LH"),
        ("nino", "AB123456C", "QQ123456C"),
        ("email", "a.b@example.org", "a@b"),
        ("phone", "01632960000", "+441632960000"),
        ("mobile", "07700900000", "01632960000"),
        ("gss_code", "E09000001", "E0900001"),
        ("time", "23:59", "24:00"),
    ],
)
def test_named_formats(name: str, good: str, bad: str) -> None:
    found = duckdb.execute(
        "SELECT regexp_matches(?, $3), regexp_matches($2, $3)".replace("?", "$1"),
        [good, bad, portable(FORMATS[name][0])],
    ).fetchone()
    assert found == (True, False)


def test_every_day_of_the_calendar_is_real_and_no_other_is() -> None:
    every = "generate_series(DATE '1800-01-01', DATE '2400-12-31', INTERVAL 1 DAY)"
    days = f"SELECT unnest({every})::DATE::VARCHAR AS d"
    written = (
        "SELECT printf('%04d-%02d-%02d', y, m, n) AS d "
        "FROM range(1800, 2401) a(y), range(0, 14) b(m), range(0, 33) c(n)"
    )
    wrong = duckdb.execute(
        f"SELECT count(*) FROM ({written}) w WHERE regexp_matches(d, $1) <> (d IN ({days}))", [REAL_DATE]
    ).fetchone()
    assert wrong == (0,)
