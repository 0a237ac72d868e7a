"""Agreements are registered and changed by those who may; every version stays."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import DatabaseError, transaction

from rooftree.oversight.agreements.actions.keeping import change, register
from rooftree.oversight.agreements.models import Agreement, AgreementVersion
from rooftree.oversight.agreements.queries.held import agreements, versions
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.oversight.agreements.made import NOW, contractor, terms
from tests.people import Somebody


def test_a_change_is_another_version_and_the_first_stays(carys: Somebody, alice: Somebody) -> None:
    first = terms(contractor(), "completed_photos")
    held = register(terms=first, by=carys.viewer, now=NOW)
    later = dataclasses.replace(first, title="All repairs", note="Voids were added.")
    assert change(agreement_id=held, seen=1, terms=later, by=carys.viewer, now=NOW) == 2
    found = versions(held, viewer=alice.viewer)
    assert [(one.number, one.terms.title, one.current) for one in found] == [
        (2, "All repairs", True),
        (1, "Responsive repairs", False),
    ]
    assert [one.number for one in agreements(viewer=alice.viewer)] == [2]
    assert AuditEntry.objects.filter(subject_type="agreement").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        AgreementVersion.objects.update(title="Rewritten")


def test_two_people_who_change_it_at_once_do_not_undo_each_other(carys: Somebody) -> None:
    said = terms(contractor(), "completed_photos", note="Why")
    held = register(terms=said, by=carys.viewer, now=NOW)
    change(agreement_id=held, seen=1, terms=said, by=carys.viewer, now=NOW)
    with pytest.raises(Refused, match="changed it meanwhile"):
        change(agreement_id=held, seen=1, terms=said, by=carys.viewer, now=NOW)


def test_an_officer_may_not_and_a_draft_with_faults_is_not_kept(alice: Somebody, carys: Somebody) -> None:
    with pytest.raises(Refused) as no:
        register(terms=terms(contractor(), "completed_photos"), by=alice.viewer, now=NOW)
    assert no.value.is_about_permission
    unknown = terms(None, "completed_photos", organisation_id="00000000-0000-0000-0000-000000000001")
    with pytest.raises(Refused, match="do not know that organisation"):
        register(terms=unknown, by=carys.viewer, now=NOW)
    assert Agreement.objects.count() == 0
