"""The page of the files that somebody asked for: what each is, to take or to remove, and nobody else's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from rooftree.engine import kept
from rooftree.nightly.tasks import make_file
from rooftree.records import models as m
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
FORM = "/homes/?format=csv&columns=address&status=void"


@pytest.fixture(autouse=True)
def two_homes(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.ROOFTREE_FILE_AT_ONCE = 1
    settings.KEPT_FILES = tmp_path / "kept"
    for line in ("1 Orchard Rise", "2 Orchard Rise"):
        make(m.Unit, address_line=line, status="void")
    yield
    shutil.rmtree(tmp_path / "kept", ignore_errors=True)


def _asked(by: Somebody) -> str:
    response = by.client.get(FORM)
    assert response.status_code == 302
    return response["Location"].split("/")[-2]


def _page(by: Somebody) -> str:
    response = by.client.get("/files/")
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_each_file_says_what_it_is_how_it_stands_and_leads_to_it(alice: Somebody) -> None:
    assert "No file is kept for you" in _page(alice)
    name = _asked(alice)
    waiting = _page(alice)
    assert "One file is kept for you" in waiting
    assert "Homes as CSV" in waiting
    assert "Void" in waiting, "what the list was narrowed to"
    assert f"/files/{name}/take/" not in waiting
    make_file(file=name)
    ready = _page(alice)
    assert "Two rows, " in ready
    assert f'href="/files/{name}/take/"' in ready
    assert 'href="/files/"' in alice.client.get(f"/files/{name}/").content.decode()
    assert 'href="/files/"' in alice.client.get("/your-work/").content.decode()


def test_a_file_is_removed_before_its_time_by_its_owner_alone(
    alice: Somebody, carys: Somebody, settings: LazySettings
) -> None:
    name = _asked(alice)
    make_file(file=name)
    assert f"/files/{name}/" not in _page(carys)
    assert carys.client.post(f"/files/{name}/remove/").status_code == 404
    assert alice.client.get(f"/files/{name}/remove/").status_code == 405
    assert alice.client.post(f"/files/{name}/remove/")["Location"] == "/files/"
    assert kept.find(settings.KEPT_FILES, name) is None
    assert alice.client.get(f"/files/{name}/").status_code == 404


def test_a_file_that_is_being_made_is_not_removed(alice: Somebody, settings: LazySettings) -> None:
    name = _asked(alice)
    one = kept.find(settings.KEPT_FILES, name)
    assert one
    with kept.alone(one):
        response = alice.client.post(f"/files/{name}/remove/")
    assert response.status_code == 409
    assert "being made just now" in response.content.decode()
    assert kept.find(settings.KEPT_FILES, name)
