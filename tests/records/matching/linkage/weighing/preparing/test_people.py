"""Values in one form, homes known by what others say of an address, and what many share taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.preparing.people import prepare

Prepared = list[dict[str, Any]]


def prepared(engine: Engine, table: Table) -> Prepared:
    """The rows by their ids."""
    rows: Prepared = engine.to_arrow(prepare(engine, table).order_by("row")).to_pylist()
    return rows


def test_values_are_brought_into_one_form(engine: Engine, given: Callable[..., Table]) -> None:
    one, other = prepared(
        engine,
        given(
            {
                "unique_id": "a",
                "first_name": "Mr. José Ángel",
                "surname": " O'NEILL - Smith ",
                "dob": "07/03/1961",
                "sex": "Male",
                "phone": "+44 (0)7700 900123",
                "email": " Jo@Example.ORG ",
                "nino": "ab 12 34 56 d",
                "postcode": "zz42lh",
            },
            {"unique_id": "b", "first_name": "x", "dob": "1900-01-01", "phone": "0000000000", "nino": "none"},
        ),
    )
    assert (one["first_name"], one["middle"]) == ("jose", "angel")
    assert (one["surname"], one["surname_parts"]) == ("oneill-smith", ["oneill", "smith"])
    assert (one["dob"], one["sex"], one["phone"]) == ("1961-03-07", "m", "07700900123")
    assert (one["email"], one["nino"], one["postcode"]) == ("jo@example.org", "AB123456D", "ZZ4 2LH")
    assert all(other[column] is None for column in ("first_name", "dob", "phone", "nino"))


def test_a_title_tells_a_sex_that_is_not_written_and_initials_are_letters_apart(
    engine: Engine, given: Callable[..., Table]
) -> None:
    told = (("Mrs.", ""), ("MR", ""), ("Miss", "Male"), ("Dr", ""), ("", ""))
    rows = ({"unique_id": str(n), "title": title, "sex": sex} for n, (title, sex) in enumerate(told))
    found = prepared(engine, given(*rows, {"unique_id": "9", "first_name": "Dr.L.R."}))
    assert [row["sex"] for row in found] == ["f", "m", "m", None, None, None]
    assert (found[-1]["first_name"], found[-1]["middle"]) == ("l", "r")


def test_short_forms_other_spellings_and_slips_of_a_name_stand_for_the_same(
    engine: Engine, given: Callable[..., Table]
) -> None:
    names = ("Becky", "Rebecca", "Rebdecca", "Kasia", "Katarzyna", "Umar", "Omar")
    rows = given(*({"unique_id": str(place), "first_name": name} for place, name in enumerate(names)))
    forms = [set(row["first_forms"]) for row in prepared(engine, rows)]
    assert forms[0] & forms[1] & forms[2]
    assert forms[3] & forms[4]
    assert forms[5] & forms[6]
    assert not forms[0] & forms[3]


def test_an_address_without_uprn_is_the_one_home_that_others_know_there(
    engine: Engine, given: Callable[..., Table]
) -> None:
    at = {"postcode": "ZZ4 2LH"}
    rows = prepared(
        engine,
        given(
            {"unique_id": "1", "address": "Flat 16, Beech Point, 25 Mill Rd", "uprn": "000123", **at},
            {"unique_id": "2", "address": "16/25 Mill Road", **at},
            {"unique_id": "3", "address": "16 Beech Point", **at},
            {"unique_id": "4", "address": "17 Beech Point", **at},
        ),
    )
    assert [row["home"] for row in rows] == ["123", "123", "123", "ZZ4 2LH|17"]


def test_a_support_workers_number_on_forty_people_is_nobodys(
    engine: Engine, given: Callable[..., Table]
) -> None:
    worker, own = "07700 900001", "07700 900002"
    many = ({"unique_id": f"{n:02}", "phone": worker, "uprn": f"1{n}"} for n in range(40))
    couple = ({"unique_id": f"9{n}", "phone": own, "uprn": "77"} for n in range(2))
    phones = [row["phone"] for row in prepared(engine, given(*many, *couple))]
    assert set(phones[:40]) == {None}
    assert set(phones[40:]) == {"07700900002"}


def test_a_day_that_many_were_born_on_is_a_stand_in(engine: Engine, given: Callable[..., Table]) -> None:
    crowd = ({"unique_id": f"{n:03}", "dob": "1970-01-01"} for n in range(60))
    rows = given(*crowd, {"unique_id": "900", "dob": "1970-01-02"})
    days = [row["dob"] for row in prepared(engine, rows)]
    assert set(days[:60]) == {None}
    assert days[60] == "1970-01-02"


def test_no_rows_are_no_rows(engine: Engine, given: Callable[..., Table]) -> None:
    assert prepared(engine, given()) == []


def test_without_a_postcode_or_with_a_slip_in_it_numbers_street_and_town_are_the_home(
    engine: Engine, given: Callable[..., Table]
) -> None:
    flat = {"address": "Flat 4, 12 Quillgate Road", "town": "Marlstead", "postcode": "ZZ98 7QT"}
    rows = (
        {"unique_id": "0", **flat, "uprn": "98000000001"},
        {"unique_id": "1", **flat, "address": "4/12 QUILLGATE RD", "postcode": ""},
        {"unique_id": "2", **flat, "postcode": "ZZ89 7QT"},
        {"unique_id": "3", **flat, "postcode": "", "town": "Oldhythe"},
        {"unique_id": "4", **flat, "postcode": "", "town": ""},
        {"unique_id": "5", **flat, "postcode": "ZZ12 4AB"},
        {"unique_id": "6", **flat, "postcode": "", "address": "Flat 5, 12 Quillgate Road"},
    )
    homes = [row["home"] for row in prepared(engine, given(*rows))]
    assert homes[:3] == ["98000000001"] * 3
    assert "98000000001" not in homes[3:]


def test_a_street_of_two_homes_of_one_number_in_a_town_is_no_home(
    engine: Engine, given: Callable[..., Table]
) -> None:
    house = {"address": "12 Quillgate Road", "town": "Marlstead"}
    rows = (
        {"unique_id": "0", **house, "postcode": "ZZ98 7QT", "uprn": "98000000001"},
        {"unique_id": "1", **house, "postcode": "ZZ97 2AB", "uprn": "98000000002"},
        {"unique_id": "2", **house},
    )
    assert prepared(engine, given(*rows))[2]["home"] is None
