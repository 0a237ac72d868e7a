"""From what systems send to what is answered: one person in two systems is one record, what is not right of a
household is listed, and the figures of the report are of these very rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from rooftree.reference.accounts.rules import Role
from rooftree.sources.synthetic.landlord import synthesise
from tests.journeys.conftest import rows
from tests.nights import asked
from tests.people import add

HOMES = 12
REPORT = "/reports/people-once/"
LOCATA = {"Forename": "Wilhelmina", "Surname": "Osterley", "DOB": "03/05/1977", "NINO": "QQ998877C"}
NEC = {
    "LPAR_PER_FORENAME": "Wilhelmina",
    "LPAR_PER_SURNAME": "Osterley",
    "LPAR_PER_DATE_OF_BIRTH": "03-MAY-1977",
    "LPAR_PER_NI_NO": "QQ998877C",
}


@pytest.fixture
def officer(transactional_db: None) -> Client:
    return add("Alice Officer", Role.OFFICER).client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return unescape(" ".join(answer.content.decode().split()))


def changed(file: Path, wanted: Callable[[dict[str, str]], bool], facts: dict[str, str]) -> dict[str, str]:
    """The first row that is wanted says something else."""
    found = rows(file)
    row = next(row for row in found if wanted(row))
    row |= facts
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(row))
        writer.writeheader()
        writer.writerows(found)
    return row


def figure(page: str, label: str) -> int:
    """What stands first beside a label."""
    found = re.search(rf"{re.escape(label)}.*?<a href=\"([^\"]+)\">([0-9,]+)", page)
    assert found, label
    return int(found[2].replace(",", ""))


def test_what_systems_send_is_counted_in_the_answer_and_leads_back_to_it(
    night: Callable[[Path], None], officer: Client, tmp_path: Path
) -> None:
    synthesise(homes=HOMES, seed=4, out=tmp_path / "extracts")
    changed(tmp_path / "extracts" / "nec" / "people.csv", lambda row: row["LPAR_TCY_IND"] == "Y", NEC)
    changed(tmp_path / "extracts" / "locata" / "clients.csv", lambda row: True, LOCATA)
    night(tmp_path / "extracts")

    once = asked(
        "SELECT entity_id FROM reference WHERE entity_type = 'person' AND entity_id IN (SELECT id "
        "FROM person WHERE family_name ILIKE 'osterley') GROUP BY 1 HAVING count(DISTINCT source_system) > 1"
    )
    assert len(once) == 1
    record = text_of(officer, f"/people/{once[0]}/")
    assert "Osterley" in record

    page = text_of(officer, REPORT)
    people = asked("SELECT count(*) FROM reference WHERE entity_type = 'person' AND ended_on IS NULL")[0]
    assert figure(page, "Rows of all systems today") == people
    by_number = "National Insurance number and date of birth"
    href = re.search(r"href=\"(/matching/links/\?kind=person&method=National[^\"]+)\">([0-9]+)", page)
    assert href, by_number
    listed = text_of(officer, href[1])
    assert f"/people/{once[0]}/" in listed
    assert int(href[2]) == len(
        asked("SELECT id FROM reference WHERE method = %s AND ended_on IS NULL", by_number)
    )

    homes = asked("SELECT count(DISTINCT unit_id) FROM household_fault")[0]
    assert homes > 0
    assert figure(page, "Homes whose household is not right") == homes
    fault, unit = asked("SELECT kind, unit_id FROM household_fault ORDER BY id LIMIT 1")[0]
    assert f"/homes/{unit}/people/" in text_of(officer, f"/households/?fault={fault}")
