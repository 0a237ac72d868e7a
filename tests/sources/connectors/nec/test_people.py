"""NEC's people, flattened onto tenancies, as people, households and what they told us."""

from datetime import date

import pytest

from tests.sources.connectors.receiving import Received, receive

PEOPLE = """
LPAR_PER_ALT_REF,LPAR_PER_TITLE,LPAR_PER_FORENAME,LPAR_PER_OTHER_NAME,LPAR_PER_SURNAME,LPAR_PER_DATE_OF_BIRTH,LPAR_PER_NI_NO,LPAR_TCY_ALT_REF,LPAR_HOP_START_DATE,LPAR_HOP_END_DATE,LPAR_HOP_HRV_REL_CODE,LPAR_HOP_HEAD_HHOLD_IND,LPAR_TCY_IND,LPAR_TIN_MAIN_TENANT_IND,LPAR_PER_FRV_FGE_CODE,LPAR_PER_FRV_FEO_CODE,LPAR_PER_HOU_DISABLED_IND,LPAR_PER_HOU_AT_RISK_IND,LPAR_TYPE,LPAR_ORG_NAME,LPAR_MODIFIED_DATE
100042,MRS,JANE,A,OKORO,03-MAY-1980,PP123456A,T1,04-MAY-2010,03-MAY-2019,TENANT,Y,Y,Y,F,BAFR,N,N,P,,01-JUN-2015
100042,MRS,JANE,A,OKORO-LANE,03-MAY-1980,PP123456A,T2,04-MAY-2019,01-JAN-1900,TENANT,Y,Y,Y,F,BAFR,Y,Y,P,,01-JUN-2020
100042,MRS,JANE,A,OKORO-LANE,03-MAY-1980,PP123456A,T2,04-MAY-2019,01-JAN-1900,TENANT,Y,Y,Y,F,BAFR,Y,Y,P,,01-JUN-2020
100043,,SAM,,LANE,,,T2,04-MAY-2019,,son,N,N,,M,16,N,N,P,,01-JUN-2020
ORG1,,,,,,,T2,04-MAY-2019,,,,N,,,,,,O,Weirside Support CIC,
"""
TENANCIES = """
LTCY_ALT_REF,LTCY_TTY_CODE,LTCY_ACT_START_DATE,LTCY_ACT_END_DATE,LTCY_HRV_TTYP_CODE,LTCY_HRV_TTR_CODE,LTCY_PERM_TEMP_IND,LTCY_THO_PROPREF1,LTCY_THO_START_DATE1,LTCY_THO_END_DATE1,LTCY_THO_PROPREF2,LTCY_THO_START_DATE2
T1,Demoted,04-MAY-2010,03-MAY-2019,SECURE,TRANS,P,0000020001,04-MAY-2010,03-MAY-2019,,
T2,SEC,04-MAY-2019,01-JAN-1900,SECURE,,P,7000000001,04-MAY-2019,,0000020002,04-MAY-2019
"""
PROPERTIES = """
LPRO_PROPREF,LPRO_SCO_CODE,LPRO_HOU_PTV_CODE
0000020001,OCC,FLT
0000020002,OCC,FLT
7000000001,OCC,GAR
"""
ADDRESSES = """
LAUS_LEGACY_REF,LAUS_AUT_FAO_CODE,LADR_STREET_NUMBER,LAEL_STREET,LAEL_TOWN,LAEL_POSTCODE
0000020002,PRO,14,Acacia Way,Haverleigh,ZZ4 3AA
"""
CONTACTS = """
LCDE_LEGACY_REF,LCDE_LEGACY_TYPE,LCDE_START_DATE,LCDE_END_DATE,LCDE_CONTACT_VALUE,LCDE_FRV_CME_CODE,LCDE_PRECEDENCE,LCDE_ALLOW_TEXTS
100042,PAR,01-JAN-2010,01-JAN-2015,07700 900001,MOBILETEL,1,Y
100042,PAR,01-JAN-2015,,+44 7700 900002,Mobiletel,1,Y
100042,PAR,01-JAN-2015,,Jane@Example.org,EMAIL,2,
0000020002,PRO,01-JAN-2015,,01632 960001,HOMETEL,1,
"""
VOIDS = """
LVEV_PRO_PROPREF,LVEV_VIN_HPS_START_DATE,LVEV_VIN_HPS_END_DATE,LVEV_VIN_HPS_HPC_CODE,LVEV_EVT_CODE,LVEV_EVENT_DATE,LVEV_TARGET_DATE,LVEV_DEV_VPA_CODE
0000020002,01-APR-2019,03-MAY-2019,VOID,KEYS,01-APR-2019,02-APR-2019,STD
0000020002,01-APR-2019,03-MAY-2019,VOID,RTL,20-APR-2019,22-APR-2019,STD
0000020002,01-APR-2019 00:00:00,03-MAY-2019,VOID,LET,04-MAY-2019,04-MAY-2019,STD
0000020002,01-APR-2016,30-APR-2016,MWV,LET,01-MAY-2016,,MAJ
"""


