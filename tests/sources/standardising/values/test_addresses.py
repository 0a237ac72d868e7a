"""Addresses that mean one home come out alike, and others do not."""

import ibis
import pytest

from rooftree.sources.standardising.values import addresses
from tests.sources.standardising.conftest import Work


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Flat 2, 14 Station Rd.", "flat 2 14 station road"),
        ("APT 2 14 STATION ROAD", "flat 2 14 station road"),
        ("3 St Mary's St", "3 saint marys street"),
        ("3, Saint Marys Street", "3 saint marys street"),
        ("No. 12 a Elm Ave", "12a elm avenue"),
        ("The Lodge & Stable", "the lodge and stable"),
        (" , ", None),
    ],
)
def test_a_line_is_spelt_one_way(worked: Work, line: str, plain: str | None) -> None:
    assert worked(addresses.normalised, [line]) == [plain]


def test_the_search_key_has_postcode_numbers_and_the_start_of_the_name(worked: Work) -> None:
    keys = worked(
        lambda x: addresses.search_key(x, ibis.literal("zz4 2lh")),
        ["Flat 2, 14 Station Rd", "2/14 Station Road, Haverleigh", "The Lodge", None],
    )
    assert keys == ["ZZ42LH 2 14 sta", "ZZ42LH 2 14 sta", "ZZ42LH lod", None]
