"""Answers to checks: who may, who is asked twice, what the answers come to."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.matching.review.rules import Outcome
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.checks import checks_waiting, found_different, opened
from rooftree.records.matching.sampling.queries.measured import agreement, measured
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.factories.records import make
from tests.nights import FIRST
from tests.records.matching.review.made import ALICE, CARYS, DEV, PRIYA, SION
from tests.records.matching.sampling.made import check, drawn, linked

pytestmark = pytest.mark.django_db


def refused(*args: object, **given: object) -> list[str]:
    with pytest.raises(Refused) as no:
        check(*args, **given)  # type: ignore[arg-type]
    return [one.code for one in no.value.reasons]


def waiting(viewer: Viewer = CARYS) -> list[int]:
    return [one.id for one in checks_waiting(viewer=viewer, today=FIRST)]


def test_one_answer_settles_an_ordinary_check_and_moves_nothing() -> None:
    for at in range(3):
        linked(at)
    drawn(5)
    before = list(m.Reference.objects.order_by("pk").values())
    right, wrong, unsaid = m.MatchSample.objects.order_by("pk")
    assert check(right, "same") is Outcome.SAME
    assert check(wrong, "different") is Outcome.DIFFERENT
    assert check(unsaid, "cannot_say") is Outcome.SECOND
    assert waiting() == [unsaid.pk]
    assert [one.id for one in found_different(viewer=CARYS, today=FIRST)] == [wrong.pk]
    assert list(m.Reference.objects.order_by("pk").values()) == before
    assert not m.MatchDecision.objects.exists()
    [told] = measured(EntityType.PERSON, viewer=ALICE, today=FIRST)
    assert (told.links, told.drawn, told.same, told.different, told.unsaid, told.waiting) == (
        3,
        3,
        1,
        1,
        1,
        0,
    )
    assert refused(right, "different", by=PRIYA) == ["settled"]
    assert AuditEntry.objects.filter(action="checked a link").count() == 3


def test_where_a_mistake_could_harm_or_two_are_asked_two_must_say_the_same() -> None:
    for at in range(2):
        linked(at)
    drawn(5, twice=50)
    twice, plain = m.MatchSample.objects.order_by("-is_twice")
    make(m.PersonAlert, person_id=plain.entity_id, code="any")
    for sample in (twice, plain):
        assert check(sample, "same") is Outcome.SECOND
        assert refused(sample, "same") == ["second-opinion"]
        assert refused(sample, "same", by=PRIYA, seen=0) == ["already-decided"]
    assert check(twice, "same", by=PRIYA) is Outcome.SAME
    assert check(plain, "different", by=PRIYA) is Outcome.THIRD
    assert waiting(SION) == [plain.pk]
    assert check(plain, "different", by=SION) is Outcome.DIFFERENT
    found = agreement(viewer=CARYS)
    assert (found.agreed, found.of) == (1, 2)


def test_officers_and_administrators_answer_nothing_about_people() -> None:
    linked(1)
    drawn(5)
    sample = m.MatchSample.objects.get()
    for viewer in (ALICE, DEV):
        refused(sample, "same", by=viewer)
    assert waiting(ALICE) == [sample.pk]
    assert waiting(DEV) == []
    assert opened(sample.pk, viewer=DEV, today=FIRST) is None
    assert measured(EntityType.PERSON, viewer=DEV, today=FIRST) == []
    assert refused(sample, "perhaps") == ["answer"]


def test_rows_that_were_parted_since_are_not_asked_about() -> None:
    one = linked(1)
    drawn(5)
    sample = m.MatchSample.objects.get()
    found = opened(sample.pk, viewer=CARYS, today=FIRST)
    assert found is not None
    assert [[row.lineage.system for row in side] for side in found.said] == [["nec"], ["oneserve"]]
    assert set(found.split_by) == {("nec", "nec-001"), ("oneserve", "oneserve-001")}
    m.Reference.objects.filter(entity_id=one.pk, source_system="nec").update(ended_on=FIRST)
    assert waiting() == []
    assert refused(sample, "same") == ["parted"]
