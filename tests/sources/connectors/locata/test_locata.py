# ruff: noqa: E501 (a line of an extract is as long as its columns)
"""Locata's clients, cases, register and placements in canonical rows."""

from datetime import date

import pytest

from tests.sources.connectors.receiving import Received, receive

CLIENTS = """
ClientID,Title,Forename,Surname,DOB,NINO,Gender,Ethnicity,Nationality,Email,Mobile,Address,Postcode,CreatedDate
30881,Ms,Jane,Okoro,03/05/1980,PP 12 34 56 A,Female,Black: African,British,jane@example.org,07700 900001,"14 Acacia Way, Haverleigh",zz43aa,29/06/2026
30882,Mr,Leo,Lane,29344,,Male,19,,,,,,
"""
CASES = """
CaseRef,ClientID,ApplicationDate,PreventionStart,PreventionEnd,PreventionReason,ReliefStart,MainDutyDecision,MainDutyDate,Intentional,LocalConnection,CaseStatus
HC1,30881,29/06/2026,29/06/2026,24/08/2026,Homeless,25/08/2026,Main duty accepted,20/10/2026,N,Y,Open
HC2,30882,01/07/2026,,,,,,,,,Closed
"""
HOUSEHOLD = """
CaseRef,PersonNo,Forename,Surname,Relationship,DOB,Age,Gender
HC1,1,Jane,Okoro,Applicant,03/05/1980,46,Female
HC1,2,Sam,Okoro,Son,,4,Male
"""
NEEDS = """
CaseRef,PersonNo,SupportNeed
HC1,1,Experience of domestic abuse
HC1,2,Learning disability
HC2,,A need nobody listed
"""
PLACEMENTS = """
CaseRef,PlacementID,AccomType,Provider,Address,Postcode,UPRN,EntryDate,ExitDate,NightlyCost,Bedrooms,OutOfBorough
HC1,TA1,B&B,The Weir Hotel,14 Millfield Road,ZZ4 2UZ,,46328,,88.00,2,Y
HC1,TA2,Own stock,Haverleigh District Council,"Flat 1, Larch House",ZZ4 2LH,999000000002,01/11/2026,,21.00,2,N
"""
REGISTER = """
AppRef,ClientID,Band,EffectiveDate,BedroomNeed,Status,ReviewDate,CurrentTenancyRef
APP1,30881,Band B,23/09/2026,2,Active,23/09/2027,T2
"""
REGISTER_HOUSEHOLD = """
AppRef,PersonNo,Relationship,DOB,Gender
APP1,1,Applicant,03/05/1980,Female
APP1,2,Son,04/01/2022,Male
"""


@pytest.fixture(scope="module")
def locata(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return receive(
        "locata",
        tmp_path_factory.mktemp("locata"),
        clients=CLIENTS,
        homeless_cases=CASES,
        case_household=HOUSEHOLD,
        case_support_needs=NEEDS,
        ta_placements=PLACEMENTS,
        register=REGISTER,
        register_household=REGISTER_HOUSEHOLD,
        bids="AppRef,PropertyRef,Cycle,BidDate,Rank\nAPP1,0000020001,C1,15/10/2026,3",
        offers="AppRef,PropertyRef,OfferDate,Outcome,RefusalReason\nAPP1,0000020001,20/10/2026,Refused,Too small",
    )


def test_people_are_known_by_client_and_by_their_number_in_a_household(locata: Received) -> None:
    keys = [row["source_key"] for row in locata.of("person")]
    assert keys == ["30881", "30882", "APP1/1", "APP1/2", "HC1/1", "HC1/2"]
    assert locata.one("person", "30882")["date_of_birth"] == date(1980, 5, 3)


def test_an_applicant_without_a_name_in_the_household_has_the_client_s(locata: Received) -> None:
    assert locata.one("person", "APP1/1")["full_name"] == "Jane Okoro"
    son = locata.one("person", "APP1/2")
    assert (son["full_name"], son["home_postcode"]) == (None, "ZZ4 3AA")


def test_each_household_has_its_main_applicant_once(locata: Received) -> None:
    heads = {
        row["household_key"]: row["person_ref"] for row in locata.of("household_member") if row["is_head"]
    }
    assert heads == {
        "homelessness_case/HC1": "30881",
        "homelessness_case/HC2": "30882",
        "housing_application/APP1": "30881",
    }
    sizes = {row["source_key"]: row["size"] for row in locata.of("household")}
    assert sizes == {"homelessness_case/HC1": 2, "homelessness_case/HC2": 1, "housing_application/APP1": 2}


def test_a_case_owes_each_duty_that_it_says_anything_of(locata: Received) -> None:
    duties = {row["duty"]: row for row in locata.of("homelessness_duty")}
    assert set(duties) == {"prevention", "relief", "main"}
    assert (duties["prevention"]["ends_on"], duties["prevention"]["end_reason"]) == (
        date(2026, 8, 24),
        "Homeless",
    )
    assert duties["main"]["decided_on"] == date(2026, 10, 20)


def test_support_needs_are_the_person_s_and_their_keys_do_not_say_them(locata: Received) -> None:
    needs = {row["person_ref"]: row["code"] for row in locata.of("person_alert")}
    assert needs == {"30881": "domestic_abuse", "HC1/2": "learning", "30882": None}
    assert all("abuse" not in row["source_key"] for row in locata.of("person_alert"))
    assert "A need nobody listed" in {row["source_text"] for row in locata.of("person_alert")}


def test_ethnicity_is_read_by_its_words_and_never_by_a_bare_number(locata: Received) -> None:
    assert locata.one("equality_information", "30881")["ethnic_group"] == "13"
    leo = locata.one("equality_information", "30882")
    assert (leo["ethnic_group"], leo["ethnic_group_source"]) == (None, "19")


def test_a_placement_is_a_home_with_an_address_and_a_provider(locata: Received) -> None:
    placement = locata.one("temporary_accommodation_placement", "TA1")
    assert (placement["kind"], placement["nightly_cost_pence"], placement["out_of_area"]) == (
        "bed_and_breakfast",
        8800,
        True,
    )
    assert placement["entered_on"] == date(2026, 11, 2)
    assert locata.one("unit", "TA2")["uprn"] == "999000000002"
    assert {row["object_ref"]: row["role"] for row in locata.of("address")} == {
        "30881": "correspondence",
        "TA1": "placement",
        "TA2": "placement",
    }
    assert placement["provider_name"] in {row["source_key"] for row in locata.of("organization")}


def test_the_register_tells_applications_bids_and_offers(locata: Received) -> None:
    application = locata.one("housing_application", "APP1")
    assert (application["band"], application["tenancy_ref"], application["status"]) == ("b", "T2", "active")
    assert locata.of("bid")[0]["rank"] == 3
    assert locata.of("offer")[0]["outcome"] == "refused"
