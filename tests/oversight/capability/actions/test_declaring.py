"""What a system can hold is said by those who may, and nothing said is ever lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from rooftree.oversight.capability.actions.declaring import declare
from rooftree.oversight.capability.models import CapabilityDeclaration
from rooftree.oversight.capability.queries.matrix import declarations, row_of
from rooftree.oversight.capability.rules.cells import Can, CanHold, GapKind
from rooftree.reference.accounts.rules import ANONYMOUS
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.nights import FIRST, moment
from tests.oversight.capability.made import said
from tests.people import Somebody


def say(who: Somebody, can_hold: CanHold, *, on: date = FIRST, place: str = "language/locata") -> int:
    requirement, _, system = place.partition("/")
    told = said(can_hold, reviewed_on=on)
    return declare(
        requirement=requirement, system=system, said=told, by=who.viewer, now=moment(on, 9), today=on
    )


def test_the_newest_declaration_counts_and_those_before_stay(carys: Somebody) -> None:
    later = FIRST + timedelta(days=30)
    say(carys, CanHold.NO)
    say(carys, CanHold.NOT_EXTRACTED, on=later)
    row = row_of("language", viewer=carys.viewer, today=later)
    cell = row.of("locata") if row else None
    assert cell is not None and cell.cell.can is Can.NOT_EXTRACTED
    assert [gap.kind for gap in cell.gaps] == [GapKind.NOT_EXTRACTED]
    told = declarations("language", "locata", viewer=carys.viewer)
    assert [(one.said.can_hold, one.said.reviewed_on, one.said_by) for one in told] == [
        (CanHold.NOT_EXTRACTED, later, "Carys Steward"),
        (CanHold.NO, FIRST, "Carys Steward"),
    ]
    assert AuditEntry.objects.filter(subject_type="capability").count() == 2


def test_a_declaration_is_never_rewritten(carys: Somebody) -> None:
    own = say(carys, CanHold.NO)
    with pytest.raises(DatabaseError), transaction.atomic():
        CapabilityDeclaration.objects.filter(pk=own).update(can_hold="yes")
    with pytest.raises(DatabaseError), transaction.atomic():
        CapabilityDeclaration.objects.filter(pk=own).delete()


def test_a_review_is_overdue_after_a_year(carys: Somebody) -> None:
    say(carys, CanHold.NOT_EXTRACTED)
    for today, kinds in (
        (date(2027, 11, 1), [GapKind.NOT_EXTRACTED]),
        (date(2027, 11, 2), [GapKind.NOT_EXTRACTED, GapKind.REVIEW]),
    ):
        row = row_of("language", viewer=carys.viewer, today=today)
        cell = row.of("locata") if row else None
        assert cell is not None and [gap.kind for gap in cell.gaps] == kinds


def test_an_officer_reads_and_does_not_declare(alice: Somebody) -> None:
    with pytest.raises(Refused) as refused:
        say(alice, CanHold.NO)
    assert refused.value.is_about_permission
    assert row_of("language", viewer=alice.viewer, today=FIRST) is not None
    assert declarations("language", "locata", viewer=ANONYMOUS) == []


@pytest.mark.parametrize("place", ["language/fax", "pets/nec"])
def test_what_is_not_known_cannot_be_declared(carys: Somebody, place: str) -> None:
    with pytest.raises(Refused) as refused:
        say(carys, CanHold.NO, place=place)
    assert [reason.code for reason in refused.value.reasons] == ["no-cell"]


def test_a_declaration_that_lacks_its_words_is_refused(carys: Somebody) -> None:
    told = said(CanHold.NO, note="")
    with pytest.raises(Refused) as refused:
        declare(
            requirement="language",
            system="locata",
            said=told,
            by=carys.viewer,
            now=moment(FIRST),
            today=FIRST,
        )
    assert [reason.code for reason in refused.value.reasons] == ["note"]
