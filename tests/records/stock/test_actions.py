"""From night to night: what is found, decided, asked again; and a night on which a list was not there."""

from __future__ import annotations

import datetime
import uuid
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooftree.records import models as m
from rooftree.records.stock.actions import deciding
from rooftree.records.stock.actions.reconciling import reconcile
from rooftree.records.stock.queries import figures, homes
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.factories.records import make
from tests.people import Somebody
from tests.records.stock.landlord import ALL, FIRST, differ, drops, home, lists, night, says, stands

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 3, 9, tzinfo=datetime.UTC)
SECOND, THIRD = FIRST + datetime.timedelta(days=1), FIRST + datetime.timedelta(days=2)


def settle(
    who: Somebody, *ids: uuid.UUID, about: tuple[str, ...] = ("missing:oneserve",), decision: str = "not_ours"
) -> int:
    seen = homes.seen(homes.chosen(ids, viewer=who.viewer))
    return deciding.decide(
        ids, about, decision=decision, reason="Asked the owner", seen=seen, by=who.viewer, now=NOW
    )


def newest(who: Somebody, unit_id: uuid.UUID) -> homes.Decision:
    return homes.decisions_of([unit_id], viewer=who.viewer)[str(unit_id)][0]


def test_a_decided_gap_stays_decided_while_the_facts_are_the_same(carys: Somebody) -> None:
    unit, _ = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    assert stands(unit).open == ["missing:oneserve"]
    assert settle(carys, unit) == 1
    for day in (SECOND, THIRD):
        says(unit, "nec", status="void")
        night(day)
        assert stands(unit).open == []
        assert stands(unit).decided == ["missing:oneserve"]
    last = figures.nights(viewer=SYSTEM)[-1]
    assert (last.total.missing, last.total.missing_decided) == (0, 1)
    assert last.systems["oneserve"].missing_decided == 1


def test_when_the_facts_change_it_is_asked_again_with_the_old_decision_kept(carys: Somebody) -> None:
    unit, _ = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    settle(carys, unit)
    drops(unit, "keystone")
    night(SECOND)
    assert stands(unit).again == ["missing:oneserve"]
    assert sorted(stands(unit).open) == ["missing:keystone", "missing:oneserve"]
    assert not newest(carys, unit).holds
    settle(carys, unit, decision="to_be_added")
    told = homes.decisions_of([unit], viewer=carys.viewer)[str(unit)]
    assert [(one.decision, one.ended_at is None) for one in told] == [
        ("to_be_added", True),
        ("not_ours", False),
    ]
    assert stands(unit).again == []


def test_a_difference_is_asked_again_when_a_system_says_something_new(carys: Somebody) -> None:
    unit = home("1 Ash Row", *ALL)
    differ(unit, "bedrooms", {"nec": "2", "keystone": "3"})
    night()
    settle(carys, unit, about=("differs:bedrooms",), decision="right")
    night(SECOND)
    assert stands(unit).decided == ["differs:bedrooms"]
    differ(unit, "bedrooms", {"nec": "2", "keystone": "4"})
    night(THIRD)
    assert stands(unit).again == ["differs:bedrooms"]


def test_a_night_without_a_good_list_counts_nothing_as_missing_from_it(carys: Somebody) -> None:
    known, new = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    settle(carys, known)
    fresh = home("3 Ash Row", "nec", "keystone")
    night(SECOND, oneserve="refused")
    assert stands(fresh).open == []
    assert stands(fresh).unsure == stands(known).unsure == ["missing:oneserve"]
    told = figures.nights(viewer=SYSTEM)[-1].systems
    assert (told["oneserve"].state, told["oneserve"].missing, told["oneserve"].listed) == ("refused", None, 1)
    assert told["keystone"].missing == 0
    night(THIRD)
    assert stands(fresh).open == ["missing:oneserve"]
    assert stands(known).decided == ["missing:oneserve"]
    assert stands(new).open == []


def test_a_system_that_never_sent_a_list_misses_nothing() -> None:
    unit = home("1 Ash Row", "nec")
    night()
    assert stands(unit).open == []
    assert figures.nights(viewer=SYSTEM)[-1].systems["keystone"].state == "none"


