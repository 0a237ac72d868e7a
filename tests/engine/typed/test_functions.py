"""Typed values as functions of the engine: the same values as the expressions that they stand for."""

from collections.abc import Callable
from typing import Any

import ibis
import pyarrow as pa
import pytest

from rooftree.engine.tables import Engine
from rooftree.engine.typed import dates, functions, numbers

MASKS = ["%d-%b-%Y", "%d-%b-%Y %H:%M:%S", "%d/%m/%Y"]
HOSTILE = [
    None, "", " ", "-", "(12.50)", "£1,234.50", "12.50-", "1e5", "NaN", "infinity", "9" * 60, "01-FEB-2024",
    "31-FEB-2024", "29-FEB-2024 13:00:00", "2024-06-30T23:30:00Z", "2024-06-30T23:30:00+99:99", "45292.75",
    "02/13/2024", "0202-01-01", "x0", '"x0"', "'", "''; DROP TABLE t; --", "\\", "%d",
    "\x1e\x1f", "\u00a0", "é\u0301", "1\n2",
]  # fmt: skip
EXPRESSIONS: dict[str, Callable[[Any], Any]] = {
    "date": lambda x: dates.date(x, MASKS),
    "moment": lambda x: dates.moment(x, MASKS),
    "number": numbers.number,
    "integer": numbers.integer,
    "pence": numbers.pence,
    "quoted": lambda x: (x + "'\"x0\"'").replace("'", "''"),
    "itself": lambda x: x,
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_function_gives_what_its_expression_gives(engine: Engine, name: str) -> None:
    rows = engine.arrow(pa.table({"n": range(len(HOSTILE)), "x": pa.array(HOSTILE, pa.string())}))
    plain = functions.applied(name, EXPRESSIONS[name], rows.x)
    with functions.using(engine.functions):
        called = functions.applied(name, EXPRESSIONS[name], rows.x)
    found = engine.to_arrow(rows.select("n", plain=plain, called=called).order_by("n"))
    assert called.type() == plain.type()
    assert found["called"].type == found["plain"].type
    assert found["called"].to_pylist() == found["plain"].to_pylist()


def test_columns_are_not_mixed_up_and_one_name_serves_many_columns(engine: Engine) -> None:
    rows = engine.arrow(pa.table({"x1": ["a"], "x0": ["b"]}))
    with functions.using(engine.functions):
        forth = functions.applied("between", lambda one, two: one + "/" + two, rows.x1, rows.x0)
        back = functions.applied("between", lambda one, two: one + "/" + two, rows.x0, rows.x1)
    assert engine.to_arrow(rows.select(forth=forth, back=back)).to_pylist() == [
        {"forth": "a/b", "back": "b/a"}
    ]


def test_what_is_said_of_a_function_tells_it_from_another_of_its_name(engine: Engine) -> None:
    rows = engine.arrow(pa.table({"x": ["02/03/2024"]}))
    with functions.using(engine.functions):
        days = [
            functions.applied("day", lambda x, mask=mask: dates.date(x, [mask]), rows.x, said=mask)
            for mask in ("%d/%m/%Y", "%m/%d/%Y")
        ]
    (row,) = engine.to_arrow(rows.select(first=days[0], second=days[1])).to_pylist()
    assert (row["first"].month, row["second"].month) == (3, 2)


def test_without_an_engine_the_expression_itself_is_given(engine: Engine) -> None:
    given = ibis.table({"x": "string"}, name="given")
    with functions.using(engine.functions):
        assert not functions.applied("pence", numbers.pence, given.x).equals(numbers.pence(given.x))
    assert functions.applied("pence", numbers.pence, given.x).equals(numbers.pence(given.x))
