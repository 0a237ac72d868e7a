"""A refusal always has a reason, and says them all."""

import pytest

from rooftree.reference.refusals.rules import Reason, Refused


def test_a_refusal_says_every_reason_at_once() -> None:
    refused = Refused(Reason("late", "It is too late."), Reason("used", "It is used."))
    assert str(refused) == "It is too late. It is used."
    assert [reason.code for reason in refused.reasons] == ["late", "used"]


def test_a_refusal_without_a_reason_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one reason"):
        Refused()


@pytest.mark.parametrize(
    ("code", "about"), [("not-allowed", True), ("not-allowed-page", True), ("late", False)]
)
def test_a_refusal_knows_whether_it_is_about_permission(code: str, about: bool) -> None:
    assert Refused(Reason(code, "No.")).is_about_permission is about
