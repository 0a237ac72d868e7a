# ruff: noqa: E501 (a line of an extract is as long as its columns)
"""Oneserve's sites and jobs in canonical rows: three date formats, contacts with names to take apart."""

from datetime import UTC, datetime

import pytest

from tests.sources.connectors.receiving import Received, receive

SITES = """
siteRef,siteId,siteType,name,address1,address2,address3,address4,postcode,area,considerations,contactName,contactPhone,contactEmail
0000020001,900001,Dwelling,"Flat 1, Larch House",Flat 1,Larch House,Orchard Rise,Haverleigh,ZZ4 2LH,A01,Registered blind,Mrs J Okoro,07700 900001,jane@example.org
0000020002,900002,Dwelling,,Flat 2,Larch House,,Haverleigh,ZZ4 2LH,A01,,"De Souza, Ana",01632 960001,
0000020003,900003,Dwelling,,Flat 3,Larch House,,Haverleigh,ZZ4 2LH,A01,,Peter van der Berg,,
0000020004,900004,Dwelling,,Flat 4,Larch House,,Haverleigh,ZZ4 2LH,A01,,The Occupier,01632 960002,
0000020005,900005,Dwelling,,Flat 5,Larch House,,Haverleigh,ZZ4 2LH,A01,,Mr & Mrs K Lane,,
0000020000,900000,Block,Larch House,Larch House,Orchard Rise,,Haverleigh,ZZ4 2LH,A01,,,,
"""
JOBS = """
jobRef,clientRef,siteRef,workType,priority,status,reportedDate,targetDate,completedDate,description,sor,trade,jobCost,contractor,followOnOf
HR-1,WO1,0000020001,Responsive,Emergency,Completed,22/11/2025 12:00,23/11/2025 12:00,22-11-2025 16:30:10,Leak,PLM013,Plumbing,86.00,Hollin & Rowe,
HR-2,WO2,0000020001,Responsive,2,104,2026-05-04T09:30:00,,,,,Plumbing,,Hollin & Rowe,HR-1
"""
EVENTS = """
jobRef,eventDateTime,eventRef,eventDescription,eventNotes,eventRecordedBy,appointmentId
HR-1,22-11-2025 15:00:00,NOACC,No access,Knocked three times,R1,500001
HR-1,22-11-2025 15:00:00,NOACC,No access,Knocked three times,R1,500001
HR-1,22/11/2025 15:01,CALL,Contact attempt,,R1,500001
HR-1,2025-11-22T15:02:00,CARD,Card left,,R1,500001
HR-1,22-11-2025 15:03:00,ZZZ9,Something local,,R1,
"""


@pytest.fixture(scope="module")
def oneserve(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return receive(
        "oneserve",
        tmp_path_factory.mktemp("oneserve"),
        sites=SITES,
        jobs=JOBS,
        job_events=EVENTS,
        resources="resourceId,name,trade,employer\nR1,David Smith,Plumbing,Hollin & Rowe\nR2,Ann Price,Gas,Tarnside",
        appointments="id,jobRef,startDate,dayDivisionId,resourceId,status,createdDate\n500001,HR-1,22/11/2025,SCHOOL,R1,No access,2025-11-20T10:00:00",
        attachments="jobRef,appointmentId,type,uri,takenAt,sha256\nHR-1,500001,door photo,photos/1.jpg,2025-11-22T15:01:00,00ff",
        notifications="appointmentId,kind,channel,to,sentAt,deliveredAt,status\n500001,day-before,sms,07700 900001,2025-11-21T16:00:00,,failed",
    )


def test_a_site_is_a_home_unless_it_is_a_block(oneserve: Received) -> None:
    assert [row["source_key"] for row in oneserve.of("property")] == ["0000020000"]
    home = oneserve.one("unit", "0000020001")
    assert (home["alternative_ref"], home["kind"]) == ("900001", "dwelling")
    assert home["address_line"] == "Flat 1, Larch House, Orchard Rise, Haverleigh"
    assert len(oneserve.of("address")) == 6


def test_contacts_names_are_taken_apart(oneserve: Received) -> None:
    parts = {
        row["source_key"][-1]: (row["title"], row["given_name"], row["middle_name"], row["family_name"])
        for row in oneserve.of("person")
    }
    assert parts == {
        "1": ("MRS", "J", None, "Okoro"),
        "2": (None, "Ana", None, "De Souza"),
        "3": (None, "Peter", None, "van der Berg"),
        "5": (None, "K", None, "Lane"),
    }


def test_a_contact_s_ways_are_kept_only_of_somebody(oneserve: Received) -> None:
    ways = {row["source_key"]: (row["medium"], row["value_normal"]) for row in oneserve.of("communication")}
    assert ways == {
        "0000020001/telephone": ("mobile", "07700900001"),
        "0000020001/email": ("email", "jane@example.org"),
        "0000020002/telephone": ("telephone", "01632960001"),
    }


def test_considerations_are_an_unreviewed_note_about_the_home(oneserve: Received) -> None:
    (note,) = oneserve.of("person_alert")
    assert (note["code"], note["unit_ref"], note["person_ref"]) == ("unreviewed_note", "0000020001", None)
    assert note["source_text"] == "Registered blind"


def test_a_job_knows_its_order_and_reads_every_date_form(oneserve: Received) -> None:
    job = oneserve.one("work_order", "HR-1")
    assert (job["job_ref"], job["order_ref"], job["cost_pence"]) == ("HR-1", "WO1", 8600)
    assert job["reported_at"].astimezone(UTC) == datetime(2025, 11, 22, 12, tzinfo=UTC)
    assert job["completed_at"].astimezone(UTC) == datetime(2025, 11, 22, 16, 30, 10, tzinfo=UTC)
    later = oneserve.one("work_order", "HR-2")
    assert later["reported_at"].astimezone(UTC) == datetime(2026, 5, 4, 8, 30, tzinfo=UTC)
    assert (later["status"], later["status_source"], later["priority"]) == (None, "104", "urgent")
    assert later["follow_on_of_ref"] == "HR-1"
    assert [row["sor_code"] for row in oneserve.of("work_element")] == ["PLM013"]


def test_events_are_kept_every_one_with_codes_where_known(oneserve: Received) -> None:
    codes = [
        row["code"] for row in sorted(oneserve.of("job_status_update"), key=lambda row: row["source_row"])
    ]
    assert codes == ["no_access", "no_access", "contact_attempted", "card_left", None]
    assert ("unknown_code", "eventRef", "ZZZ9") in oneserve.kinds()


def test_the_proof_of_a_visit_is_told(oneserve: Received) -> None:
    visit = oneserve.one("appointment", "500001")
    assert (visit["slot"], visit["status"], visit["operative_ref"]) == ("school_run", "no_access", "R1")
    assert oneserve.of("attachment")[0]["kind"] == "door_photo"
    (message,) = oneserve.of("notification")
    assert (message["kind"], message["channel"], message["status"]) == ("day_before", "text", "failed")


def test_an_organisation_named_by_two_files_is_one(oneserve: Received) -> None:
    kinds = {row["source_key"]: row["kind"] for row in oneserve.of("organization")}
    assert kinds == {"Hollin & Rowe": "contractor", "Tarnside": "employer"}
