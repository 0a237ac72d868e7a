"""NEC's voids: every empty spell with its path and the events along it, those that are over and those that
run.
"""

from rooftree.sources.synthetic import days
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Home, World
from rooftree.sources.synthetic.writing import Folder

KEPT = 6 * 365
MAJOR_FROM = 90
STEPS = (
    ("NTREC", -28, 0),
    ("KEYS", 0, 3),
    ("INSP", 2, 5),
    ("WKST", 5, 10),
    ("WKCM", 14, 21),
    ("RTL", 15, 23),
)
LAST_STEPS = ("OFFR", "LET")
WORDS = {
    "NTREC": "Notice received",
    "KEYS": "Keys in",
    "INSP": "Void inspection",
    "WKST": "Works started",
    "WKCM": "Works completed",
    "RTL": "Ready to let",
    "OFFR": "Offer made",
    "LET": "Let",
}


class Voids:
    """Writes the empty spells between tenancies, and the one that runs today if the home is empty."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        self.chance = chance
        self.today = world.today
        self.sheet = folder.sheet("nec", "void_events")

    def write(self, home: Home) -> None:
        if not home.is_let_by_us:
            return
        ends = [tenancy.end for tenancy in home.tenancies if tenancy.end]
        starts: list[int | None] = [tenancy.start for tenancy in home.tenancies[1:]]
        if home.current is None and ends:
            starts.append(None)
        for end, start in zip(ends, starts, strict=False):
            if end >= self.today - KEPT and (start is None or start - end > 1):
                self._void(home, begins=end + 1, let_on=start)

    def _void(self, home: Home, *, begins: int, let_on: int | None) -> None:
        length = (let_on or self.today + 20) - begins
        major = length > MAJOR_FROM
        path = (
            "SHEL" if home.kind == "SHL" else "TA" if home.hold == "temporary" else "MAJ" if major else "STD"
        )
        common: Row = {
            "LVEV_PRO_PROPREF": home.propref,
            "LVEV_VIN_HPS_START_DATE": days.nec(begins),
            "LVEV_VIN_HPS_END_DATE": days.nec(let_on - 1) if let_on else "",
            "LVEV_VIN_HPS_HPC_CODE": "MWV" if major else "VOID",
            "LVEV_DEV_VPA_CODE": path,
        }
        for code, on, target in self._events(begins, length):
            if on > self.today and code != "NTREC":
                break
            event = {
                "LVEV_EVT_CODE": code,
                "LVEV_EVENT_DATE": days.nec(on),
                "LVEV_TARGET_DATE": days.nec(target),
            }
            self.sheet.add(common | event | {"LVEV_TEXT": WORDS[code]})

    def _events(self, begins: int, length: int) -> list[tuple[str, int, int]]:
        """Event, day and target day: the usual path stretched over the time that this void took."""
        stretch = max(0.1, length / 26)
        found = []
        last = begins
        for code, at, target in STEPS:
            day = (
                begins + at if at <= 0 else max(last, begins + int(at * stretch) + self.chance.between(0, 1))
            )
            day = min(day, begins + length - 1)
            last = max(last, day)
            found.append((code, day, begins + target))
        ready = last
        offered = min(begins + length - 1, ready + 1 + int(2 * stretch))
        found += [("OFFR", offered, ready + 2), ("LET", begins + length, begins + 26)]
        return found