def test_a_decision_taken_back_opens_it_again_and_is_kept(carys: Somebody) -> None:
    unit, _ = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    settle(carys, unit)
    decision = newest(carys, unit)
    deciding.withdraw(decision.id, reason="It was the wrong block", by=carys.viewer, now=NOW)
    assert stands(unit).open == ["missing:oneserve"]
    assert newest(carys, unit).ended_because == "It was the wrong block"
    with pytest.raises(Refused, match="no longer in force"):
        deciding.withdraw(decision.id, reason="Twice", by=carys.viewer, now=NOW)
    told = AuditEntry.objects.filter(subject_type="unit", subject_id=str(unit)).order_by("id")
    assert [one.action for one in told] == ["decided about stock of", "withdrew a decision about stock of"]
    night(SECOND)
    assert stands(unit).open == ["missing:oneserve"]


def test_a_decision_about_facts_nobody_saw_is_refused(carys: Somebody) -> None:
    unit, _ = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    seen = homes.seen(homes.chosen([unit], viewer=carys.viewer))
    drops(unit, "keystone")
    night(SECOND)
    with pytest.raises(Refused, match="has changed since"):
        deciding.decide(
            [unit], ["missing:oneserve"], decision="sold", reason="x", seen=seen, by=carys.viewer, now=NOW
        )
    assert not m.StockDecision.objects.exists()


def test_many_homes_are_decided_at_once_each_with_its_own_line(carys: Somebody) -> None:
    ids = [home(f"{at} Ash Row", "nec", "keystone") for at in range(1, 4)]
    home("9 Ash Row", *ALL)
    night()
    assert settle(carys, *ids) == 3
    assert AuditEntry.objects.filter(action="decided about stock of").count() == 3
    assert figures.counted(viewer=carys.viewer).missing == 0


def test_officers_and_strangers_cannot_decide_nor_strangers_read(alice: Somebody, carys: Somebody) -> None:
    unit, _ = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    for viewer in (alice.viewer, ANONYMOUS, SYSTEM):
        with pytest.raises(Refused) as no:
            deciding.decide(
                [unit], ["missing:oneserve"], decision="sold", reason="x", seen="", by=viewer, now=NOW
            )
        assert no.value.is_about_permission
    assert homes.one(unit, viewer=ANONYMOUS) is None
    assert not homes.listed(homes.Wanted(), viewer=ANONYMOUS)
    assert figures.counted(viewer=ANONYMOUS).homes == 0
    assert homes.one(unit, viewer=alice.viewer)


def test_a_decision_follows_a_home_that_is_merged_into_another(carys: Somebody) -> None:
    old, _ = home("1 Ash Row", "nec", "keystone"), home("2 Ash Row", *ALL)
    night()
    settle(carys, old)
    into = make(m.Unit, address_line="1 Ash Row", status="occupied", kind="flat").pk
    for model in (m.Claim, m.Reference):
        model.objects.filter(entity_id=old).update(entity_id=into)
    m.EntityAlias.objects.create(
        entity_type="unit", alias_id=old, entity_id=into, reason="one", decided_by="Carys", decided_at=NOW
    )
    night(SECOND)
    assert stands(into).decided == ["missing:oneserve"]
    assert not m.StockHome.objects.filter(pk=old).exists()
    deciding.withdraw(newest(carys, into).id, reason="No", by=carys.viewer, now=NOW)
    assert stands(into).open == ["missing:oneserve"]


def test_a_night_that_changes_nothing_writes_no_home() -> None:
    home("1 Ash Row", *ALL)
    gone = home("2 Ash Row", *ALL)
    run = night()
    again = partial(reconcile, run_id=run.pk, business_on=FIRST, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert again() == 0
    assert not [one for one in asked if 'INSERT INTO "stock_home"' in one["sql"]]
    for system in ALL:
        drops(gone, system)
    assert again() == 1
    lists(gone, "nec", {})
    assert again() == 1
