"""Officers propose, stewards decide; a proposal waits until then, and decides nothing itself."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.matching.review.actions.proposing import propose
from rooftree.records.matching.review.actions.undoing import undo
from rooftree.records.matching.review.queries.proposed import proposals
from rooftree.records.matching.review.queries.queue import Narrowed, waiting
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.nights import FIRST
from tests.records.matching.review.made import ALICE, CARYS, DEV, on, said, say
from tests.web.staff.matching.made import person

pytestmark = pytest.mark.django_db
PROPOSED = Narrowed(state="proposed")


def proposed(one: m.Person, other: m.Person, answer: str = "same", by: Viewer = ALICE) -> None:
    propose("person", (str(one.pk), str(other.pk)), answer=answer, reason="I know both", acting=on(FIRST, by))


def test_a_pair_that_no_run_doubted_waits_when_an_officer_proposes_it_until_it_is_decided() -> None:
    one, other = person("Ada Osier"), person("Ida Osier")
    proposed(one, other)
    [row] = waiting(viewer=CARYS, narrowed=PROPOSED)
    assert row.because == "Somebody here proposed it"
    assert row.outcome == "open"
    assert not m.MatchDecision.objects.exists()
    [told] = proposals("person", [str(one.pk), str(other.pk)], viewer=CARYS)
    assert (told.by, told.reason) == (ALICE.name, "I know both")
    assert AuditEntry.objects.filter(action="proposed who is one").count() == 1
    say("different", one.pk, other.pk)
    assert not waiting(viewer=CARYS)
    with pytest.raises(Refused):
        proposed(one, other)
    undo(said(one.pk, other.pk)[0].pk, reason="Not sure", acting=on(FIRST))
    assert not waiting(viewer=CARYS)


def test_only_those_propose_who_know_people_and_do_not_decide() -> None:
    one, other = person("Ada Osier"), person("Ida Osier")
    for viewer in (DEV, CARYS):
        with pytest.raises(Refused):
            proposed(one, other, by=viewer)
    for answer in ("cannot_say", "undone"):
        with pytest.raises(Refused):
            proposed(one, other, answer)
    with pytest.raises(Refused):
        proposed(one, one)
    assert not m.MatchProposal.objects.exists()
    assert proposals("person", [str(one.pk), str(other.pk)], viewer=DEV) == []
