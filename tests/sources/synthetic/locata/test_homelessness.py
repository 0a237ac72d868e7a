from rooftree.sources.synthetic.days import read_british
from tests.sources.synthetic.extracts import Read

STEPS = (
    "ApplicationDate",
    "PreventionStart",
    "PreventionEnd",
    "ReliefStart",
    "ReliefEnd",
    "MainDutyDate",
    "ClosedDate",
)


def test_duties_follow_one_another(sound: Read) -> None:
    cases = sound("locata", "homeless_cases")
    assert {row["DutyOwed"] for row in cases} >= {"Prevention", "Relief", "Main"}
    for row in cases:
        dates = [read_british(row[step]) for step in STEPS if row[step]]
        assert dates == sorted(dates), row
        assert read_british(row["AssessDate"]) >= read_british(row["ApplicationDate"])


def test_placements_end_when_the_case_closes(sound: Read) -> None:
    closed = {row["CaseRef"]: row["ClosedDate"] for row in sound("locata", "homeless_cases")}
    placements = sound("locata", "ta_placements")
    assert placements
    for row in placements:
        if closed[row["CaseRef"]]:
            assert row["ExitDate"], row
            assert read_british(row["ExitDate"]) <= read_british(closed[row["CaseRef"]])


def test_our_own_temporary_homes_are_known_by_their_uprn(sound: Read) -> None:
    uprns = {row["LADR_UPRN"] for row in sound("nec", "addresses")}
    own = [row for row in sound("locata", "ta_placements") if row["AccomType"] == "Own stock"]
    assert own
    assert all(row["UPRN"] in uprns for row in own)
