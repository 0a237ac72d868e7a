"""What tonight's answers may change."""

from __future__ import annotations

import pytest

from rooftree.oversight.quality.rules.doubts import Asks, Doubts, bearing, may_be_gone

UNIT = Asks("unit")
STALE = Doubts(stale=frozenset({("nec", "unit")}))


def test_with_everything_received_an_answer_counts() -> None:
    told = bearing(UNIT, "nec", Doubts())
    assert (told.resolves, told.raises, told.says) == (True, True, "")


def test_rows_of_an_older_extract_can_fail_but_not_pass() -> None:
    told = bearing(UNIT, "nec", STALE)
    assert (told.resolves, told.raises) == (False, True)
    assert told.says == (
        "It was asked of an older extract: tonight’s file of “unit” in NEC was refused or did not come."
    )


def test_a_table_is_called_as_people_call_its_rows() -> None:
    assert "tonight’s file of “Home” in NEC" in bearing(UNIT, "nec", STALE, {"unit": "Home"}).says


def test_other_systems_rows_are_not_touched_by_that() -> None:
    assert bearing(UNIT, "keystone", STALE).resolves


@pytest.mark.parametrize(
    "asks",
    [Asks("tenancy", frozenset({"unit"})), Asks("unit", across=True)],
    ids=["another table", "other systems' rows"],
)
def test_a_rule_that_compares_with_what_did_not_come_says_nothing(asks: Asks) -> None:
    told = bearing(asks, "keystone", STALE)
    assert (told.resolves, told.raises) == (False, False)
    assert told.says.startswith("It compares with “unit” in NEC, of which tonight’s file was refused")


def test_a_lost_file_settles_nothing() -> None:
    assert not bearing(UNIT, "nec", Doubts(lost=frozenset({("nec", "unit")}))).resolves


@pytest.mark.parametrize(
    ("mode", "held", "gone"),
    [("snapshot", (), True), ("window", (), False), ("delta", (), False), ("snapshot", ("unit",), False)],
)
def test_a_row_is_gone_only_from_what_holds_everything(mode: str, held: tuple[str, ...], gone: bool) -> None:
    assert may_be_gone("unit", mode, held) is gone
