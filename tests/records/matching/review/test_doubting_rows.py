"""An officer says that a row is not theirs; it waits until a data steward parts it or leaves it."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.matching.review.actions.doubting_rows import doubt_row, leave_row
from rooftree.records.matching.review.actions.splitting import split
from rooftree.records.matching.review.queries.doubted_rows import doubted_rows, doubts_of_row
from rooftree.records.matching.review.queries.in_force import said_of_pairs
from rooftree.reference.accounts.rules import SYSTEM, Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.nights import FIRST
from tests.records.matching.review.made import ALICE, CARYS, DEV, NIGHTS, on
from tests.web.staff.matching.made import person, second_row

pytestmark = pytest.mark.django_db


def doubted(row: m.Reference, by: Viewer = ALICE, reason: str = "It is her son") -> None:
    doubt_row(str(row.pk), reason=reason, acting=on(FIRST, by))


def test_a_row_that_an_officer_doubts_waits_with_their_words_and_nothing_moves() -> None:
    row = second_row(person("Ada Osier"))
    doubted(row)
    [one] = doubted_rows(viewer=CARYS)
    assert (one.reference_id, one.by, one.reason) == (str(row.pk), ALICE.name, "It is her son")
    assert doubts_of_row(row.pk, viewer=CARYS) == [one]
    assert doubted_rows(viewer=DEV) == []
    assert not m.MatchDecision.objects.exists()
    assert AuditEntry.objects.filter(action="proposed that a row is not theirs").count() == 1


def test_it_waits_until_it_is_parted_or_left_and_may_be_doubted_again() -> None:
    row = second_row(person("Ada Osier"))
    m.Reference.objects.filter(pk=row.pk).update(model_version="2026-11-20a")
    doubted(row)
    left = leave_row(str(row.pk), reason="I asked her", acting=on(NIGHTS[1]))
    assert (left.answer, left.outcome, left.model_version) == ("theirs", "open", "2026-11-20a")
    assert doubted_rows(viewer=CARYS) == []
    assert said_of_pairs(viewer=SYSTEM).split == ()
    with pytest.raises(Refused):
        leave_row(str(row.pk), reason="I asked her", acting=on(NIGHTS[1]))
    doubt_row(str(row.pk), reason="She told me another", acting=on(NIGHTS[2], ALICE))
    assert len(doubted_rows(viewer=CARYS)) == 1
    split(str(row.pk), reason="She did", acting=on(NIGHTS[3]))
    assert doubted_rows(viewer=CARYS) == []
    assert len(said_of_pairs(viewer=SYSTEM).split) == 1
    with pytest.raises(Refused):
        doubt_row(str(row.pk), reason="Her son", acting=on(NIGHTS[4], ALICE))


def test_only_those_propose_who_know_people_and_only_what_can_be_parted() -> None:
    alone = person("Ida Osier")
    row, only = second_row(person("Ada Osier")), m.Reference.objects.get(entity_id=alone.pk)
    for viewer, each in ((CARYS, row), (DEV, row), (ALICE, only)):
        with pytest.raises(Refused):
            doubted(each, viewer)
    with pytest.raises(Refused):
        doubted(row, reason="   ")
    with pytest.raises(Refused):
        leave_row(str(row.pk), reason="Nobody asked", acting=on(FIRST))
    m.Reference.objects.update(ended_on=FIRST)
    with pytest.raises(Refused):
        doubted(row)
    assert not m.MatchRowProposal.objects.exists()
