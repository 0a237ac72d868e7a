"""The systems' lists beside each other, by the API."""

from __future__ import annotations

import uuid

import pytest

from rooftree.records.stock.models import StockHome
from tests.api.conftest import Programs
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]


def test_homes_that_a_system_does_not_know_are_met_once_each(alice: Somebody, program: Programs) -> None:
    missing = {str(_home(["nec"], ["missing:oneserve"])) for _ in range(3)}
    _home(["nec", "oneserve"], [])
    reader, met = program(alice), []
    path: str | None = "stock?missing=oneserve&limit=2"
    while path:
        told = reader.read(path)
        met += [one["home"]["id"] for one in told["items"]]
        path = told["next"]
    assert (len(met), set(met)) == (3, missing)


def _home(systems: list[str], open_: list[str]) -> uuid.UUID:
    row = StockHome.objects.create(unit_id=uuid.uuid4(), systems=systems, open=open_, reads_as="", digest="")
    own: uuid.UUID = row.pk
    return own


def test_one_home_tells_who_lists_it(alice: Somebody, program: Programs) -> None:
    own = _home(["nec"], ["missing:keystone"])
    told = program(alice).read(f"stock/{own}")
    assert (told["systems"], told["open"], told["decisions"]) == (["nec"], ["missing:keystone"], [])
    assert program(alice).get(f"stock/{uuid.uuid4()}").status_code == 404
