"""How each time of day went: what is drawn of it, and that more is counted than drawn."""

from __future__ import annotations

import pytest

from rooftree.web.staff.sections.visits import DOTS, SlotRow, SlotsBlock


@pytest.mark.parametrize(("visits", "said"), [(DOTS, ""), (DOTS + 1, "Of each, the last 10 visits.")])
def test_the_drawing_says_when_it_has_fewer_visits_than_the_table(visits: int, said: str) -> None:
    marks = [(at, True) for at in range(min(visits, DOTS))]
    assert SlotsBlock("", [SlotRow("Mornings", marks, visits, 0, 16)], 35).drawn == said
