from collections import defaultdict

from rooftree.sources.synthetic import days
from tests.sources.synthetic.extracts import Cells, Read


def spells(sound: Read) -> dict[tuple[str, str], list[Cells]]:
    found: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for row in sound("nec", "void_events"):
        found[row["LVEV_PRO_PROPREF"], row["LVEV_VIN_HPS_START_DATE"]].append(row)
    return found


def test_a_void_goes_through_its_steps_in_order(sound: Read) -> None:
    for events in spells(sound).values():
        dates = [days.read_nec(row["LVEV_EVENT_DATE"]) for row in events]
        assert dates == sorted(dates)
        assert events[0]["LVEV_EVT_CODE"] == "NTREC"


def test_a_void_that_ended_was_let_the_day_after(sound: Read) -> None:
    ended = [events for events in spells(sound).values() if events[0]["LVEV_VIN_HPS_END_DATE"]]
    assert ended
    for events in ended:
        assert events[-1]["LVEV_EVT_CODE"] == "LET"
        let, end = events[-1]["LVEV_EVENT_DATE"], events[-1]["LVEV_VIN_HPS_END_DATE"]
        assert days.read_nec(let) == days.read_nec(end) + 1


def test_nobody_holds_a_home_while_it_is_void(sound: Read) -> None:
    held = defaultdict(list)
    for row in sound("nec", "tenancies"):
        end = row["LTCY_ACT_END_DATE"]
        until = days.read_nec(end) if end not in {"", days.OPEN_ENDED} else 10**7
        held[row["LTCY_THO_PROPREF1"]].append((days.read_nec(row["LTCY_ACT_START_DATE"]), until))
    for propref, start in spells(sound):
        day = days.read_nec(start)
        assert not any(begins <= day <= ends for begins, ends in held[propref])
