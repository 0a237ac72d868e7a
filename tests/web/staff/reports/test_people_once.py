"""The report of people once: every figure leads to as many rows as it says."""

from __future__ import annotations

import re
from html import unescape

import pytest

from rooftree.records import models as m
from rooftree.reference.accounts.rules import Role
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.staff.matching.quality import listed
from tests.people import Somebody, add
from tests.records.matching.sampling.made import check, drawn, linked
from tests.web.staff.matching.made import doubt, person
from tests.web.staff.matching.test_pages import text_of

pytestmark = pytest.mark.django_db
PAGE = "/reports/people-once/"
FIGURE = re.compile(r'href="(/(?:matching|households)/[^"]*\?[^"]+)"[^>]*>([0-9,]+)<')


@pytest.fixture
def alice() -> Somebody:
    for at in range(3):
        linked(at, "weighed evidence", 5.0)
    m.Reference.objects.filter(source_key="nec-001").update(is_sure=False)
    drawn(3, clock.today())
    check(m.MatchSample.objects.earliest("pk"), "different")
    doubt(person("Maple Sorrel"), person("Hazel Sorrel"))
    return add("Alice Officer", Role.OFFICER)


def test_each_figure_leads_to_as_many_rows_as_it_says(alice: Somebody) -> None:
    page = text_of(alice, PAGE)
    assert "People: 0.0 % of links are right" in page
    found = FIGURE.findall(unescape(page))
    assert len(found) >= 8
    for href, many in found:
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text_of(alice, href))
        assert heading, href
        number = words.listed([words.counted(int(many), "", "")]).strip()
        assert heading[1].startswith((number, f"{many} ")), (href, many, heading[1])


@pytest.mark.parametrize(
    ("waiting", "told"),
    [(0, "No pair waits, and no link has been checked yet"), (1, "One pair waits, and no link has been")],
)
def test_before_a_link_is_checked_the_heading_says_what_waits(waiting: int, told: str) -> None:
    for _ in range(waiting):
        doubt(person("Maple Sorrel"), person("Hazel Sorrel"))
    assert told in text_of(add("Alice Officer", Role.OFFICER), PAGE)


def test_a_file_longer_than_what_is_read_at_once_has_every_row_once(
    alice: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken() -> list[bytes]:
        file = alice.client.get("/matching/links/?kind=person&format=csv")
        return b"".join(file.streaming_content).splitlines()  # type: ignore[attr-defined]

    whole = taken()
    monkeypatch.setattr(listed, "AT_ONCE", 2)
    assert taken() == whole
    assert len(whole) > 5


def test_rows_are_listed_by_how_they_are_linked_and_taken_away(alice: Somebody) -> None:
    page = text_of(alice, "/matching/links/?kind=person&sure=no")
    assert "One row of people: how linked, not surely" in page
    assert "May be somebody else’s" in page
    assert "NEC nec-001" in page
    assert "No row is linked so" in text_of(alice, "/matching/links/?kind=unit&method=anything")
    file = alice.client.get("/matching/links/?kind=person&sure=yes&format=csv")
    told = b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]
    assert told.count("weighed evidence") == 5
    assert "nec-001" not in told


def test_administrators_are_told_of_homes_alone(alice: Somebody) -> None:
    dev = add("Dev Administrator", Role.ADMINISTRATOR)
    page = text_of(dev, PAGE).split("<main", 1)[1].split("</main", 1)[0]
    assert "People</th>" not in page
    assert "Households that are not right" not in page
    assert "nec-001" not in text_of(dev, "/matching/links/?kind=person")
