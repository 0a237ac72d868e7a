from collections import Counter, defaultdict
from hashlib import sha256

from tests.sources.synthetic.extracts import Read


def test_no_access_is_an_event_and_mostly_has_proof(sound: Read) -> None:
    codes = Counter(row["eventRef"] for row in sound("oneserve", "job_events"))
    missed = [row for row in sound("oneserve", "appointments") if row["status"] == "No access"]
    assert codes["NOACC"] == len(missed) > 0
    assert 0 < codes["CARD"] < codes["NOACC"]
    photos = Counter(row["type"] for row in sound("oneserve", "attachments"))
    assert photos["door photo"] == photos["card photo"] == codes["NOACC"]


def test_operatives_come_after_the_call_and_leave_after_they_come(sound: Read) -> None:
    for row in sound("oneserve", "appointments"):
        if row["actualStartDate"]:
            assert row["createdDate"] < row["actualStartDate"] < row["actualEndDate"], row


def test_events_of_a_job_are_told_once_each_moment(sound: Read) -> None:
    keys = [(row["jobRef"], row["eventDateTime"], row["eventRef"]) for row in sound("oneserve", "job_events")]
    assert len(keys) == len(set(keys))


def test_all_four_slots_and_the_future_are_booked(sound: Read) -> None:
    visits = sound("oneserve", "appointments")
    assert {row["dayDivisionId"] for row in visits} == {"AM", "PM", "SCHOOL", "ALLDAY"}
    assert any(row["status"] == "Booked" and row["startDate"] >= "2026-11-20" for row in visits)
    assert not any(row["status"] == "Booked" and row["startDate"] < "2026-11-20" for row in visits)


def test_completed_jobs_have_their_last_visit_completed(sound: Read) -> None:
    last: dict[str, str] = {}
    for row in sound("oneserve", "appointments"):
        last[row["jobRef"]] = row["status"]
    kinds = defaultdict(set)
    for row in sound("oneserve", "jobs"):
        kinds[row["status"]].add(last[row["jobRef"]])
    assert kinds["Completed"] == {"Completed", "Follow-on"}
    assert kinds["Booked"] == {"Booked"}


def test_attachments_carry_the_hash_of_what_they_name(sound: Read) -> None:
    for row in sound("oneserve", "attachments")[:50]:
        assert row["sha256"] == sha256(row["uri"].encode()).hexdigest()
