"""Every shipped requirement points at what exists, and one that does not is refused with its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml

from rooftree.oversight.capability.catalogue import (
    FILE,
    BadRequirementsError,
    catalogue,
    catalogue_of,
    expected_of,
)
from rooftree.reference.register.queries import register
from rooftree.reference.standard.queries import contracts


def test_every_requirement_points_at_a_column_of_the_standard_and_at_a_system() -> None:
    held = catalogue()
    assert 35 <= len(held.requirements) <= 60
    for one in held.requirements.values():
        if one.not_in_standard:
            assert one.systems
            continue
        columns = {column.name for column in contracts()[one.table].columns}
        assert {*one.column_names, *one.only, *one.unless, *one.blank} <= columns, one.id
        assert set(expected_of(one)) <= set(register().systems), one.id
        assert expected_of(one), one.id


def test_what_the_recommendation_names_is_there() -> None:
    """R11: vulnerabilities of residents; repairs and stock condition of homes."""
    serving = {one.subject for one in catalogue().requirements.values() if "R11" in one.serves}
    assert serving == {"resident", "tenancy", "home", "safety", "repair"}
    assert {"vulnerability", "condition-survey", "repair-history", "alternative-contact"} <= set(
        catalogue().requirements
    )


def test_the_system_of_record_is_the_one_that_the_register_believes_first() -> None:
    requirements = catalogue().requirements
    assert expected_of(requirements["uprn"])[0] == "keystone"
    assert expected_of(requirements["kind-of-home"])[0] == "nec"
    assert expected_of(requirements["alternative-contact"]) == ("nec", "oneserve")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"columns": ["no_such"]}, "unit has no column no_such"),
        ({"table": "no_such"}, "there is no table no_such"),
        ({"subject": "pets"}, "there is no subject pets"),
        ({"serves": ["R22"]}, "there is no recommendation R22"),
        ({"only": {"kind": ["castle"]}}, "kind knows no code castle"),
        ({"blank": {"kind": ["other"]}}, "blank names kind, which is not among its columns"),
        ({"each": "bid"}, "unit has no link to bid"),
        ({"each_only": {"kind": ["flat"]}}, "each_only has no each"),
        ({"aim": "none"}, "says aim: none, but not why"),
        ({"aim": 101}, "an aim is a share from 0 to 100"),
        ({"systems": ["fax"]}, "there is no system fax"),
        ({"colour": "red"}, "colour is not known"),
        ({"title": None}, "title is missing"),
    ],
)
def test_a_requirement_that_is_wrong_is_refused_with_its_place(change: dict[str, Any], says: str) -> None:
    document = copy.deepcopy(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    uprn = document["requirements"]["uprn"] | change
    document["requirements"]["uprn"] = {name: value for name, value in uprn.items() if value is not None}
    with pytest.raises(BadRequirementsError) as refused:
        catalogue_of(document)
    assert f"uprn: {says}" in str(refused.value)
