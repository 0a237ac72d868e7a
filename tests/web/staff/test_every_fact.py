"""Every published fact of every contract is on one of the pages, and nothing special-category is on any."""

from __future__ import annotations

import datetime
import html
import re

import pytest

from rooftree.records.claims.held import NEVER_READ, RIGHTS, readable
from rooftree.records.people.rules import humane
from rooftree.reference.standard.queries import contracts
from rooftree.web.components import words
from rooftree.web.staff.blocks import TABS as BLOCK
from rooftree.web.staff.homes import TABS as HOME
from rooftree.web.staff.sections.person import SECTIONS as PERSON
from rooftree.web.staff.showing.tabs import tab_href
from tests.factories.landlord import Landlord, a_landlord, secret_rows
from tests.people import Somebody

NOT_OWN = {("reference", "allocated_by"), ("reference", "entity_id"), ("reference", "entity_type")}
"""The system, the record and its kind: the page itself says them."""


@pytest.fixture
def landlord(db: None) -> Landlord:
    made = a_landlord()
    secret_rows(made)
    return made


def pages(somebody: Somebody, made: Landlord) -> str:
    """The text of the pages on which a record is shown, each of their tabs."""
    addresses = (
        *(tab_href(f"/homes/{made['unit'].pk}/", tab) for tab in HOME),
        *(tab_href(f"/blocks/{made['property'].pk}/", tab) for tab in BLOCK),
        *(tab_href(f"/people/{made['person'].pk}/", tab) for tab in PERSON),
        f"/tenancies/{made['tenancy'].pk}/",
        f"/repairs/{made['work_order'].pk}/",
    )
    found = []
    for address in addresses:
        response = somebody.client.get(address)
        assert response.status_code == 200, address
        found.append(response.content.decode())
    return html.unescape(" ".join(found))


def spellings(value: object, column: str) -> list[str]:
    """How a page may write a value."""
    if isinstance(value, bool):
        return ["Yes"]
    if isinstance(value, datetime.date):
        return [words.day(value)]
    if isinstance(value, int):
        return [words.money(value)] if column.endswith("_pence") else [str(value)]
    return [str(value), humane(str(value))]


def test_every_published_fact_is_on_a_page(landlord: Landlord, carys: Somebody) -> None:
    text = pages(carys, landlord)
    absent = [
        f"{table}.{column}"
        for table, facts in landlord.facts.items()
        for column, value in facts.items()
        if value is not None
        and (table, column) not in NOT_OWN
        and not any(one in text for one in spellings(value, column))
    ]
    assert absent == []


def test_every_contract_that_may_be_read_is_in_that_test(landlord: Landlord) -> None:
    readable_tables = {table for table, contract in contracts().items() if readable(contract)}
    assert readable_tables == set(landlord.facts)


def test_the_walk_covers_every_column_that_may_be_read(landlord: Landlord) -> None:
    for table, facts in landlord.facts.items():
        columns = {one.name for one in readable(contracts()[table])}
        assert columns - set(facts) <= {column for name, column in NOT_OWN if name == table}


def test_nothing_special_category_leaves_the_records(landlord: Landlord, carys: Somebody) -> None:
    text = pages(carys, landlord)
    assert "SECRET" not in text
    assert not re.search("religion|ethnic", text, re.IGNORECASE)


def test_what_is_special_category_is_in_no_table_that_anybody_may_read() -> None:
    for table in ("equality_information", "person_alert"):
        assert table not in RIGHTS
        assert readable(contracts()[table]) == ()
    for contract in contracts().values():
        assert all(one.classification != "special_category" for one in readable(contract))
    assert ("person", "ni_no_hmac") in NEVER_READ
