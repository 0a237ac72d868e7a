# ruff: noqa: E501 (a line of an extract is as long as its columns)
"""NEC's properties, addresses and elements as blocks, homes and components."""

from pathlib import Path

import pytest

from tests.sources.connectors.receiving import Received, receive

PROPERTIES = """
LPRO_PROPREF,LPRO_SCO_CODE,LPRO_HOU_HRV_HOT_CODE,LPRO_PARENT_PROPREF,LPRO_HOU_PTV_CODE,LPRO_STATUS_START,LPRO_HOU_CONSTRUCTION_DATE,LPRO_HOU_RESIDENTIAL_IND,LPRO_AUN_CODE
0000020000,OCC,COUN,,BLK,01-APR-1990,01-JUN-1972,N,E01
0000020001,OCC,COUN,0000020000,FLT,04-MAY-2019,01-JUN-1972,Y,E01
0000030000,OCC,COUN,,XX,01-APR-1990,,N,E01
0000030001,voi,LEASEHOLD,0000030000,Mai,01-JAN-1900,31-FEB-1970,Y,E01
0000040000,OCC,COUN,,HOU,01-APR-1990,,Y,E01
0000040001,OCC,COUN,0000040000,GAR,01-APR-1990,,N,E01
,OCC,COUN,,FLT,,,,
0000020001,CLO,COUN,,FLT,,,,
"""
ADDRESSES = """
LAUS_LEGACY_REF,LAUS_AUT_FAO_CODE,LAUS_AUT_FAR_CODE,LAUS_START_DATE,LAUS_END_DATE,LADR_FLAT,LADR_BUILDING,LADR_STREET_NUMBER,LAEL_STREET,LAEL_AREA,LAEL_TOWN,LAEL_POSTCODE,LADR_UPRN
0000020000,PRO,PHYSICAL,01-APR-1990,,,Larch House,,Orchard Rise,Orchard Rise,Haverleigh,ZZ4 2LH,999000000001
0000020001,PRO,PHYSICAL,01-APR-1990,01-APR-2001,Flat 9,Old House,,Orchard Rise,,Haverleigh,ZZ4 2LH,999000000009
0000020001,PRO,PHYSICAL,02-APR-2001,01-JAN-1900,Flat 1,Larch House,,Orchard Rise,Millfield,Haverleigh,zz42lh,0999000000002
0000020001,PRO,CORRESPOND,02-APR-2015,,,,7,Acacia Way,,Haverleigh,ZZ4 3AA,
0000040000,PRO,PHYSICAL,01-APR-1990,,,,14,Acacia Way,,Haverleigh,ZZ4 3AA,9.99000E+11
100042,PAR,CORRESPOND,01-APR-2020,,,,3,Ivel Terrace,,Haverleigh,ZZ4 1AA,
"""
ELEMENTS = """
LPEL_PRO_PROPREF,LPEL_ETY_CODE,LPEL_START,LPEL_ATTY_CODE,LPEL_VALUE,LPEL_END,LPEL_QUANTITY,LPEL_INSTALL_DATE,LPEL_REMAINING_LIFE
0000020001,BEDS,01-APR-1990,,1.00,31-MAR-2010,1,,
0000020001,BEDS,01-APR-2010,,2.00,,1,,
0000020001,FLOOR,01-APR-1990,,0.00,,1,,
0000020001,HEAT,01-APR-2015,GAS,,,1,01-MAY-2015,9
0000020001,KITC,01-APR-1990,,,01-APR-2015,1,01-MAY-1990,
"""


@pytest.fixture(scope="module")
def nec(tmp_path_factory: pytest.TempPathFactory) -> Received:
    home: Path = tmp_path_factory.mktemp("nec")
    return receive("nec", home, properties=PROPERTIES, addresses=ADDRESSES, property_elements=ELEMENTS)


def test_a_block_by_type_or_by_what_stands_beneath_it_is_no_home(nec: Received) -> None:
    assert [row["source_key"] for row in nec.of("property")] == ["0000020000", "0000030000"]
    assert nec.one("property", "0000020000")["kind"] == "block"
    assert nec.one("property", "0000020000")["name"] == "Larch House"


def test_a_house_with_a_garage_beneath_it_stays_a_home(nec: Received) -> None:
    assert nec.one("unit", "0000040000")["kind"] == "house"
    assert nec.one("unit", "0000040001")["kind"] == "garage"


def test_a_home_takes_its_current_address_bedrooms_and_floor(nec: Received) -> None:
    home = nec.one("unit", "0000020001")
    assert home["address_line"] == "Flat 1, Larch House, Orchard Rise, Millfield, Haverleigh"
    assert (home["postcode"], home["uprn"], home["uprn_as_given"]) == (
        "ZZ4 2LH",
        "999000000002",
        "0999000000002",
    )
    assert (home["bedrooms"], home["floor_level"]) == (2, "0")
    assert (home["parent_ref"], home["area_code"], home["built_year"]) == ("0000020000", "E01", 1972)
    assert home["residential"] is True


def test_codes_in_any_case_are_known_and_kept_beside(nec: Received) -> None:
    home = nec.one("unit", "0000030001")
    assert (home["status"], home["status_source"]) == ("void", "voi")
    assert (home["kind"], home["kind_source"]) == ("maisonette", "Mai")
    assert home["status_since"] is None
    assert nec.one("property", "0000030000")["kind_source"] == "XX"


def test_what_cannot_be_used_is_told(nec: Received) -> None:
    kinds = {kind for kind, _, _ in nec.kinds()}
    assert {"missing_key", "duplicate_key", "bad_date", "unknown_code", "bad_uprn"} <= kinds
    assert nec.one("unit", "0000020001")["status"] == "occupied"


def test_addresses_say_whose_they_are(nec: Received) -> None:
    types = {row["object_ref"]: row["object_type"] for row in nec.of("address")}
    assert types == {"0000020000": "property", "0000020001": "unit", "0000040000": "unit", "100042": "person"}
    assert len(nec.of("address")) == 6


def test_components_are_what_is_fitted_now_but_bedrooms_and_floor(nec: Received) -> None:
    (heating,) = nec.of("asset_component")
    assert (heating["element"], heating["attribute"]) == ("HEAT", "GAS")
    assert (heating["installed_year"], heating["remaining_life_years"]) == (2015, 9)
