"""The contracts and code lists as they ship."""

import pytest
from django.apps import apps
from django.db import models
from open_data_contract_standard.model import OpenDataContractStandard

from rooftree.reference.standard import queries, rules
from rooftree.reference.standard.rules import Contract, Mode

FIELDS: dict[str, tuple[type[object], ...]] = {
    "string": (models.TextField,),
    "date": (models.DateField,),
    "timestamp": (models.DateTimeField,),
    "integer": (models.IntegerField, models.BigIntegerField),
    "decimal(16,6)": (models.DecimalField,),
    "boolean": (models.BooleanField,),
    "uuid": (models.UUIDField,),
}
PROVENANCE = {
    "id", "known_from", "source_system", "source_key", "source_row", "extract", "first_extract", "row_key",
    "ended_on", "origin",
}  # fmt: skip


def published() -> list[Contract]:
    return [contract for contract in queries.contracts().values() if contract.mode is not Mode.PRODUCT]


def model_of(contract: Contract) -> type[models.Model]:
    found = [m for m in apps.get_app_config("records").get_models() if m._meta.db_table == contract.table]
    assert len(found) == 1, contract.table
    return found[0]


@pytest.mark.parametrize("table", sorted(queries.contracts()))
def test_a_contract_holds_nothing_that_the_open_standard_does_not_know(table: str) -> None:
    said = queries.contract_document(table)
    model = OpenDataContractStandard.model_validate(said)
    assert model.model_dump(by_alias=True, exclude_none=True) == said
    assert model.id == f"rooftree.{table}"


def test_contracts_and_code_lists_fit_together() -> None:
    assert list(rules.faults(queries.contracts(), queries.code_lists())) == []


def test_every_code_list_is_used_and_has_a_version_and_labels() -> None:
    lists = queries.code_lists()
    used = {column.codes for c in queries.contracts().values() for column in c.columns if column.codes}
    assert set(lists) == used
    for each in lists.values():
        assert each.version
        assert each.title
        assert each.source
        assert each.codes
        assert all(label.strip() for label in each.codes.values())


@pytest.mark.parametrize("contract", published(), ids=lambda contract: contract.table)
def test_a_model_has_the_published_columns_of_its_contract_and_no_others(contract: Contract) -> None:
    fields = {field.name: field for field in model_of(contract)._meta.concrete_fields}
    own = {name for name in fields if name not in PROVENANCE}
    columns = {column.name: column for column in contract.columns if column.published}
    links = {link.name for link in contract.links}
    assert own == set(columns) | links
    for name, column in columns.items():
        if name not in links:
            assert type(fields[name]) in FIELDS[column.physical_type], name
            assert fields[name].null, name


@pytest.mark.parametrize("contract", published(), ids=lambda contract: contract.table)
def test_a_link_of_a_contract_is_a_foreign_key_to_the_same_table(contract: Contract) -> None:
    for link in contract.links:
        field = model_of(contract)._meta.get_field(link.name)
        assert isinstance(field, models.ForeignKey)
        related = field.related_model
        assert not isinstance(related, str)
        assert related._meta.db_table == link.table
