"""The pages of capability: the matrix, a requirement, a cell, reviews and needs, and who may."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rooftree.oversight.capability.models import CapabilityDeclaration, SystemNeed
from rooftree.reference.audit.models import AuditEntry
from rooftree.web import clock
from tests.nights import FIRST
from tests.oversight.capability.made import counted, homes, one_of_each, sent
from tests.people import Somebody

TODAY = FIRST + timedelta(days=1)
REVIEW = {
    "can_hold": "partly",
    "held_where": "Screen 4",
    "note": "One language only.",
    "reviewed_by": "Carys Steward",
    "reviewed_on_0": "1",
    "reviewed_on_1": "11",
    "reviewed_on_2": "2026",
}
NEED = {
    "needed": "Fill in the UPRNs from the gazetteer.",
    "owner": "Asset Data Manager",
    "priority": "high",
    "due_on_0": "1",
    "due_on_1": "2",
    "due_on_2": "2027",
}


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    yield


def read(who: Somebody, address: str, status: int = 200) -> str:
    answer = who.client.get(address)
    assert answer.status_code == status, address
    body = b"".join(answer) if answer.streaming else answer.content
    return " ".join(body.decode().split())


@pytest.fixture
def counted_once(db: None, tmp_path: Path) -> None:
    counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))


def test_before_the_first_run_the_matrix_says_that_nothing_is_counted(alice: Somebody) -> None:
    assert "What our systems hold has not been counted yet" in read(alice, "/capability/")


@pytest.mark.usefixtures("counted_once")
def test_the_matrix_says_in_words_what_each_system_holds(alice: Somebody) -> None:
    page = read(alice, "/capability/")
    assert "key requirements have a gap" in page
    assert "75% filled" in page
    assert 'href="/capability/uprn/nec/">3 of 4<' in page
    assert "Held in no system" in page
    assert "not reviewed" in page


@pytest.mark.usefixtures("counted_once")
def test_the_matrix_is_narrowed_and_taken_away_as_it_stands(alice: Somebody) -> None:
    narrowed = read(alice, "/capability/?subject=home&system=nec&show=gaps")
    assert "UPRN of every home" in narrowed
    assert "Date of birth" not in narrowed
    assert read(alice, "/capability/?subject=%00&system=fax&show=x").count("<tr>") > 59
    answer = alice.client.get("/capability/?subject=home&system=nec&format=csv")
    text = b"".join(answer).decode("utf-8-sig")
    rows = {row["requirement_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert {row["system"] for row in rows.values()} == {"nec"}
    assert (rows["uprn"]["percent_filled"], rows["uprn"]["can_hold"]) == ("75.0", "mapped")
    assert "75% of 4 rows hold it" in rows["uprn"]["gaps"]
    assert AuditEntry.objects.filter(action="exported", subject_type="capability").count() == 1


@pytest.mark.usefixtures("counted_once")
def test_a_cell_shows_its_figures_its_run_and_the_rules_behind_it(carys: Somebody) -> None:
    page = read(carys, "/capability/uprn/nec/")
    assert "addresses: LADR_UPRN" in page
    assert "75% of the rows held it" in page
    assert "/quality/rules/unit.uprn.format/" in page
    assert "Counted in" in page
    assert "Raise a need" in page
    whole = read(carys, "/capability/uprn/")
    assert "System of record" in whole and "HACT" in whole


@pytest.mark.usefixtures("counted_once")
def test_rows_behind_a_cell_are_not_offered_to_those_who_may_not_read_them(alice: Somebody) -> None:
    assert "The rows behind it" not in read(alice, "/capability/vulnerability/nec/")


def test_what_is_not_known_is_no_page(carys: Somebody) -> None:
    for address in ("pets/", "pets/nec/", "uprn/fax/", "uprn/fax/need/", "pets/any/need/", "needs/999/"):
        read(carys, f"/capability/{address}", 404)
    read(carys, f"/capability/needs/{2**70}/", 404)


def test_a_review_is_kept_shown_and_asked_for_again_where_it_lacks_something(carys: Somebody) -> None:
    address = "/capability/language/locata/"
    answer = carys.client.post(f"{address}review/", REVIEW | {"note": "", "held_where": "\x00"})
    assert answer.status_code == 422
    assert "Enter where it is held." in answer.content.decode()
    assert "Enter what cannot be held" in answer.content.decode()
    for wrong in (
        {"can_hold": "perhaps"},
        {"reviewed_on_0": "31", "reviewed_on_1": "2"},
        {"reviewed_on_2": "2031"},
    ):
        assert carys.client.post(f"{address}review/", REVIEW | wrong).status_code == 422
    assert not CapabilityDeclaration.objects.exists()
    assert carys.client.post(f"{address}review/", REVIEW).status_code == 302
    page = read(carys, address)
    assert "Only part of it" in page
    assert "One language only." in page
    again = read(carys, f"{address}review/")
    assert "checked" in again.split('value="partly"')[1].split(">")[0]


@pytest.mark.usefixtures("counted_once")
def test_a_need_is_raised_changed_stepped_and_listed(carys: Somebody, alice: Somebody) -> None:
    assert carys.client.post("/capability/uprn/nec/need/", NEED | {"needed": ""}).status_code == 422
    answer = carys.client.post("/capability/uprn/nec/need/", NEED)
    held = SystemNeed.objects.get()
    page = f"/capability/needs/{held.pk}/"
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert carys.client.get("/capability/uprn/nec/need/")["Location"] == page
    assert "A need is open for this already" in read(carys, page)
    assert f"Need {held.pk} is open" in read(alice, "/capability/")
    assert carys.client.post(page, {"to": "declined", "said": ""}).status_code == 422
    assert carys.client.post(page, {"to": "met", "said": ""}).status_code == 422
    assert carys.client.post(page, {"to": "accepted", "said": ""}).status_code == 302
    changed = NEED | {"due_on_1": "3"}
    assert carys.client.post(f"{page}change/", changed).status_code == 302
    told = read(alice, page)
    assert "Due: 2027-03-01 (was 2027-02-01)" in told
    assert "Keep this step" not in told
    assert "Fill in the UPRNs" in read(alice, "/capability/needs/?state=accepted&system=nec")
    assert "Fill in the UPRNs" not in read(alice, "/capability/needs/?state=proposed")
    file = alice.client.get("/capability/needs/?format=csv")
    assert file["Content-Disposition"].startswith("attachment")
    assert b"".join(file)
    carys.client.post(page, {"to": "declined", "said": "Too dear."})
    assert "Fill in the UPRNs" not in read(alice, "/capability/needs/")
    assert "Fill in the UPRNs" in read(alice, "/capability/needs/?closed=1")
    read(carys, f"{page}change/", 404)


@pytest.mark.usefixtures("counted_once")
def test_who_read_a_need_before_somebody_else_worked_on_it_reads_it_again(
    carys: Somebody, dev: Somebody
) -> None:
    own = str(carys.client.post("/capability/uprn/nec/need/", NEED)["Location"])
    assert 'name="seen" value="1"' in read(carys, own)
    assert 'name="seen" value="1"' in read(carys, f"{own}change/")
    assert dev.client.post(own, {"to": "accepted", "said": "", "seen": "1"}).status_code == 302
    for address, sent_late in ((own, {"to": "declined", "said": "No"}), (f"{own}change/", NEED)):
        late = carys.client.post(address, sent_late | {"seen": "1"})
        assert late.status_code == 422
        assert "Somebody else worked on this need" in late.content.decode()
    assert SystemNeed.objects.get().state == "accepted"
    # The page that said so has shown what happened: what it sends next counts.
    again = carys.client.post(own, {"to": "declined", "said": "No", "seen": "1"}).content.decode()
    assert 'name="seen" value="2"' in again
    again = carys.client.post(own, {"to": "accepted", "said": "", "seen": "1"}).content.decode()
    assert "That is not a next step any more" in again
    assert carys.client.post(own, {"to": "declined", "said": "No", "seen": "2"}).status_code == 302


def test_an_officer_sees_and_does_not_change(alice: Somebody, carys: Somebody, tmp_path: Path) -> None:
    own = one_of_each(tmp_path, carys.viewer, clock.now(), TODAY)
    assert "Review what it can hold" not in read(alice, "/capability/uprn/nec/")
    for address in ("uprn/nec/review/", "uprn/nec/need/", f"needs/{own}/change/"):
        assert alice.client.get(f"/capability/{address}").status_code == 403
    assert alice.client.post(f"/capability/needs/{own}/", {"to": "accepted", "said": ""}).status_code == 403
    assert SystemNeed.objects.get(pk=own).state == "proposed"


def test_a_former_figure_says_its_day(alice: Somebody, tmp_path: Path) -> None:
    counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))
    counted(tmp_path, sent(tmp_path, "unit", homes(4), stale=True), day=TODAY)
    assert "as on 1\u00a0November 2026".replace("\u00a0", " ") in read(alice, "/capability/").replace(
        "\u00a0", " "
    )
    assert "was refused or did not come" in read(alice, "/capability/uprn/nec/")
