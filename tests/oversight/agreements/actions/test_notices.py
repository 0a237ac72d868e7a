"""A notice keeps the figures it rests on, and takes only the steps that there are."""

from __future__ import annotations

import datetime

import pytest

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.actions.notices import give, step
from rooftree.oversight.agreements.actions.scoring import score_agreements
from rooftree.oversight.agreements.queries.notices import notice
from rooftree.oversight.agreements.rules.notices import NoticeState, is_late
from rooftree.reference.refusals.rules import Refused
from tests.factories.records import extract
from tests.oversight.agreements.made import NOW, TODAY, contractor, order, terms
from tests.people import Somebody

NOVEMBER = datetime.date(2026, 11, 1)
REPLY_BY = datetime.date(2026, 12, 10)


@pytest.fixture
def agreement(carys: Somebody) -> int:
    """One whose November is below what was agreed."""
    ours = contractor()
    order(ours, "J1", photo=False)
    held = register(terms=terms(ours, "completed_photos"), by=carys.viewer, now=NOW)
    score_agreements(run_id=extract().run_id, now=NOW, today=TODAY)
    return held


def given(agreement: int, by: Somebody, **facts: object) -> int:
    known = {
        "months": [("completed_photos", NOVEMBER)],
        "words": ("Photos are missing.", "Send them with every order."),
        "reply_by": REPLY_BY,
    }
    return give(agreement_id=agreement, by=by.viewer, now=NOW, today=TODAY, **(known | facts))  # type: ignore[arg-type]


def test_it_keeps_the_figures_and_every_step_with_its_words(agreement: int, carys: Somebody) -> None:
    own = given(agreement, carys)
    step(notice_id=own, to=NoticeState.ANSWERED, said="They will.", by=carys.viewer, now=NOW)
    step(notice_id=own, to=NoticeState.CLOSED, said="They did.", by=carys.viewer, now=NOW)
    found = notice(own, viewer=carys.viewer)
    assert found
    assert [(each["title"], each["asked"], each["short"], each["target"]) for each in found.breaches] == [
        ("Photos of completed works are sent", 1, 1, 95)
    ]
    assert [one.state for one in found.events] == [
        NoticeState.GIVEN,
        NoticeState.ANSWERED,
        NoticeState.CLOSED,
    ]
    with pytest.raises(Refused, match="is closed"):
        step(notice_id=own, to=NoticeState.ANSWERED, said="Again", by=carys.viewer, now=NOW)


def test_every_reason_against_a_notice_is_told(agreement: int, carys: Somebody, alice: Somebody) -> None:
    with pytest.raises(Refused) as no:
        given(agreement, carys, months=[], words=(" ", ""), reply_by=TODAY)
    assert {reason.code for reason in no.value.reasons} == {"breaches", "reasons", "asks", "reply_by"}
    with pytest.raises(Refused) as not_yours:
        given(agreement, alice)
    assert not_yours.value.is_about_permission


def test_an_answer_is_late_only_while_it_is_owed() -> None:
    after = REPLY_BY + datetime.timedelta(days=1)
    assert is_late(NoticeState.GIVEN, reply_by=REPLY_BY, today=after)
    assert not is_late(NoticeState.GIVEN, reply_by=REPLY_BY, today=REPLY_BY)
    assert not is_late(NoticeState.ANSWERED, reply_by=REPLY_BY, today=after)
