"""The register as it ships: complete, and obeyed in the order that it gives."""

import datetime

from rooftree.reference.register import queries
from rooftree.reference.standard import queries as standard

FOUR = ("oneserve", "locata", "keystone", "nec")


def test_every_canonical_table_belongs_to_exactly_one_asset() -> None:
    tables = [table for asset in queries.assets() for table in asset.tables]
    assert sorted(tables) == sorted(standard.contracts())


def test_every_attribute_with_its_own_order_is_in_the_contract() -> None:
    for asset in queries.assets():
        for table, attributes in asset.attributes.items():
            assert table in asset.tables
            for attribute in attributes:
                assert standard.contracts()[table].column(attribute), f"{table}.{attribute}"


def test_every_system_that_an_order_names_is_declared() -> None:
    known = {system.name for system in queries.systems()} | {"rooftree"}
    for asset in queries.assets():
        orders = [*asset.tables.values(), *(o for a in asset.attributes.values() for o in a.values())]
        assert {system for order in orders for system in order} <= known


def test_the_housing_system_is_believed_on_homes_but_the_asset_system_on_bedrooms() -> None:
    assert queries.precedence("unit", "status", FOUR) == ("nec", "keystone", "oneserve", "locata")
    assert queries.precedence("unit", "bedrooms", FOUR)[0] == "keystone"
    assert queries.precedence("unit", "uprn", ("oneserve", "nec")) == ("nec", "oneserve")


def test_a_system_that_no_order_names_comes_last_and_is_not_left_out() -> None:
    assert queries.precedence("tenancy", "starts_on", ("civica", "nec")) == ("nec", "civica")


def test_owners_are_declared_and_extracts_have_a_limit_of_age() -> None:
    for system in queries.systems():
        assert system.owner
        assert queries.freshness_limit(system.name) >= datetime.timedelta(hours=24)
    assert all(asset.owner and asset.steward and asset.lawful_basis for asset in queries.assets())
