"""The cases that go wrong elsewhere: who is one, and who is not, beside two thousand rows of other people."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.preparing.people import prepare
from tests.records.matching.linkage.weighing.conftest import Given

TODAY = datetime.date(2026, 11, 22)
FLAT = {"address": "Flat 4, 12 Quillgate Road", "postcode": "ZZ98 7QT", "uprn": "98000000001"}
FARM = {"address": "3 Sallowfield Yard", "postcode": "ZZ98 5HD", "uprn": "98000000004"}
NEXT = {"address": "77 Rookbank Lane", "postcode": "ZZ98 6RT", "uprn": "98000000002"}
SOME = {"source_dataset": "housing"}
OTHER = {"source_dataset": "register"}
HOUSEHOLD = {"source_dataset": "household"}
CALLS = {"source_dataset": "repair line"}
CASES: dict[str, Given] = {
    "twin-1": {"first_name": "Ada", "surname": "Okorie", "dob": "2009-05-02", **FLAT, **SOME},
    "twin-2": {"first_name": "Amy", "surname": "Okorie", "dob": "2009-05-02", **FLAT, **SOME},
    "twin-1-again": {"first_name": "ADA", "surname": "OKORIE", "dob": "02/05/2009", **FLAT, **OTHER},
    "father": {"first_name": "Leroy", "surname": "Tembo", "dob": "1961-08-14", **NEXT, **SOME},
    "son": {"first_name": "Leroy", "surname": "Tembo", "dob": "1990-02-27", **NEXT, **SOME},
    "father-again": {"first_name": "Leroy", "surname": "Tembo", "dob": "1961-08-14", **NEXT, **OTHER},
    "married": {
        "first_name": "Siobhan", "surname": "Quayle", "dob": "1984-11-03", "nino": "JH556677B",
        "phone": "07700 900456", "email": "siobhan.q@example.org", **FLAT, **SOME,
    },
    "unmarried": {
        "first_name": "Siobhan", "surname": "Trevanion", "dob": "1984-11-03", "nino": "JH556677B",
        "phone": "07700 900456", "address": "3 Row", "postcode": "ZZ1 1AA", "uprn": "98000000003", **OTHER,
    },
    "swapped-day": {"first_name": "Mehdi", "surname": "Karamza", "dob": "1977-03-09", **FLAT, **SOME},
    "swapped-day-again": {"first_name": "Mehdi", "surname": "Karamza", "dob": "1977-09-03", **FLAT, **OTHER},
    "moved-mother": {"first_name": "Wanjiru", "surname": "Kamau", "dob": "1979-12-21", **FLAT, **SOME},
    "moved-child": {"first_name": "Baraka", "surname": "Kamau", "dob": "2011-01-30", **FLAT, **SOME},
    "moved-mother-now": {"first_name": "Wanjiru", "surname": "Kamau", "dob": "1979-12-21", **NEXT, **OTHER},
    "moved-child-now": {"first_name": "Baraka", "surname": "Kamau", "dob": "2011-01-30", **NEXT, **OTHER},
    "hurried-twin-1": {
        "first_name": "Jade", "surname": "Quillfeather", "dob": "2011-09-20", "sex": "F", **FARM, **SOME,
    },
    "hurried-twin-2": {
        "first_name": "Jake", "surname": "Quillfeather", "dob": "2011-09-20", "sex": "M", **FARM, **SOME,
    },
    "hurried-twin-2-again": {
        "first_name": "JAKE", "surname": "QUILLFEATHER", "dob": "20/09/2011", **FARM, **OTHER,
    },
    "paul": {"first_name": "Paul", "surname": "Wexhill", "dob": "2003-02-11", **FARM, **SOME},
    "paula": {"first_name": "Paula", "surname": "Wexhill", "dob": "2003-02-11", **FARM, **SOME},
    "turned": {"first_name": "Vimala", "surname": "Wexhill", "phone": "07700 900461", **FARM, **SOME},
    "turned-again": {"first_name": "Wexhill", "surname": "Vimala", "title": "Mrs", **FARM, **OTHER},
    "parted": {
        "first_name": "Gwenllian", "surname": "Hollowell", "dob": "1971-04-17", "phone": "07700 900462",
        "email": "gwen@example.org", **FARM, **SOME,
    },
    "parted-now": {
        "first_name": "Gwen", "surname": "Marchbank", "dob": "1971-04-17", "phone": "07700 900462",
        "email": "gwen@example.org", **NEXT, **OTHER,
    },
    "swapped-day-and-moved": {
        "first_name": "Tendai", "surname": "Chikwava", "dob": "1988-05-07", "phone": "07700 900463",
        **FLAT, **SOME,
    },
    "swapped-day-and-moved-now": {
        "first_name": "Tendai", "surname": "Chikwava", "dob": "1988-07-05", "phone": "07700 900463",
        **FARM, **OTHER,
    },
    "ivan": {"first_name": "Иван", "surname": "Петров", "dob": "1993-03-08", **FARM, **SOME},
    "ivan-again": {"first_name": "ИВАН", "surname": "ПЕТРОВ", "dob": "1993-03-08", **FARM, **OTHER},
    "oleg": {"first_name": "Олег", "surname": "Петров", "dob": "1993-03-08", **FARM, **SOME},
    "turned-initial": {"first_name": "W", "surname": "Vimala", "title": "Mrs", **FARM, **CALLS},
    "senior": {
        "first_name": "Idris", "surname": "Polglase", "dob": "1959-10-30", "phone": "07700 900464",
        **FLAT, **SOME,
    },
    "junior": {"first_name": "Idris", "surname": "Polglase", **FLAT, **HOUSEHOLD},
    "senior-calls": {
        "first_name": "Idris", "surname": "Polglase", "phone": "07700 900464", **FLAT, **CALLS,
    },
    "misborn": {
        "first_name": "Petroc", "surname": "Angwin", "dob": "1966-01-19", "nino": "JH667788C",
        "phone": "07700 900465", "email": "petroc@example.org", **FARM, **SOME,
    },
    "misborn-again": {
        "first_name": "Petroc", "surname": "Angwin", "dob": "1983-10-04", "nino": "JH667778C",
        "phone": "07700 900465", "email": "petroc@example.org", **FARM, **OTHER,
    },
    "namesake-1": {"first_name": "David", "surname": "Jones", "dob": "1958-06-11", **FLAT, **SOME},
    "namesake-2": {"first_name": "David", "surname": "Jones", "dob": "1993-10-02", **NEXT, **SOME},
}  # fmt: skip
FIRST = ("Ada", "Bo", "Cyril", "Devi", "Efua", "Femi", "Gita", "Hugh", "Ines", "Joel")
WORKER, AZ = "07700 900999", "abcdefg"


@pytest.fixture(scope="module")
def person(engine: Engine, given: Callable[..., Table], landlord: list[Given]) -> dict[str, str]:
    """Of each case the person that it was found to be."""
    workers = [
        {
            "unique_id": f"worker-{n}", "first_name": "Sam", "surname": f"Client{AZ[n // 6]}{AZ[n % 6]}",
            "phone": WORKER, "uprn": f"9700000{n:04}", "postcode": f"ZZ97 {n % 9 + 1}AA", **SOME,
        }
        for n in range(40)
    ]  # fmt: skip
    hostel = [
        {
            "unique_id": f"hostel-{n}",
            "first_name": FIRST[n % 10],
            "surname": f"Guest{AZ[n // 10]}",
            "phone": WORKER,
            "uprn": "96000000001",
            "postcode": "ZZ96 1AA",
            **OTHER,
        }
        for n in range(40)
    ]
    cases = [{"unique_id": name, **row} for name, row in CASES.items()]
    rows = prepare(engine, given(*landlord, *cases, *workers, *hostel))
    method = matching.train(engine, rows, today=TODAY)
    pairs = matching.score(engine, rows, method)
    lowest = matching.settle(engine, rows, pairs, method.weights).people.lowest.tolist()
    ids = engine.to_arrow(rows.select("row", "unique_id").order_by("row")).column("unique_id").to_pylist()
    return {name: ids[lowest[place]] for place, name in enumerate(ids)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twin-1", "twin-1-again"),
        ("father", "father-again"),
        ("married", "unmarried"),
        ("swapped-day", "swapped-day-again"),
        ("moved-mother", "moved-mother-now"),
        ("moved-child", "moved-child-now"),
        ("hurried-twin-2", "hurried-twin-2-again"),
        ("turned", "turned-again"),
        ("turned", "turned-initial"),
        ("senior", "senior-calls"),
        ("parted", "parted-now"),
        ("swapped-day-and-moved", "swapped-day-and-moved-now"),
        ("ivan", "ivan-again"),
        ("misborn", "misborn-again"),
    ],
)
def test_these_are_one_person(person: dict[str, str], one: str, other: str) -> None:
    assert person[one] == person[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twin-1", "twin-2"),
        ("father", "son"),
        ("senior", "junior"),
        ("senior-calls", "junior"),
        ("moved-mother", "moved-child"),
        ("namesake-1", "namesake-2"),
        ("twin-1", "married"),
        ("hurried-twin-1", "hurried-twin-2"),
        ("paul", "paula"),
        ("moved-mother-now", "moved-child-now"),
        ("ivan", "oleg"),
    ],
)
def test_these_are_two_people(person: dict[str, str], one: str, other: str) -> None:
    assert person[one] != person[other]


def test_the_clients_of_one_support_worker_stay_apart(person: dict[str, str]) -> None:
    clients = [name for name in person if name.startswith(("worker-", "hostel-"))]
    assert len({person[name] for name in clients}) == 80
