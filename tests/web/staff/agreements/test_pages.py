"""The pages of agreements: registering, months, what fell short, notices, questions, and who may."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.actions.scoring import score_agreements
from rooftree.oversight.agreements.models import AgreementVersion, ImprovementNotice
from rooftree.web import clock
from tests.factories.records import extract
from tests.oversight.agreements.made import NOW, TODAY, contractor, order, terms
from tests.people import Somebody

SAID = {
    "title": "Responsive repairs",
    "owner": "Carys",
    "starts_on_0": "1",
    "starts_on_1": "11",
    "starts_on_2": "2026",
    "sends": ["oneserve/jobs"],
    "target_completed_photos": "95",
    "target_status_in_time": "90",
    "hours_status_in_time": "48",
    "rules": "work_order.trade.required 98\nwork_order.status.codelist",
}


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The day on which the pages are read."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    yield


@pytest.fixture
def agreement(carys: Somebody) -> int:
    """One whose November is below what was agreed."""
    ours = contractor()
    order(ours, "J1")
    order(ours, "J2", photo=False)
    held = register(terms=terms(ours, "completed_photos"), by=carys.viewer, now=NOW)
    score_agreements(run_id=extract().run_id, now=NOW, today=TODAY)
    return held


def read(who: Somebody, address: str, status: int = 200) -> str:
    answer = who.client.get(address)
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split())


def test_an_agreement_is_registered_changed_and_every_version_shown(carys: Somebody) -> None:
    ours = contractor()
    order(ours, "J1")
    said = SAID | {"known": str(ours.pk)}
    answer = carys.client.post("/agreements/new/", said)
    assert answer.status_code == 302, answer.content
    kept = AgreementVersion.objects.get()
    assert {(one["key"], one["target"]) for one in kept.requirements} == {
        ("completed_photos", 95),
        ("status_in_time", 90),
        ("work_order.trade.required", 98),
        ("work_order.status.codelist", 95),
    }
    page = read(carys, answer["Location"])
    assert "Within 48 hours of leaving" in page
    change = f"{answer['Location']}change/"
    assert 'value="95"' in read(carys, change)
    assert carys.client.post(change, said | {"seen": "1"}).status_code == 422
    assert carys.client.post(change, said | {"seen": "1", "note": "Voids too"}).status_code == 302
    assert "Version 2, in force" in read(carys, answer["Location"])


def test_what_is_wrong_in_the_form_is_told_beside_its_field(carys: Somebody) -> None:
    wrong = SAID | {
        "title": "",
        "target_completed_photos": "101",
        "rules": "no.such.rule",
        "organisation": "",
    }
    answer = carys.client.post("/agreements/new/", wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in (
        "The agreement has no name",
        "101 is no share",
        "has no rule no.such.rule",
        "Nobody is named",
    ):
        assert said in text
    assert carys.client.post("/agreements/new/", SAID | {"rules": "a b c"}).status_code == 422
    assert AgreementVersion.objects.count() == 0


def test_the_register_the_month_and_its_rows_lead_to_each_other(agreement: int, alice: Somebody) -> None:
    text = read(alice, "/agreements/")
    assert "The agreement is below what was agreed this month" in text
    assert f'href="/agreements/{agreement}/"' in text
    assert "Register an agreement" not in text
    page = read(alice, f"/agreements/{agreement}/")
    rows = f"/agreements/{agreement}/completed_photos/2026-11/"
    assert f'href="{rows}"' in page
    listed = read(alice, rows)
    assert "1 of 2 fell short" in listed
    assert ">J2</a>" in listed
    assert "/repairs/" in listed
    file = b"".join(alice.client.get(f"{rows}?format=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "J2" in file
    assert (
        "Lantern Repairs"
        in b"".join(
            alice.client.get("/agreements/?format=csv").streaming_content  # type: ignore[attr-defined]
        ).decode()
    )


def test_addresses_of_nothing_are_no_pages(agreement: int, alice: Somebody) -> None:
    for address in (
        "/agreements/999/",
        "/agreements/99999999999999999999/",
        f"/agreements/{agreement}/completed_photos/2026-13/",
        f"/agreements/{agreement}/completed_photos/2020-01/",
        f"/agreements/{agreement}/none/2026-11/",
        "/agreements/notices/999/",
    ):
        read(alice, address, 404)


def test_a_notice_is_given_shown_and_answered(agreement: int, carys: Somebody, alice: Somebody) -> None:
    said = {"reasons": "Photos are missing.", "asks": "Send them.", "breaches": ["completed_photos 2026-11"]}
    day = {"reply_by_0": "10", "reply_by_1": "12", "reply_by_2": "2026"}
    assert carys.client.post(f"/agreements/{agreement}/notice/", said).status_code == 422
    answer = carys.client.post(f"/agreements/{agreement}/notice/", said | day)
    assert answer.status_code == 302
    page = read(alice, answer["Location"])
    assert "Please answer by 10 December 2026" in page
    assert "Keep this step" not in page
    assert carys.client.post(answer["Location"], {"to": "answered"}).status_code == 422
    assert carys.client.post(answer["Location"], {"to": "answered", "said": "They will."}).status_code == 302
    assert ImprovementNotice.objects.get().state == "answered"
    assert "They will." in read(carys, answer["Location"])


def test_questions_for_procurement_are_a_page_and_a_file(alice: Somebody) -> None:
    assert "7 questions to ask" in read(alice, "/agreements/questions/")
    answer = alice.client.get("/agreements/questions/?format=csv")
    file = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert len(file.splitlines()) == 8


@pytest.mark.parametrize("end", ["change/", "send/", "notice/"])
def test_only_those_who_keep_agreements_may_change_them(end: str, agreement: int, alice: Somebody) -> None:
    assert alice.client.get(f"/agreements/{agreement}/{end}").status_code == 403
    assert alice.client.get("/agreements/new/").status_code == 403
    assert alice.client.post(f"/agreements/{agreement}/{end}").status_code == 403