@pytest.fixture(scope="module")
def nec(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return receive(
        "nec",
        tmp_path_factory.mktemp("nec"),
        people=PEOPLE,
        tenancies=TENANCIES,
        properties=PROPERTIES,
        addresses=ADDRESSES,
        contact_details=CONTACTS,
        void_events=VOIDS,
    )


def test_a_person_on_two_tenancies_is_one_person_as_last_changed(nec: Received) -> None:
    assert [row["source_key"] for row in nec.of("person")] == ["100042", "100043"]
    jane = nec.one("person", "100042")
    assert (jane["family_name"], jane["date_of_birth"]) == ("OKORO-LANE", date(1980, 5, 3))
    assert jane["ni_no_masked"] == "PP••••••A"


def test_a_person_lives_in_the_home_of_the_latest_tenancy_and_not_in_its_garage(nec: Received) -> None:
    jane = nec.one("person", "100042")
    assert (jane["home_ref"], jane["home_postcode"]) == ("0000020002", "ZZ4 3AA")
    assert jane["home_address"] == "14 Acacia Way, Haverleigh"
    assert (jane["phone"], jane["email"]) == ("07700900002", "jane@example.org")


def test_an_organisation_among_people_is_an_organisation(nec: Received) -> None:
    assert nec.one("organization", "ORG1")["name"] == "Weirside Support CIC"
    assert not [row for row in nec.of("household_member") if row["person_ref"] == "ORG1"]


def test_what_people_told_us_has_its_own_table_and_numbers_are_not_guessed(nec: Received) -> None:
    assert nec.one("equality_information", "100042")["ethnic_group"] == "13"
    sam = nec.one("equality_information", "100043")
    assert (sam["ethnic_group"], sam["ethnic_group_source"]) == (None, "16")
    assert ("unknown_code", "LPAR_PER_FRV_FEO_CODE", "16") in nec.kinds()


def test_flags_become_alerts_whose_keys_do_not_say_what_they_are(nec: Received) -> None:
    alerts = nec.of("person_alert")
    assert {row["code"] for row in alerts} == {"disability", "at_risk"}
    assert all("DISAB" not in row["source_key"] and "RISK" not in row["source_key"] for row in alerts)


def test_a_household_is_a_tenancy_s_with_its_members_once(nec: Received) -> None:
    household = nec.one("household", "tenancy/T2")
    assert (household["household_ref"], household["size"], household["ends_on"]) == ("T2", 2, None)
    members = [row for row in nec.of("household_member") if row["household_key"] == "tenancy/T2"]
    assert {row["person_ref"]: row["relationship"] for row in members} == {"100042": "main", "100043": "son"}
    assert "duplicate_key" in {kind for kind, _, _ in nec.kinds()}


def test_a_tenancy_holds_each_of_its_homes(nec: Received) -> None:
    held = {(row["tenancy_ref"], row["unit_ref"]) for row in nec.of("tenancy_unit")}
    assert held == {("T1", "0000020001"), ("T2", "7000000001"), ("T2", "0000020002")}
    assert nec.one("tenancy", "T2")["unit_ref"] == "0000020002"
    assert nec.one("tenancy", "T1")["kind"] == "demoted"
    assert nec.one("tenancy", "T2")["ends_on"] is None


def test_a_void_is_one_spell_with_its_steps_and_the_letting_that_ended_it(nec: Received) -> None:
    void = nec.one("void", "0000020002/2019-04-01")
    assert (void["lettable_on"], void["last_event"]) == (date(2019, 4, 20), "let")
    assert void["last_event_source"] == "LET"
    assert (void["starts_on"], void["ends_on"]) == (date(2019, 4, 1), date(2019, 5, 3))
    assert len([row for row in nec.of("status_history") if row["void_ref"] == void["source_key"]]) == 3
    assert nec.one("letting", "T2")["void_ref"] == void["source_key"]
    assert nec.one("letting", "T1")["void_ref"] is None


def test_contact_details_of_people_are_kept_with_their_plain_form(nec: Received) -> None:
    said = {(row["medium"], row["value_normal"], row["ends_on"]) for row in nec.of("communication")}
    assert said == {
        ("mobile", "07700900001", date(2015, 1, 1)),
        ("mobile", "07700900002", None),
        ("email", "jane@example.org", None),
    }
