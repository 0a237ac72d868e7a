"""Which pairs of a night are put to a person: not those whose rows tell already that they are two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage.nights.doubting import Doubting
from rooftree.records.matching.linkage.nights.model import InUse
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.clustering import Decisions
from rooftree.records.matching.linkage.weighing.comparing import Model
from rooftree.records.matching.linkage.weighing.preparing.people import GIVEN, prepare
from rooftree.records.matching.rules import Doubt

HOME = {"surname": "Reed", "postcode": "ZZ98 7QT", "uprn": "98000000001"}
JOHN = {**HOME, "first_name": "John", "source_dataset": "tenants", "dob": "1950-01-07"}
JANE = {**HOME, "first_name": "Jane", "source_dataset": "tenants", "dob": "1952-03-08"}
CALLER = {**HOME, "first_name": "J", "source_dataset": "repairs"}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path / "spill")
    yield made
    made.close()


def doubted(engine: Engine, second: dict[str, str]) -> list[Doubt]:
    """What waits where a caller is joined to John and might be the second as well."""
    given = [{"unique_id": str(at), **row} for at, row in enumerate((JOHN, CALLER, second))]
    columns = {name: pa.array([row.get(name) for row in given], pa.string()) for name in GIVEN}
    rows = prepare(engine, engine.arrow(pa.table(columns)))
    method = matching.untrained(engine, rows)
    within = [Model.WITHIN.value] * 2
    pairs = engine.arrow(pa.table({"left": [0, 1], "right": [1, 2], "weight": [9.0, 8.0], "model": within}))
    people = matching.joined(engine, rows, pairs, method.weights, Decisions())
    assert people.lowest.tolist() == [0, 0, 2]
    doubting = Doubting(engine, rows, pairs, people, InUse("model", method))
    return doubting(["john", "john", "second"], lambda one, other: (one, other))


def test_two_whom_one_source_lists_are_not_asked_about_because_a_third_row_fits_both(engine: Engine) -> None:
    assert doubted(engine, JANE) == []


def test_a_pair_waits_where_only_the_names_of_others_differ(engine: Engine) -> None:
    (doubt,) = doubted(engine, {**HOME, "first_name": "Jayne", "source_dataset": "register"})
    assert (doubt.first_id, doubt.second_id, doubt.weight) == ("john", "second", 8.0)
    assert "different first names" in doubt.evidence[-1].says
