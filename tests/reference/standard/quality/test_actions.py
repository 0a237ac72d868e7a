"""A change to the standard passes two pairs of eyes, and never runs over another that was published since."""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.editing.queries import proposals
from rooftree.reference.standard.quality import actions, queries
from rooftree.reference.standard.quality.models import StandardDraft, StandardVersion
from rooftree.reference.standard.quality.rules import DraftState, Severity
from tests.people import add

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
RULE = "tenancy.starts_on.required"


def graver(rule: str = RULE, **changes: Any) -> dict[str, Any]:
    """The contract of the rule's table with something of the rule changed."""
    table = rule.partition(".")[0]
    document = copy.deepcopy(standard.contract_document(table))
    for quality in rules_in(document):
        if quality["name"] == rule:
            quality.update(changes or {"severity": "minor"})
    return {f"contracts/{table}": document}


def rules_in(document: dict[str, Any]) -> list[dict[str, Any]]:
    table = document["schema"][0]
    columns = [each for column in table["properties"] for each in column.get("quality", [])]
    return [*table.get("quality", []), *columns]


@pytest.fixture
def steward() -> Viewer:
    return add("Sefton Steward", Role.DATA_STEWARD).viewer


@pytest.fixture
def other() -> Viewer:
    return add("Dilys Other", Role.DATA_STEWARD).viewer


def proposed(by: Viewer, changes: dict[str, Any] | None = None, *, based_on: int = 0) -> int:
    return actions.propose(
        changes=changes or graver(), based_on=based_on, says="It is asked too often", by=by, now=NOW
    )


def test_what_ships_is_in_force_until_somebody_publishes(steward: Viewer, other: Viewer) -> None:
    assert queries.standard_in_force() is queries.shipped()
    number = actions.approve(draft_id=proposed(steward), says="Agreed", by=other, now=NOW)
    held = queries.standard_in_force()
    assert (number, held.number, held.published_at) == (1, 1, NOW)
    assert held.rules[RULE].severity is Severity.MINOR
    assert queries.shipped().rules[RULE].severity is Severity.CRITICAL
    assert held.digest != queries.shipped().digest


def test_the_author_cannot_approve_and_a_second_person_can(steward: Viewer, other: Viewer) -> None:
    draft = proposed(steward)
    with pytest.raises(Refused, match="somebody else has to approve"):
        actions.approve(draft_id=draft, says="Fine", by=steward, now=NOW)
    assert actions.approve(draft_id=draft, says="Fine", by=other, now=NOW) == 1
    row = StandardDraft.objects.get(pk=draft)
    assert (row.state, row.decided_by, row.version_id) == (DraftState.APPROVED, other.name, 1)
    told = AuditEntry.objects.filter(subject_type__startswith="standard_").values_list("action", flat=True)
    assert {entry.split()[0] for entry in told} == {"proposed", "published", "approved"}


def test_of_two_changes_from_one_version_the_second_is_refused(steward: Viewer, other: Viewer) -> None:
    first, second = proposed(steward), proposed(other, graver("unit.uprn.unique"))
    actions.approve(draft_id=first, says="Yes", by=other, now=NOW)
    with pytest.raises(Refused, match="made from version 0, and version 1 is in force"):
        actions.approve(draft_id=second, says="Yes", by=steward, now=NOW)
    with pytest.raises(Refused, match="made from version 0"):
        proposed(other, graver("unit.uprn.unique"))
    again = proposed(other, graver("unit.uprn.unique"), based_on=1)
    assert actions.approve(draft_id=again, says="Yes", by=steward, now=NOW) == 2
    held = queries.standard_in_force()
    assert (held.rules[RULE].severity, held.rules["unit.uprn.unique"].severity) == (
        Severity.MINOR,
        Severity.MINOR,
    )


def test_a_rule_that_cannot_be_is_refused_with_its_file_and_place(steward: Viewer) -> None:
    wrong = {"kind": "codelist", "given": {"list": "no_such_list"}}
    with pytest.raises(Refused, match=r"tenancy\.yaml: tenancy\.starts_on, rule .*no code list no_such_list"):
        proposed(steward, graver(implementation=wrong))
    typo = {"kind": "sql", "given": {"select": "SELEC source_key FROM tenancy"}}
    with pytest.raises(Refused, match=r"tenancy\.yaml"):
        proposed(steward, graver(implementation=typo))


def test_columns_change_with_a_release_only(steward: Viewer) -> None:
    changes = graver()
    changes["contracts/tenancy"]["schema"][0]["properties"].pop()
    with pytest.raises(Refused, match="columns change with a release only"):
        proposed(steward, changes)


def test_who_may_not_is_told_and_nothing_is_kept(steward: Viewer, other: Viewer) -> None:
    officer = add("Olwen Officer", Role.OFFICER).viewer
    with pytest.raises(Refused, match="you cannot change"):
        proposed(officer)
    draft = proposed(steward)
    with pytest.raises(Refused, match="you cannot approve"):
        actions.approve(draft_id=draft, says="Yes", by=officer, now=NOW)
    with pytest.raises(Refused, match="to withdraw"):
        actions.withdraw(draft_id=draft, says="No", by=other, now=NOW)
    assert proposals(viewer=officer) == []
    assert [one.id for one in proposals(viewer=other)] == [draft]
    assert not StandardVersion.objects.exists()


def test_a_change_is_withdrawn_by_its_author_or_declined_with_a_reason(
    steward: Viewer, other: Viewer
) -> None:
    first, second = proposed(steward), proposed(steward)
    actions.withdraw(draft_id=first, says="I thought again", by=steward, now=NOW)
    with pytest.raises(Refused, match="not said why"):
        actions.decline(draft_id=second, says=" ", by=other, now=NOW)
    actions.decline(draft_id=second, says="A home lives in it", by=other, now=NOW)
    with pytest.raises(Refused, match="was declined by"):
        actions.approve(draft_id=second, says="Yes", by=other, now=NOW)
    assert set(StandardDraft.objects.values_list("state", flat=True)) == {"withdrawn", "declined"}


def test_what_says_nothing_new_is_no_change(steward: Viewer) -> None:
    with pytest.raises(Refused, match="Nothing would be different"):
        proposed(steward, {"contracts/tenancy": standard.contract_document("tenancy")})


def test_a_published_version_stays_as_it_was(steward: Viewer) -> None:
    number = actions.publish_version(documents=graver(), author=SYSTEM, says="First", by=steward, now=NOW)
    assert [row.number for row in queries.versions()] == [number]
    for change in (StandardVersion.objects.all().delete, lambda: StandardVersion.objects.update(says="x")):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            change()
