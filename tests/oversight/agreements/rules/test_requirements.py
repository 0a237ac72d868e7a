"""What may be agreed, and every reason why a draft may not."""

from __future__ import annotations

import datetime
from typing import Any

from rooftree.oversight.agreements.rules.requirements import Known, Requirement, why_terms_are_refused
from rooftree.oversight.agreements.templates import grading, templates
from tests.oversight.agreements.made import terms

KNOWN = Known(templates(), {("oneserve", "jobs")}, {"work_order.trade.required"})


def codes(**facts: object) -> set[str]:
    draft = terms(None, "file_delivered", **facts)
    return {reason.code for reason in why_terms_are_refused(draft, KNOWN)}


def test_a_sound_draft_has_nothing_against_it() -> None:
    assert codes() == set()


def test_every_fault_is_told_at_once() -> None:
    wrong = codes(
        title=" ",
        organisation="",
        owner="",
        ends_on=datetime.date(2026, 10, 1),
        files=[("oneserve", "moods")],
    )
    assert wrong == {"title", "organisation", "owner", "ends_on", "files"}


def test_something_must_be_required_once_and_within_bounds() -> None:
    assert codes(requirements=[]) == {"requirements"}
    once = Requirement("file_delivered", "file_delivered", 98)
    assert codes(requirements=[once, once]) == {"requirements"}
    assert codes(requirements=[Requirement("x", "no_such", 95)]) == {"requirements"}
    assert codes(requirements=[Requirement("file_delivered", "file_delivered", 101)]) == {
        "target-file_delivered"
    }


def test_what_is_measured_by_orders_needs_a_contractor_that_orders_name() -> None:
    wanted = Requirement("completed_photos", "completed_photos", 95)
    assert codes(requirements=[wanted]) == {"target-completed_photos"}
    assert codes(requirements=[wanted], organisation_id="1b1b") == set()


def test_a_rule_must_be_one_of_the_standard() -> None:
    rule = Requirement("r", "standard_rule", 95, rule_id="work_order.trade.required")
    assert codes(requirements=[rule]) == set()
    assert codes(requirements=[Requirement("r", "standard_rule", 95, rule_id="none")]) == {"rules"}


def test_hours_and_days_are_held_to_reason() -> None:
    wrong: list[dict[str, Any]] = [{"hours": 0}, {"hours": 337}, {"weekdays": []}, {"weekdays": [8]}]
    for given in wrong:
        wanted = Requirement("file_delivered", "file_delivered", 98, given)
        assert codes(requirements=[wanted]) == {"target-file_delivered"}


def test_every_template_says_why_where_from_and_what_to_ask() -> None:
    assert sum(one.weight for one in templates().values()) == 100
    for one in templates().values():
        assert all((one.why, one.counts, one.source, one.question, one.good, one.evidence)), one.key
        assert 1 <= one.target <= 100
    assert "critical" in grading().severities
