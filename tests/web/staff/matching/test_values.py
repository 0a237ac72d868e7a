"""What each of two says of a fact, by whom, and whether they agree."""

from __future__ import annotations

import datetime

from rooftree.web.staff.matching.values import DIFFERENT, PARTLY, SAME, Value, agree, each

MAY, JUNE = datetime.date(2026, 5, 3), datetime.date(2026, 6, 9)


def test_a_value_stands_once_however_it_is_typed_with_all_that_say_it() -> None:
    [kaur, initial] = each(
        [("KAUR", "nec", MAY), ("Kaur", "locata", MAY), ("kaur", "locata", JUNE), ("K", "nec", None)]
    )
    may = "3\N{NO-BREAK SPACE}May 2026"
    assert kaur == Value("Kaur", [("NEC", may), ("Locata", f"{may} and 9\N{NO-BREAK SPACE}June 2026")])
    assert initial == Value("K", [("NEC", "")])


def test_two_that_share_one_of_several_values_agree_in_part_only() -> None:
    mrs, mr = each([("Mrs", "nec", MAY)]), each([("Mr", "nec", MAY)])
    both = each([("Mr", "nec", MAY), ("MRS", "oneserve", MAY)])
    assert agree(mrs, each([("MRS.", "locata", MAY)])) == SAME
    assert agree(mrs, both) == PARTLY
    assert agree(mrs, mr) == DIFFERENT
    assert agree(mrs, []).words == "Only one says"
