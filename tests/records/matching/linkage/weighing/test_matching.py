"""Learning and weighing: what is new weighs what it would in a full run; little or nothing to learn from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import matching, weights
from rooftree.records.matching.linkage.weighing.comparing import Model, comparisons
from rooftree.records.matching.linkage.weighing.predicting import Method
from rooftree.records.matching.linkage.weighing.preparing.people import prepare
from rooftree.records.matching.linkage.weighing.weights import BadModelError
from tests.records.matching.linkage.weighing.conftest import Given

TODAY = datetime.date(2026, 11, 22)
Weighed = dict[tuple[int, int], float]


@pytest.fixture(scope="module")
def rows(engine: Engine, given: Callable[..., Table], landlord: list[Given]) -> Table:
    return prepare(engine, given(*landlord))


@pytest.fixture(scope="module")
def method(engine: Engine, rows: Table) -> Method:
    return matching.train(engine, rows, today=TODAY)


def weighed(engine: Engine, pairs: Table) -> Weighed:
    """Each pair with its weight; a pair that comes twice fails."""
    found = engine.to_arrow(pairs).to_pylist()
    by_pair = {(row["left"], row["right"]): row["weight"] for row in found}
    assert len(by_pair) == len(found)
    return by_pair


def test_new_rows_give_the_pairs_and_weights_of_a_full_run(
    engine: Engine, rows: Table, method: Method
) -> None:
    full = weighed(engine, matching.score(engine, rows, method))
    new = rows.filter(rows.row % 20 == 7).select("row")
    numbers = set(engine.to_arrow(new).column(0).to_pylist())
    found = weighed(engine, matching.score_new(engine, rows, method, is_new=engine.hold(new)))
    assert len(found) > 50
    assert found == {pair: weight for pair, weight in full.items() if numbers & set(pair)}


def test_lists_that_name_nobody_twice_at_one_home_are_learnt(method: Method) -> None:
    assert method.weights.once == (("household", "housing"),)


def test_training_twice_on_the_same_rows_learns_the_same(engine: Engine, rows: Table, method: Method) -> None:
    assert matching.train(engine, rows, today=TODAY).weights == method.weights


def test_a_model_is_kept_as_plain_numbers_and_read_back_the_same(method: Method, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    weights.write(method.weights, file)
    again = weights.read(file)
    assert again == method.weights
    assert again.version == method.weights.version
    assert again.trained_on == {
        "on": "2026-11-22",
        "rows": 2_000,
        "name_frequencies": method.frequencies.digest,
    }


def test_a_model_file_that_was_changed_by_hand_is_refused(method: Method, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    weights.write(method.weights, file)
    first = str(method.weights.models[Model.WITHIN].prior)
    file.write_text(file.read_text().replace(first, "0.5"))
    with pytest.raises(BadModelError, match="changed by hand"):
        weights.read(file)


def test_a_doubt_is_told_in_words_that_add_up(engine: Engine, rows: Table, method: Method) -> None:
    found = matching.settle(engine, rows, matching.score(engine, rows, method), method.weights)
    weak = [one for one in found.doubts if one.model is Model.WITHIN][:5]
    for doubt in matching.explained(engine, rows, method, weak):
        bits = [float(part.rsplit(" ", 1)[1]) for part in doubt.evidence.split("; ")]
        prior = method.weights.models[Model.WITHIN].odds
        assert doubt.weight == pytest.approx(prior + sum(bits), abs=0.5)


def test_without_any_number_the_same_people_are_found(
    engine: Engine, given: Callable[..., Table], landlord: list[Given], rows: Table, method: Method
) -> None:
    bare = prepare(engine, given(*({**row, "nino": ""} for row in landlord)))
    unaided = matching.train(engine, bare, today=TODAY)
    found = matching.settle(
        engine, bare, matching.score(engine, bare, unaided), unaided.weights
    ).people.lowest
    known = matching.settle(engine, rows, matching.score(engine, rows, method), method.weights).people.lowest
    assert (found == known).mean() > 0.96


def test_no_rows_are_matched_like_any_others(engine: Engine, given: Callable[..., Table]) -> None:
    none = prepare(engine, given())
    made = matching.train(engine, none, today=TODAY)
    assert (
        matching.settle(engine, none, matching.score(engine, none, made), made.weights).people.lowest.tolist()
        == []
    )


def test_rows_that_say_nothing_are_nobody_in_common_and_a_source_may_have_any_name(
    engine: Engine, given: Callable[..., Table]
) -> None:
    bare = ({"unique_id": str(n), "source_dataset": f'O\'Neill "{n % 3}"'} for n in range(30))
    rows = prepare(engine, given(*bare))
    method = matching.train(engine, rows, today=TODAY)
    assert len(method.weights.models[Model.WITHIN].feeds) == 3
    assert engine.count(matching.score(engine, rows, method)) == 0


def test_housemates_whom_one_source_lists_and_another_names_by_initials_are_not_learnt_as_one(
    engine: Engine, given: Callable[..., Table]
) -> None:
    rows = prepare(engine, given(*(row for n in range(60) for row in _family(n))))
    learnt = matching.train(engine, rows, today=TODAY).weights.models[Model.WITHIN]
    words = next(each.words for each in comparisons(Model.WITHIN) if each.name == "first_name")
    for level in ("other initial", "different first name"):
        assert learnt.weight("first_name", words.index(level)) <= -2.0


def test_what_a_number_tells_is_learnt_of_people_whose_name_one_source_has_wrong_too(
    engine: Engine, given: Callable[..., Table]
) -> None:
    rows = prepare(engine, given(*(row for n in range(120) for row in _twice(n))))
    learnt = matching.train(engine, rows, today=TODAY).weights.models[Model.WITHIN]
    assert learnt.weight("nino", 0) >= 8.0


def _twice(n: int) -> list[Given]:
    """Somebody in two lists under one number, a third of them under another first name in the second."""
    said = {"surname": f"Farrow{'abcdefgh'[n % 8]}{n}", "dob": f"{1950 + n % 40}-03-1{n % 10}"}
    home = {"nino": f"JH{n:06}A", "uprn": f"9500000{n:04}", "postcode": "ZZ95 1AA"}
    return [
        {"unique_id": f"{n}-{at}", "source_dataset": name, "first_name": first, **said, **home}
        for at, (name, first) in enumerate(
            (("housing", "Brenda"), ("register", "Colin" if n % 3 == 0 else "Brenda"))
        )
    ]


def _family(n: int) -> list[Given]:
    """Five of one surname, listed whole; and one of them, as the repairs system has her."""
    home, surname = {"uprn": f"9700000{n:04}", "postcode": "ZZ97 1AA"}, f"Farrow{'abcdefgh'[n % 8]}{n}"
    names = ("Adam", "Brenda", "Colin", "Doris", "Edgar")
    listed = [
        {"unique_id": f"{n}-{at}", "source_dataset": "housing", "first_name": name, "surname": surname,
         "dob": f"{1950 + at * 9}-0{at + 1}-1{n % 10}", **home}
        for at, name in enumerate(names)
    ]  # fmt: skip
    caller = {"unique_id": f"{n}-c", "source_dataset": "repairs", "first_name": "B", "surname": surname}
    return [*listed, {**caller, **home}]


def test_a_row_without_a_name_is_nobody_at_its_home(engine: Engine, given: Callable[..., Table]) -> None:
    home = {"uprn": "97000000001", "surname": "Okell"}
    named = {"unique_id": "1", "source_dataset": "a", "first_name": "Ada", "dob": "1984-02-03", **home}
    rows = prepare(engine, given(named, {"unique_id": "2", "source_dataset": "b", **home}))
    method = matching.train(engine, rows, today=TODAY)
    assert engine.count(matching.score(engine, rows, method)) == 0
