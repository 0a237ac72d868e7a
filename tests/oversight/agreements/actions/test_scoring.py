"""Scoring a run: a score for each requirement and month, and who fell short until it is put right."""

from __future__ import annotations

import pytest

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.actions.scoring import Scored, score_agreements
from rooftree.oversight.agreements.models import AgreementScore, AgreementShortfall
from rooftree.oversight.agreements.queries import months
from rooftree.oversight.agreements.rules.months import Standing
from rooftree.records import models as m
from rooftree.reference.accounts.rules import ANONYMOUS
from tests.factories.records import extract, make
from tests.oversight.agreements.made import NOW, TODAY, contractor, order, terms
from tests.people import Somebody

pytestmark = pytest.mark.django_db


def score() -> Scored:
    return score_agreements(run_id=extract().run_id, now=NOW, today=TODAY)


def test_a_month_is_scored_and_scored_again_in_the_same_run_leaves_one_score(carys: Somebody) -> None:
    ours = contractor()
    order(ours, "J1")
    bare = order(ours, "J2", photo=False)
    held = register(terms=terms(ours, "completed_photos", "close_reason"), by=carys.viewer, now=NOW)
    assert score() == score()
    assert AgreementScore.objects.count() == 2
    found = {one.requirement: one for one in months.scores(viewer=carys.viewer, today=TODAY)}
    photos = found["completed_photos"]
    assert (photos.asked, photos.met, photos.share) == (2, 1, 50.0)
    assert photos.standing is Standing.SO_FAR_BELOW
    assert found["close_reason"].standing is Standing.NOTHING_ASKED
    short = months.shortfalls(held, "completed_photos", photos.month, viewer=carys.viewer)
    assert [(row.ref, row.page_id) for row in short] == [("J2", str(bare.pk))]


def test_what_is_put_right_no_longer_stands_and_stands_again_when_it_comes_back(carys: Somebody) -> None:
    ours = contractor()
    bare = order(ours, "J1", photo=False)
    register(terms=terms(ours, "completed_photos"), by=carys.viewer, now=NOW)
    assert score().below == 1
    photo = make(m.Attachment, work_order=bare, kind="after_photo")
    assert score().below == 0
    row = AgreementShortfall.objects.get()
    assert row.mended_run is not None
    photo.delete()
    score()
    row.refresh_from_db()
    assert row.mended_run is None


def test_an_agreement_that_has_ended_is_scored_no_more(carys: Somebody) -> None:
    ended = terms(
        contractor(), "completed_photos", starts_on=TODAY.replace(year=2024), ends_on=TODAY.replace(year=2025)
    )
    register(terms=ended, by=carys.viewer, now=NOW)
    done = score_agreements(run_id=extract().run_id, now=NOW, today=TODAY.replace(year=2027))
    assert done.says == "No agreement is in force."


def test_who_may_not_see_sees_nothing(carys: Somebody) -> None:
    register(terms=terms(contractor(), "completed_photos"), by=carys.viewer, now=NOW)
    score()
    assert months.scores(viewer=ANONYMOUS, today=TODAY) == []
