"""In which order tables go, and when a person is asked."""

from __future__ import annotations

import pytest

from rooftree.records.publishing.rules import Course, Decisions, Ending, course, order
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write


def test_every_table_comes_after_those_it_links_to() -> None:
    tables = order(contracts())
    assert set(tables) == {name for name, each in contracts().items() if each.write is not Write.PRODUCT}
    for at, table in enumerate(tables):
        targets = {link.table for link in contracts()[table].links} - {table}
        assert targets <= set(tables[:at])


def test_the_largest_table_comes_as_soon_as_those_it_links_to_are_there() -> None:
    tables = order(contracts(), {"rent_transaction": 9, "job_status_update": 5})
    needed = {"site", "property", "unit", "tenancy", "rent_account", "rent_transaction"}
    assert set(tables[:6]) == needed
    assert tables[5] == "rent_transaction"
    assert tables.index("job_status_update") < tables.index("address")


@pytest.mark.parametrize(
    ("would_end", "live", "decided", "expected"),
    [
        (5, 100, Decisions(), Course.END),
        (6, 100, Decisions(), Course.WAIT),
        (1, 1, Decisions(), Course.WAIT),
        (6, 100, Decisions(end={"unit": 6}), Course.END),
        (7, 100, Decisions(end={"unit": 6}), Course.WAIT),
        (6, 100, Decisions(end={"room": 60}), Course.WAIT),
        (6, 100, Decisions(keep={"unit": 6}), Course.STAY),
        (7, 100, Decisions(keep={"unit": 6}), Course.WAIT),
        (5, 100, Decisions(keep={"unit": 6}), Course.END),
    ],
)
def test_a_person_is_asked_about_more_than_a_twentieth(
    would_end: int, live: int, decided: Decisions, expected: Course
) -> None:
    assert course(Ending("unit", would_end, live), decided) is expected
