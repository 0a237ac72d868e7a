"""Who may open which page: right role, wrong role, signed out; and what opening leaves behind."""

from __future__ import annotations

import pytest
from django.test import Client

from rooftree.reference.audit.models import AuditEntry
from tests.factories.landlord import Landlord, a_landlord
from tests.people import Somebody

PAGES = {
    "start": "/",
    "search": "/search/?q=okoro",
    "homes": "/homes/",
    "homes as a file": "/homes/?format=csv",
    "home": "/homes/{unit}/",
    "home's tab": "/homes/{unit}/certificates/",
    "block": "/blocks/{property}/",
    "visits": "/visits/",
    "people": "/people/",
    "people as a file": "/people/?format=csv",
    "person": "/people/{person}/",
    "tenancy": "/tenancies/{tenancy}/",
    "repairs": "/repairs/",
    "repair": "/repairs/{work_order}/",
    "runs": "/runs/",
    "run": "/runs/{run}/",
    "progress": "/runs/{run}/progress/",
    "extracts": "/extracts/",
    "extract": "/extracts/{extract}/",
}
PEOPLE = {"people", "people as a file", "person", "tenancy"}
RECEIVED = {"runs", "run", "progress", "extracts", "extract"}


@pytest.fixture
def landlord(db: None) -> Landlord:
    return a_landlord()


def address(page: str, made: Landlord) -> str:
    keys = {table: row.pk for table, row in made.rows.items()}
    extract = made["unit"].extract
    return PAGES[page].format(**keys, run=extract.run_id, extract=extract.pk)


@pytest.mark.parametrize("page", PAGES)
def test_each_role_opens_its_own_pages_and_no_others(
    page: str, landlord: Landlord, alice: Somebody, bob: Somebody, carys: Somebody, dev: Somebody
) -> None:
    seen_by = {"carys"} | ({"dev"} if page not in PEOPLE else set())
    if page not in RECEIVED:
        seen_by |= {"alice", "bob"}
    for name, somebody in {"alice": alice, "bob": bob, "carys": carys, "dev": dev}.items():
        response = somebody.client.get(address(page, landlord))
        if response.streaming:
            assert b"".join(response)  # taken to its end, which closes the file
        assert response.status_code == (200 if name in seen_by else 403), name


@pytest.mark.parametrize("page", PAGES)
def test_somebody_signed_out_is_led_to_sign_in(page: str, landlord: Landlord, nobody: Client) -> None:
    response = nobody.get(address(page, landlord))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_only_read(page: str, landlord: Landlord, carys: Somebody) -> None:
    assert carys.client.post(address(page, landlord)).status_code == 405


def test_a_planner_sees_no_rent(landlord: Landlord, bob: Somebody, alice: Somebody) -> None:
    account = landlord.facts["rent_account"]["account_ref"]
    places = (
        ("unit", "homes", "tenancies/"),
        ("person", "people", "tenancies/"),
        ("tenancy", "tenancies", ""),
    )
    for table, prefix, tab in places:
        path = f"/{prefix}/{landlord[table].pk}/{tab}"
        assert account in alice.client.get(path).content.decode(), path
        assert account not in bob.client.get(path).content.decode(), path


def test_an_administrator_sees_a_home_without_the_people(landlord: Landlord, dev: Somebody) -> None:
    text = dev.client.get(f"/homes/{landlord['unit'].pk}/").content.decode()
    assert landlord.facts["unit"]["address_line"] in text
    for name in ("full_name", "family_name"):
        assert landlord.facts["person"][name] not in text


def test_opening_a_person_is_recorded_with_the_day_that_was_looked_at(
    landlord: Landlord, alice: Somebody
) -> None:
    key = str(landlord["person"].pk)
    alice.client.get(f"/people/{key}/")
    entry = AuditEntry.objects.get(action="read", subject_type="person")
    assert (entry.by_id, entry.subject_id, entry.detail) == (alice.user.pk, key, {"part": "page"})


def test_a_search_is_recorded_and_an_empty_one_is_not(landlord: Landlord, alice: Somebody) -> None:
    alice.client.get("/search/")
    alice.client.get("/search/?q=nobody+like+that")
    entry = AuditEntry.objects.get(action="searched")
    assert entry.detail == {"sought": "nobody like that", "found": 0}


def test_a_list_taken_away_is_recorded(landlord: Landlord, alice: Somebody) -> None:
    b"".join(alice.client.get("/people/?format=csv").streaming_content)  # type: ignore[attr-defined]
    entry = AuditEntry.objects.get(action="exported")
    assert (entry.subject_type, entry.detail["rows"]) == ("people", 1)
