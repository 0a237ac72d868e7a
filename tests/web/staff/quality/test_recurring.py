"""Rules that settled nothing, by their reason."""

from __future__ import annotations

from rooftree.oversight.quality.queries.checks import NotSettled
from rooftree.web.components.parts import Kind
from rooftree.web.staff.quality.recurring import unsettled

OLD = "It was asked of an older extract."


def told(rule: str, system: str = "keystone", why: str = OLD, *, is_error: bool = False) -> NotSettled:
    return NotSettled(rule, f"What {rule} asks", system, why, is_error)


def test_rules_with_one_reason_are_one_row_that_says_how_many_and_names_the_first() -> None:
    (row,) = unsettled([told(name) for name in ("a", "b", "c", "d", "e")])
    assert (row.title, row.href) == ("5 rules, Keystone", "/quality/rules/")
    assert row.lines == (OLD, "What a asks; What b asks; What c asks; two more")


def test_a_reason_of_one_rule_leads_to_that_rule() -> None:
    (row,) = unsettled([told("a")])
    assert (row.title, row.href, row.lines) == ("What a asks, Keystone", "/quality/rules/a/", (OLD,))


def test_each_system_and_each_reason_stands_apart_and_errors_come_first() -> None:
    rows = unsettled([told("a"), told("b", "nec"), told("c", "", "It failed.", is_error=True), told("d")])
    assert [row.title for row in rows] == ["What c asks", "2 rules, Keystone", "What b asks, NEC"]
    assert rows[0].status is not None and rows[0].status.kind is Kind.OVER
