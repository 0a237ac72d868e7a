"""What pages call facts and components."""

import pytest

from rooftree.web.staff.showing.labels import component_called, label


@pytest.mark.parametrize(
    ("coded", "said"),
    [
        ("WALLINS", "Wall insulation"),
        ("FRONTDOOR", "Front door"),
        ("KITCHEN", "Kitchen"),
        ("Lift motor", "Lift motor"),
    ],
)
def test_a_component_that_a_system_cuts_short_is_said_in_full(coded: str, said: str) -> None:
    assert component_called(coded) == said


def test_two_facts_of_one_record_are_never_called_the_same() -> None:
    assert label("housing_application", "band") == "Band"
    assert label("housing_application", "band_on") == "Band, when"
    assert (label("rent_account", "balance_pence"), label("rent_account", "balance_on")) == (
        "Balance",
        "Balance, when",
    )
    assert label("certification", "expires_on") == "Expires"
