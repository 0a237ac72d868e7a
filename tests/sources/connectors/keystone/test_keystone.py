# ruff: noqa: E501 (a line of an extract is as long as its columns)
"""Keystone's assets, components, surveys, certificates and hazards in canonical rows."""

from datetime import date
from decimal import Decimal

import pytest

from tests.sources.connectors.receiving import Received, receive

ASSETS = """
AssetRef,ParentAssetRef,AssetType,UPRN,Address1,Address2,Address3,Postcode,Status,BuildYear,Storeys,HeightMetres,Bedrooms,Tenure
E1,,Estate,,Orchard Rise,,Haverleigh,ZZ4 2LH,Active,,,,,
B1,E1,BLOCK,999000000001,Larch House,Orchard Rise,Haverleigh,ZZ4 2LH,Active,1972,6,18.3,,
C1,B1,Communal,,Larch House communal parts,,,,Active,,,,,
0000020001,B1,Dwelling,999000000002,Flat 1,Larch House,Orchard Rise,ZZ4 2LH,Sold,1972,1,,2,Leasehold
G1,E1,Garage,,Garage 1,Orchard Rise,,ZZ4 2LH,Active,,,,,
X1,E1,Windmill,,The Windmill,,,,Active,,,,,
"""
ATTRIBUTES = """
AssetRef,ElementCode,ComponentCode,AttributeCode,Location,Quantity,Unit,InstallYear,LifeCycle,RenewalYear,Condition,Source,SurveyDate,Surveyor
0000020001,KIT,KITCHEN,Standard fitted kitchen,Whole home,1,EA,2008,20,2028,Fair,Clone,2022-01-22,
"""
CERTIFICATES = """
AssetRef,ServiceType,CertNo,IssueDate,ExpiryDate,Result,Contractor,RemedialCount,NotRequired
0000020001,GAS,G-1,2026-03-01,2027-03-01,Pass,Brackenhythe Gas,0,N
0000020001,SMOKE-CO,,2026-03-01,,,,,Y
B1,FRA,F-1,2025-08-17,2026-08-17,Moderate,Sallowick Fire Safety,2,N
"""
ROOMS = """
AssetRef,RoomType,FloorAreaM2
0000020001,Bedroom,11.5
0000020001,Bedroom,11.5
G1,Store,
"""


@pytest.fixture(scope="module")
def keystone(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return receive(
        "keystone",
        tmp_path_factory.mktemp("keystone"),
        assets=ASSETS,
        attributes=ATTRIBUTES,
        certificates=CERTIFICATES,
        rooms=ROOMS,
        surveys="SurveyID,AssetRef,Type,Date,Surveyor,Access\nS1,0000020001,SCS,2022-01-22,P Tregarth,Full",
        hazards_hhsrs="AssetRef,SurveyID,Scheme,HazardCode,Category,Band,Date\n0000020001,S1,2026,01,1,A,2026-10-01",
        decent_homes="AssetRef,Criterion,Result,FailYear\n0000020001,a,Fail,2026",
        asbestos="AssetRef,Location,Material,Type,Score,Action,InspectionDate\nB1,Soffits,Cement sheet,Chrysotile,4,Manage,2026-10-23",
    )


def test_assets_are_areas_blocks_or_homes_and_none_is_lost(keystone: Received) -> None:
    assert [row["source_key"] for row in keystone.of("site")] == ["E1"]
    assert [row["source_key"] for row in keystone.of("property")] == ["B1", "C1"]
    assert [row["source_key"] for row in keystone.of("unit")] == ["0000020001", "G1", "X1"]
    assert keystone.one("unit", "X1")["kind_source"] == "Windmill"
    assert len(keystone.of("address")) == 6


def test_a_home_has_its_status_tenure_and_address(keystone: Received) -> None:
    home = keystone.one("unit", "0000020001")
    assert (home["status"], home["tenure"], home["bedrooms"]) == ("sold", "leasehold", 2)
    assert home["address_line"] == "Flat 1, Larch House, Orchard Rise"
    assert keystone.one("property", "B1")["height_m"] == Decimal("18.3")


def test_two_rooms_of_one_kind_are_two_rooms_and_make_the_home_s_area(keystone: Received) -> None:
    assert len([row for row in keystone.of("room") if row["asset_ref"] == "0000020001"]) == 2
    assert keystone.one("unit", "0000020001")["floor_area_m2"] == Decimal("23")
    assert keystone.one("unit", "G1")["floor_area_m2"] is None


def test_a_cloned_component_says_that_it_is_cloned(keystone: Received) -> None:
    (kitchen,) = keystone.of("asset_component")
    assert (kitchen["provenance"], kitchen["provenance_source"]) == ("cloned", "Clone")
    assert (kitchen["installed_year"], kitchen["renewal_year"], kitchen["life_years"]) == (2008, 2028, 20)


def test_certificates_say_what_they_are_and_when_none_is_required(keystone: Received) -> None:
    said = {row["kind"]: row for row in keystone.of("certification")}
    assert (said["gas_safety"]["result"], said["gas_safety"]["expires_on"]) == ("pass", date(2027, 3, 1))
    assert said["smoke_and_carbon_monoxide"]["not_required"] is True
    assert said["fire_risk_assessment"]["result"] == "medium_risk"
    assert len(keystone.of("organization")) == 2


def test_surveys_hazards_decency_and_asbestos_are_told(keystone: Received) -> None:
    assert keystone.one("survey", "S1")["kind"] == "stock_condition"
    (hazard,) = keystone.of("hazard_report")
    assert (hazard["scheme"], hazard["hazard_code"], hazard["survey_ref"]) == ("2026", "01", "S1")
    (decent,) = keystone.of("decent_home")
    assert (decent["criterion"], decent["result"], decent["fail_year"]) == ("A", "fail", 2026)
    (alert,) = keystone.of("location_alert")
    assert (alert["asset_ref"], alert["kind"], alert["material_type"]) == ("B1", "asbestos", "Chrysotile")
