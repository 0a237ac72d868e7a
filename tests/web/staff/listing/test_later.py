"""Files of very many rows: made by the background work, kept a day for whoever asked, and nobody else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from rooftree.engine import kept
from rooftree.nightly.tasks import make_file
from rooftree.records import models as m
from rooftree.reference.accounts.models import User
from rooftree.reference.audit.models import AuditEntry
from tests.factories.records import make
from tests.people import Somebody
from tests.web.staff.listing.files import body, unzipped

pytestmark = pytest.mark.django_db
FORM = "/homes/?format=csv&columns=address,postcode"


@pytest.fixture(autouse=True)
def two_homes(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.ROOFTREE_FILE_AT_ONCE = 1
    settings.KEPT_FILES = tmp_path / "kept"
    for line in ("1 Orchard Rise", "2 Orchard Rise"):
        make(m.Unit, address_line=line, postcode="ZZ4 2LH")
    yield
    shutil.rmtree(tmp_path / "kept", ignore_errors=True)


def _worker(*, lives: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        if lives:
            cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


def _asked(by: Somebody, address: str = FORM) -> tuple[str, str]:
    response = by.client.get(address)
    assert response.status_code == 302, response.content[:300]
    return response["Location"], response["Location"].split("/")[-2]


def _page(by: Somebody, where: str, **headers: Any) -> str:
    response = by.client.get(where, **headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_long_list_is_made_in_the_background_and_then_taken(alice: Somebody) -> None:
    _worker(lives=True)
    where, name = _asked(alice)
    assert "Waits for its turn" in _page(alice, where)
    make_file(file=name)
    page = _page(alice, where)
    assert "is ready" in page
    assert "It holds two rows" in page.replace("\xa0", " ")
    files = unzipped(body(alice.client.get(f"{where}take/")))
    assert [row["address"] for row in files["homes.csv"]] == ["1 Orchard Rise", "2 Orchard Rise"]
    entry = AuditEntry.objects.get(action="exported")
    assert (entry.detail["rows"], entry.detail["form"]) == (2, "csv")


def test_a_short_list_is_sent_at_once(alice: Somebody) -> None:
    assert unzipped(body(alice.client.get(f"{FORM}&q=1+Orchard")))["homes.csv"]


def test_nobody_else_finds_the_file_or_its_page(alice: Somebody, bob: Somebody) -> None:
    where, name = _asked(alice)
    make_file(file=name)
    for address in (where, f"{where}take/"):
        assert bob.client.get(address).status_code == 404
    assert bob.client.post(f"{where}now/").status_code == 404


def test_without_a_worker_the_page_says_so_and_makes_it_when_told(alice: Somebody) -> None:
    _worker(lives=False)
    where, _ = _asked(alice)
    page = _page(alice, where)
    assert "Nobody does the background work" in page
    assert "hx-get" not in page
    assert alice.client.post(f"{where}now/").status_code == 302
    assert "is ready" in _page(alice, where)


def test_the_part_that_renews_itself_has_the_page_loaded_anew_at_the_end(alice: Somebody) -> None:
    _worker(lives=True)
    where, name = _asked(alice)
    assert 'hx-trigger="every 2s"' in _page(alice, where, HTTP_HX_REQUEST="true")
    make_file(file=name)
    assert alice.client.get(where, HTTP_HX_REQUEST="true")["HX-Refresh"] == "true"


def test_who_may_no_longer_read_what_is_in_it_does_not_get_it(alice: Somebody) -> None:
    for name in ("Ann Lee", "Ben Lee"):
        make(m.Person, full_name=name)
    where, name = _asked(alice, "/people/?format=csv&columns=name")
    make_file(file=name)
    User.objects.filter(pk=alice.user.pk).update(role="administrator")
    assert alice.client.get(f"{where}take/").status_code in (403, 404, 409)


def test_who_has_left_gets_no_file(alice: Somebody, settings: LazySettings) -> None:
    _, name = _asked(alice)
    User.objects.filter(pk=alice.user.pk).update(is_active=False)
    make_file(file=name)
    one = kept.find(settings.KEPT_FILES, name)
    assert one
    assert one.fault == "The list is no longer for you to read."


def test_nobody_waits_for_many_files_at_once(alice: Somebody) -> None:
    for _ in range(3):
        _asked(alice)
    response = alice.client.get(FORM)
    assert response.status_code == 409
    assert "Wait until one of them is ready" in response.content.decode()


def test_a_file_that_is_asked_for_twice_is_made_once(alice: Somebody, settings: LazySettings) -> None:
    _, name = _asked(alice)
    make_file(file=name)
    before = kept.find(settings.KEPT_FILES, name)
    make_file(file=name)
    assert kept.find(settings.KEPT_FILES, name) == before


def test_whoever_comes_second_leaves_the_file_to_the_first(alice: Somebody, settings: LazySettings) -> None:
    _worker(lives=False)
    where, name = _asked(alice)
    one = kept.find(settings.KEPT_FILES, name)
    assert one
    with kept.alone(one):
        assert alice.client.post(f"{where}now/").status_code == 302
        assert not kept.find(settings.KEPT_FILES, name).is_over  # type: ignore[union-attr]
    make_file(file=name)
    assert kept.find(settings.KEPT_FILES, name).is_over  # type: ignore[union-attr]
