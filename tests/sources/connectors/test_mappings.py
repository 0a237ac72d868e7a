"""What holds for every mapping: its targets exist, its codes are in their lists, its files are whole."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import rooftree
from rooftree.sources.connectors.registry import SYSTEMS, System, load

STANDARD = Path(rooftree.__file__).parent / "reference" / "standard"
REQUIRED = {
    "nec": {
        "properties": {"LPRO_PROPREF", "LPRO_SCO_CODE"},
        "addresses": {"LAUS_LEGACY_REF"},
        "property_elements": {"LPEL_PRO_PROPREF", "LPEL_ETY_CODE"},
        "admin_units": {"LAUN_CODE"},
        "people": {"LPAR_PER_ALT_REF"},
        "contact_details": {"LCDE_LEGACY_REF"},
        "tenancies": {"LTCY_ALT_REF"},
        "revenue_accounts": {"LRAC_PAY_REF"},
        "debit_breakdowns": {"LDBR_PAY_REF"},
        "transactions": {"LTRA_PAY_REF"},
        "arrears_actions": {"LACA_PAY_REF"},
        "void_events": {"LVEV_PRO_PROPREF"},
        "customer_contacts": {"LCCT_REF"},
        "service_requests": {"LSRQ_LEGACY_REFNO"},
        "works_orders": {"LWOR_LEGACY_REF"},
    },
    "locata": {
        "clients": {"ClientID"},
        "homeless_cases": {"CaseRef", "ClientID"},
        "case_household": {"CaseRef", "PersonNo"},
        "case_support_needs": {"CaseRef"},
        "ta_placements": {"CaseRef", "PlacementID"},
        "register": {"AppRef", "ClientID"},
        "register_household": {"AppRef", "PersonNo"},
        "bids": {"AppRef"},
        "offers": {"AppRef"},
    },
    "keystone": {
        "assets": {"AssetRef", "AssetType"},
        "attributes": {"AssetRef"},
        "surveys": {"SurveyID"},
        "certificates": {"AssetRef", "ServiceType"},
        "hazards_hhsrs": {"AssetRef"},
        "decent_homes": {"AssetRef"},
        "asbestos": {"AssetRef"},
        "rooms": {"AssetRef"},
    },
    "oneserve": {
        "sites": {"siteRef"},
        "resources": {"resourceId"},
        "jobs": {"jobRef", "siteRef"},
        "appointments": {"id", "jobRef"},
        "job_events": {"jobRef", "eventDateTime"},
        "attachments": {"jobRef"},
        "notifications": {"appointmentId"},
    },
}
SPECIAL = ("equality_information", "person_alert")


@cache
def systems() -> dict[str, System]:
    """The mappings as they ship, read once for all tests here."""
    return load()


@cache
def contracts() -> dict[str, dict[str, dict[str, Any]]]:
    """Each canonical table's columns by name, each with its code list and classification."""
    found = {}
    for file in sorted((STANDARD / "contracts").glob("*.yaml")):
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        found[said["name"]] = {
            column["name"]: {each["property"]: each["value"] for each in column["customProperties"]} | column
            for column in said["schema"][0]["properties"]
        }
    return found


@cache
def lists() -> dict[str, dict[str, Any]]:
    files = sorted((STANDARD / "codes").glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def entries() -> list[Any]:
    return [
        pytest.param(name, entry, id=f"{name}-{entry['id']}")
        for name in SYSTEMS
        for entry in systems()[name].mapping["tables"]
    ]


@pytest.mark.parametrize(("system", "entry"), entries())
def test_an_entry_fills_columns_of_its_contract_with_codes_of_their_lists(
    system: str, entry: dict[str, Any]
) -> None:
    columns, known = contracts()[entry["table"]], lists()
    codes = systems()[system].mapping["codes"]
    for name, rule in entry["columns"].items():
        assert name in columns, name
        code_list = columns[name].get("codeList")
        if code_list and isinstance(rule, dict):
            allowed = {each["code"] for each in known[code_list]["codes"]}
            given = {rule["constant"]} if "constant" in rule else set(codes[rule["codes"]].values())
            assert given <= allowed, (name, given - allowed)
        else:
            assert code_list is None, f"{name} needs codes"


@pytest.mark.parametrize(("system", "entry"), entries())
def test_an_entry_fills_every_column_that_its_contract_requires(system: str, entry: dict[str, Any]) -> None:
    required = {name for name, said in contracts()[entry["table"]].items() if said.get("required")}
    assert required <= set(entry["columns"])


def test_every_code_list_that_a_contract_names_is_there_whole() -> None:
    known = lists()
    for table, columns in contracts().items():
        for name, said in columns.items():
            assert said.get("codeList") is None or said["codeList"] in known, f"{table}.{name}"
    for name, said in known.items():
        codes = [each["code"] for each in said["codes"]]
        assert said["list"] == name
        assert len(codes) == len(set(codes)) > 0, name
        assert all(each["label"] for each in said["codes"]), name
        assert said["title"] and said["version"] and said["source"] and said["effective_from"], name


def test_ethnic_groups_are_the_nineteen_and_prefer_not_to_say() -> None:
    said = lists()["ethnic_group"]
    labels = {each["code"]: each["label"] for each in said["codes"]}
    assert len(labels) == 20
    assert labels["19"] == "Arab" and labels["16"] == "Any other ethnic group"
    assert labels["1"] == "English, Welsh, Scottish, Northern Irish or British"
    assert said["version"] == "core-2026"


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_bare_number_is_never_read_as_an_ethnic_group(system: str) -> None:
    codes = systems()[system].mapping["codes"].get("ethnic_group", {})
    assert not [code for code in codes if code.isdigit()]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_file_is_declared_with_its_required_columns(system: str) -> None:
    files = systems()[system].files
    assert {name: set(file.required) for name, file in files.items()} == REQUIRED[system]


def test_bank_details_and_key_safes_never_land() -> None:
    assert {"LRAC_BAD_ACCOUNT_NO", "LRAC_BAD_SORT_CODE"} <= set(
        systems()["nec"].files["revenue_accounts"].never_land
    )
    assert "keySafeCode" in systems()["oneserve"].files["sites"].never_land


def test_special_category_columns_have_no_home_but_two_tables_and_unpublished_notes() -> None:
    for table, columns in contracts().items():
        for name, said in columns.items():
            if said["classification"] == "special_category" and table not in SPECIAL:
                assert said["published"] is False, f"{table}.{name}"


def test_every_table_but_the_product_s_own_is_fed_by_some_system() -> None:
    fed = {entry["table"] for system in systems().values() for entry in system.mapping["tables"]}
    assert set(contracts()) - fed == {"reference"}
