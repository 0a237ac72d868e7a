"""The shape of a condition, which is kept, and its values, which are not."""

import datetime

import pytest
from django.db.models import F, Q

from rooftree.records.claims.shapes import condition, shape_of

LONG_AGO = datetime.date(1999, 1, 1)


def test_lists_of_any_length_have_one_shape_and_keep_their_values_apart() -> None:
    few: list[object] = []
    many: list[object] = []
    assert shape_of(Q(unit_id__in=["a"], ended_on=None), few) == shape_of(
        Q(unit_id__in=["b", "c", "d"], ended_on=None), many
    )
    assert (few, many) == ([["a"]], [["b", "c", "d"]])


def test_another_column_comparison_or_negation_is_another_shape() -> None:
    asked = [
        Q(a=1),
        Q(b=1),
        Q(a__lt=1),
        ~Q(a=1),
        Q(a__in=[1]),
        Q(a=None),
        Q(a__isnull=False),
        Q(a=1) | Q(b=1),
        Q(a=1) & Q(b=1),
    ]
    assert len({shape_of(one, []) for one in asked}) == len(asked)


def test_values_are_numbered_in_the_order_they_are_asked_after_those_already_there() -> None:
    values: list[object] = ["the moment"]
    shape_of(Q(a="1") & (Q(b=2) | Q(c__lte=LONG_AGO)), values)
    assert values == ["the moment", "1", 2, LONG_AGO]


def test_an_empty_list_has_the_shape_of_a_full_one() -> None:
    assert shape_of(Q(id__in=[]), []) == shape_of(Q(id__in=["x"]), [])


def test_nothing_is_part_of_the_shape_and_has_no_value() -> None:
    values: list[object] = []
    shape = shape_of(Q(ended_on=None), values)
    assert values == []
    assert condition(shape).children == [("ended_on__isnull", True)]


def test_a_records_own_id_has_another_name_in_its_history() -> None:
    shape = shape_of(Q(id="x") | Q(unit_id="x"), [])
    names = [
        str(child[0]) for child in condition(shape, in_history=True).children if isinstance(child, tuple)
    ]
    assert names == ["pgh_obj_id__exact", "unit_id__exact"]


@pytest.mark.parametrize("asked", [Q(a=F("b")), Q(a__in=[F("b")]), Q(F("a")), Q(a=["list"])])
def test_what_is_no_plain_comparison_is_refused(asked: Q) -> None:
    with pytest.raises(TypeError):
        shape_of(asked, [])
