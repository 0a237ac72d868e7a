"""Locata's temporary accommodation: nightly paid, bed and breakfast, leased, and our own homes."""

from itertools import count
from typing import Any

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.locata.applicants import Applicant
from rooftree.sources.synthetic.world.model import Home, World
from rooftree.sources.synthetic.writing import Folder

HOTEL_STAY = (3, 60)
LONGER_STAY = (30, 380)
OTHERS_UPRNS = 999_900_000_000


class Placements:
    """Writes placements for the days in which a household was owed somewhere to stay."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        said: dict[str, Any] = declared.table("homelessness")["placements"]
        self.folder = folder
        self.faults = folder.faults
        self.today = world.today
        self.homes = world.homes
        self.chance = chance
        self.kinds = said
        self.outside = Weighted({name: float(one["share"]) for name, one in said.items() if name != "own"})
        self.refs = count(12_001)
        self.sheet = folder.sheet("locata", "ta_placements")

    def place(self, case: str, who: Applicant, begins: int, closed: int | None, *, in_our_home: bool) -> None:
        """First somewhere by the night, and from there on, until the case closes."""
        until = closed or self.today + 1
        if in_our_home and who.home and who.tenancy:
            if begins < who.tenancy.start:
                self._placement(case, "bb", None, begins, who.tenancy.start, closed)
            self._placement(case, "own", who.home, who.tenancy.start, None, closed)
            return
        day = begins
        while day < until:
            kind = self.outside.draw(self.chance)
            ends = day + self.chance.between(*(HOTEL_STAY if kind == "bb" else LONGER_STAY))
            ends = min(ends, until)
            self._placement(case, kind, None, day, ends if ends <= self.today else None, closed)
            day = ends

    def _placement(
        self, case: str, kind: str, home: Home | None, entry: int, leaving: int | None, closed: int | None
    ) -> None:
        chance = self.chance
        said = self.kinds[kind]
        number = next(self.refs)
        ref = f"TA{number:06d}"
        place = home.building if home else chance.one_of(self.homes).building
        rooms = home.bedrooms if home else chance.between(1, 3)
        cost = chance.between(*said["cost"])
        other = chance.between(1, 400)
        uprn = home.uprn if home else str(OTHERS_UPRNS + place.number * 1000 + other)
        true_home = home.true_id if home else f"OUTSIDE{place.number:06d}-{other}"
        row: Row = {
            "CaseRef": case,
            "PlacementID": ref,
            "AccomType": said["type"],
            "Provider": said["provider"],
            "Address": home.line() if home else f"{300 + other} {place.street}, {place.estate.town}",
            "Postcode": place.postcode,
            "UPRN": uprn if home or kind != "bb" else "",
            "EntryDate": days.british(entry),
            "ExitDate": days.british(leaving) if leaving else "",
            "NightlyCost": f"{cost}.00",
            "HBSubsidy": f"{cost * 0.55:.2f}",
            "ClientContribution": f"{chance.between(0, 6)}.00",
            "Bedrooms": rooms,
            "OutOfBorough": "Y" if home is None and chance.happens(0.12) else "N",
        }
        self.folder.home_is("locata", ref, true_home)
        if closed and leaving == closed and self.faults.strikes("placement_open_after_case_closed"):
            row["ExitDate"] = ""
            self.sheet.note(row, "ExitDate", "placement_open_after_case_closed")
        self.sheet.add(row)
