"""When a home stood empty: each void with its own steps, the newest first."""

from __future__ import annotations

import datetime

from rooftree.records import models as m
from tests.factories.records import make
from tests.people import Somebody

OLD, NEW = datetime.date(2025, 3, 1), datetime.date(2026, 10, 28)


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode()).replace("\u00a0", " ").replace("&nbsp;", " ")


def test_each_void_has_its_own_steps_and_earlier_ones_are_folded(alice: Somebody) -> None:
    unit = make(m.Unit, address_line="58 Inkpen Street")
    for began, code in ((OLD, "let"), (NEW, "works_started")):
        void = make(m.Void, unit=unit, starts_on=began, void_ref=f"V{began:%Y}")
        make(m.StatusHistory, void=void, code=code, happened_on=began + datetime.timedelta(days=9))
    text = text_of(alice, f"/homes/{unit.pk}/voids/")
    steps = text.split("Steps of the void from 28 October 2026", 1)[1]
    newest, earlier = steps.split("Steps of the void from 1 March 2025", 1)
    assert "6 November 2026" in newest
    assert "10 March 2025" not in newest
    assert "10 March 2025" in earlier
    assert "<details" in newest, "the earlier void's steps are folded"
    table = text.split("Times it stood empty", 1)[1].split("Steps of the void")[0]
    assert table.index("28 October 2026") < table.index("1 March 2025")


def test_on_its_own_page_a_bid_does_not_name_the_home_again(alice: Somebody) -> None:
    unit = make(m.Unit, address_line="58 Inkpen Street")
    make(m.Bid, unit=unit, unit_ref="0000350021", bid_on=OLD, cycle="C1", source_system="locata")
    text = text_of(alice, f"/homes/{unit.pk}/voids/")
    assert "Bids for this home" in text
    head = text.split("Bids for this home")[1].split("</thead>")[0]
    assert ">Home<" not in head


def test_a_home_that_was_never_empty_says_so(alice: Somebody) -> None:
    unit = make(m.Unit, address_line="58 Inkpen Street")
    assert "Never empty, as far as we know" in text_of(alice, f"/homes/{unit.pk}/voids/")
