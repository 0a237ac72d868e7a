"""What pages call facts and components."""

import pytest

from rooftree.web.staff.showing.labels import component_called


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
