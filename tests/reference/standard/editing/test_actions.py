"""A draft is gathered, kept apart from what is in force, proposed once, and brought up to date."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard.editing import actions, queries
from rooftree.reference.standard.quality import actions as publishing
from rooftree.reference.standard.quality.models import StandardDraft
from rooftree.reference.standard.quality.parts import Difference, Part, PartKind, parts_of
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Severity
from tests.people import Somebody, add

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
STARTS = Part("contracts/tenancy", PartKind.RULE, "tenancy.starts_on.required")
TENURE = Part("contracts/tenancy", PartKind.RULE, "tenancy.tenure.codelist")
OTHER = Part("codes/void_class", PartKind.CODE, "other")


@pytest.fixture
def dilys(db: None) -> Somebody:
    return add("Dilys Steward", Role.DATA_STEWARD)


def keep(by: Viewer, part: Part = STARTS, **more: Any) -> None:
    held = parts_of(part.document, queries.documents_edited(viewer=by)[part.document])[part]
    actions.keep(part=part, value={**held, **(more or {"severity": "minor"})}, by=by, now=NOW)


def hand_in(by: Viewer) -> int:
    return actions.hand_in(says="It is asked too often", by=by, now=NOW, today=TODAY)


def test_a_change_is_nobodys_but_its_authors_until_it_is_approved(carys: Somebody, dilys: Somebody) -> None:
    keep(carys.viewer)
    assert queries.open_draft(viewer=dilys.viewer) is None
    assert queries.proposals(viewer=dilys.viewer) == []
    assert standard_in_force().rules[STARTS.name].severity is Severity.CRITICAL
    draft = hand_in(carys.viewer)
    assert queries.open_draft(viewer=carys.viewer) is None
    (shown,) = queries.proposals(viewer=dilys.viewer)
    assert [each.part for each in shown.differences()] == [STARTS]
    assert publishing.approve(draft_id=draft, says="", by=dilys.viewer, now=NOW) == 1
    assert standard_in_force().rules[STARTS.name].severity is Severity.MINOR
    assert [(version.number, each.now["severity"]) for version, each in queries.steps_of(STARTS)] == [
        (1, "minor")
    ]
    words = " ".join(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert words.index("changed in a draft") < words.index("proposed") < words.index("published")


def test_a_draft_over_an_older_version_is_refused_and_can_be_brought_up_to_date(
    carys: Somebody, dilys: Somebody
) -> None:
    keep(carys.viewer)
    keep(carys.viewer, TENURE, severity="critical")
    keep(dilys.viewer, TENURE, severity="minor")
    publishing.approve(draft_id=hand_in(dilys.viewer), says="", by=carys.viewer, now=NOW)
    with pytest.raises(Refused, match="version 1 is in force by now"):
        hand_in(carys.viewer)
    assert [each.part for each in queries.since(0)] == [TENURE]
    found = actions.bring_up_to_date(by=carys.viewer, now=NOW)
    assert [each.part for each in found.overlaps] == [TENURE]
    publishing.approve(draft_id=hand_in(carys.viewer), says="", by=dilys.viewer, now=NOW)
    rules = standard_in_force().rules
    assert (rules[STARTS.name].severity, rules[TENURE.name].severity) == (Severity.MINOR, Severity.MINOR)
    assert queries.between(1, 2) is not None
    assert queries.between(1, 7) is None


def test_two_proposals_of_one_version_cannot_both_be_approved(carys: Somebody, dilys: Somebody) -> None:
    keep(carys.viewer)
    keep(dilys.viewer, TENURE)
    mine, theirs = hand_in(carys.viewer), hand_in(dilys.viewer)
    publishing.approve(draft_id=mine, says="", by=dilys.viewer, now=NOW)
    with pytest.raises(Refused, match="version 1 is in force by now"):
        publishing.approve(draft_id=theirs, says="", by=carys.viewer, now=NOW)
    actions.take_back(draft_id=theirs, by=dilys.viewer, now=NOW)
    assert actions.bring_up_to_date(by=dilys.viewer, now=NOW).overlaps == ()
    assert publishing.approve(draft_id=hand_in(dilys.viewer), says="", by=carys.viewer, now=NOW) == 2


def test_a_code_ends_from_a_day_and_its_list_gets_the_next_version(carys: Somebody, dilys: Somebody) -> None:
    keep(carys.viewer, OTHER, ends_on="2027-04-01")
    publishing.approve(draft_id=hand_in(carys.viewer), says="", by=dilys.viewer, now=NOW)
    held = standard_in_force().code_lists["void_class"]
    assert (held.version, held.effective_from) == ("2026.2", "2026-11-22")
    assert "other" in held.standing_on(datetime.date(2027, 3, 31))
    assert "other" not in held.standing_on(datetime.date(2027, 4, 1))
    with pytest.raises(Refused, match="cannot be taken out"):
        actions.keep(part=OTHER, value=None, by=carys.viewer, now=NOW)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"implementation": {"kind": "required", "column": "no_such"}, "column": "no_such"}, ""),
        ({"implementation": {"kind": "requierd"}}, "requierd is none that is known"),
        ({"severity": "grave"}, "grave is none that is known"),
        ({"implementation": {"kind": "sql", "given": {"select": "DROP TABLE tenancy"}}}, "must be a SELECT"),
        ({"implementation": {"kind": "sql", "given": {"select": "SELECT 1"}}}, "source_system"),
        (
            {
                "implementation": {
                    "kind": "sql",
                    "given": {
                        "select": "SELECT source_system, source_key FROM tenancy WHERE starts_on + kind > 1"
                    },
                }
            },
            STARTS.name,
        ),
    ],
)
def test_a_rule_with_a_slip_is_refused_in_words_and_the_draft_is_as_it_was(
    carys: Somebody, more: dict[str, Any], words: str
) -> None:
    if not words:
        actions.keep(part=STARTS, value=None, by=carys.viewer, now=NOW)
        assert [each.now for each in _draft(carys).differences()] == [None]
        return
    with pytest.raises(Refused, match=words):
        keep(carys.viewer, **more)
    assert not StandardDraft.objects.exclude(changes={}).exists()


def _draft(who: Somebody) -> queries.DraftShown:
    found = queries.open_draft(viewer=who.viewer)
    assert found is not None
    return found


def test_one_change_is_taken_out_and_the_rest_stays(carys: Somebody) -> None:
    keep(carys.viewer)
    keep(carys.viewer, TENURE)
    actions.forget(part=STARTS, by=carys.viewer, now=NOW)
    assert [each.part for each in _draft(carys).differences()] == [TENURE]
    actions.discard(by=carys.viewer, now=NOW)
    assert queries.open_draft(viewer=carys.viewer) is None
    with pytest.raises(Refused, match="no changes waiting"):
        hand_in(carys.viewer)


def test_only_a_steward_changes_the_standard(alice: Somebody, dev: Somebody) -> None:
    for who in (alice, dev):
        with pytest.raises(Refused) as no:
            actions.take_in(found=[Difference(STARTS, None, {})], by=who.viewer, now=NOW, file="x")
        assert no.value.is_about_permission
    assert not StandardDraft.objects.exists()
