"""Households are gone through after the check, and never against the night."""

from __future__ import annotations

import pytest

from rooftree.nightly.links import households_tonight
from rooftree.records import models as m
from tests.factories.records import make
from tests.nights import FIRST

pytestmark = pytest.mark.django_db


def two_tenancies() -> None:
    unit = make(m.Unit, kind="flat")
    for _ in range(2):
        make(m.Tenancy, unit=unit)


def test_what_is_not_right_is_counted_and_where_that_fails_the_list_stays() -> None:
    two_tenancies()
    said: list[tuple[str, int, int]] = []

    def count(words: str, done: int, of: int) -> None:
        said.append((words, done, of))

    assert households_tonight(today=FIRST, count=count) == " Households: 3 things not right."
    kinds = sorted(m.HouseholdFault.objects.values_list("kind", flat=True))
    assert kinds == ["no-tenant", "no-tenant", "two-tenancies"]
    assert said == [("homes: who lives there", 0, 1), ("homes: who lives there", 1, 1)]
    two_tenancies()
    failed = households_tonight(today="no day", count=count)  # type: ignore[arg-type]
    assert failed.startswith(" Households could not be gone through: ")
    assert m.HouseholdFault.objects.count() == 3
