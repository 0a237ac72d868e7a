"""Keystone's components, surveys, rooms, hazards, Decent Homes results and asbestos."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Building, Home, World
from rooftree.sources.synthetic.writing import Folder

SURVEY_CYCLE = 5 * 365
NEW_HAZARDS_FROM = 739_600
ASBESTOS_UNTIL = 1999
CONDITIONS = ("Good", "Good", "Fair", "Worn", "Poor")
SCORES = {"Low": (1, 6), "Medium": (7, 9)}


@dataclass(slots=True)
class Seen:
    """How we know a home's components: seen by a surveyor, copied from a neighbour, or guessed at a desk."""

    source: str
    day: int
    surveyor: str
    survey: str = ""
    is_really_cloned: bool = False


class Components:
    """Writes what each dwelling and block is made of, and what surveyors found."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        said = declared.table("assets")
        self.said = said
        self.chance = chance
        self.world = world
        self.faults = folder.faults
        self.surveys = count(1)
        self.sheets = {
            name: folder.sheet("keystone", name)
            for name in ("attributes", "surveys", "hazards_hhsrs", "decent_homes", "asbestos", "rooms")
        }
        self.components: list[dict[str, Any]] = said["component"]

    def home(self, home: Home) -> None:
        seen = self._seen(home)
        wheres = {"dwelling", "gas" if home.has_gas else "no_gas"} | (
            {"house"} if not home.building.is_block else set()
        )
        oldest = self._attributes(home.asset_ref, home.building, seen, wheres)
        if home.is_let_by_us:
            self._decent_homes(home, oldest)
        if seen.source == "Survey" and not seen.is_really_cloned:
            self._rooms(home)
            self._hazards(home, seen)
        if home.building.built <= ASBESTOS_UNTIL and self.chance.happens(0.3):
            self._asbestos(home.asset_ref)

    def block(self, block: Building) -> None:
        seen = self._survey(
            block.asset_ref, "SCS", self.world.today - self.chance.between(30, SURVEY_CYCLE), "Full"
        )
        self._attributes(block.asset_ref, block, seen, {"block"} | ({"lift"} if block.has_lift else set()))
        if block.built <= ASBESTOS_UNTIL:
            self._asbestos(block.asset_ref)

    def _seen(self, home: Home) -> Seen:
        chance = self.chance
        day = self.world.today - chance.between(20, SURVEY_CYCLE)
        drawn = chance.random()
        if drawn < 0.68:
            access = "None" if chance.happens(0.06) else "Partial" if chance.happens(0.1) else "Full"
            seen = self._survey(home.asset_ref, "SCS", day, access)
            if chance.happens(0.25):
                self._survey(
                    home.asset_ref,
                    chance.one_of(("HHSRS", "EPC", "RdSAP")),
                    day + chance.between(-90, 19),
                    "Full",
                )
            return seen if access != "None" else Seen("Desktop", day, "")
        if drawn < 0.88:
            counted = self.faults.strikes("cloned_survey_counted_as_surveyed")
            return Seen("Survey" if counted else "Clone", day, "", is_really_cloned=counted)
        return Seen("Desktop", day, "")

    def _survey(self, asset: str, kind: str, day: int, access: str) -> Seen:
        surveyor = self.chance.one_of(self.said["contractors"]["surveyors"])
        ref = f"S{next(self.surveys):07d}"
        self.sheets["surveys"].add_cells((ref, asset, kind, days.iso(day), surveyor, access))
        return Seen("Survey", day, surveyor, ref)

    def _attributes(self, asset: str, place: Building, seen: Seen, wheres: set[str]) -> dict[str, int]:
        """Writes the components found in such places; gives back when each must be renewed."""
        renewals = {}
        this_year = days.year(self.world.today)
        sheet = self.sheets["attributes"]
        for part in self.components:
            if part["where"] not in wheres:
                continue
            life = part["life"]
            age = int(abs(self.chance.random() - self.chance.random() * 0.3) * life * 1.05)
            installed = max(place.built, this_year - age)
            renewals[part["component"]] = installed + life
            row: Row = {
                "AssetRef": asset,
                "ElementCode": part["element"],
                "ComponentCode": part["component"],
                "AttributeCode": self.chance.one_of(part["attributes"]),
                "Location": "Whole home" if "block" not in wheres else "Communal",
                "Quantity": 1 if part["unit"] == "EA" else self.chance.between(30, 95),
                "Unit": part["unit"],
                "InstallYear": installed,
                "LifeCycle": life,
                "RenewalYear": installed + life,
                "Condition": CONDITIONS[min(4, int(5 * (this_year - installed) / (life + 1)))],
                "Source": seen.source,
                "SurveyDate": days.iso(seen.day),
                "Surveyor": seen.surveyor,
            }
            if seen.is_really_cloned:
                sheet.note(row, "Source", "cloned_survey_counted_as_surveyed")
            sheet.add(row)
        return renewals

    def _decent_homes(self, home: Home, renewals: dict[str, int]) -> None:
        """Criterion B fails two years after the first key component should have been renewed."""
        this_year = days.year(self.world.today)
        first = min(renewals[name] for name in ("KITCHEN", "BATHROOM", "WINDOWS") if name in renewals)
        years = {"A": 0, "B": first + 2, "C": 0, "D": 0}
        for criterion, year in years.items():
            fails = (year and year <= this_year) or (criterion != "B" and self.chance.happens(0.012))
            shown = year or (this_year if fails else "")
            self.sheets["decent_homes"].add_cells(
                (home.asset_ref, criterion, "Fail" if fails else "Pass", shown)
            )

    def _rooms(self, home: Home) -> None:
        names = ["Living", "Kitchen", "Bathroom", "Hall"]
        names += [f"Bedroom {number}" for number in range(1, home.bedrooms + 1)]
        for name in names:
            low, high = self.said["rooms"][name.split()[0]]
            area = low + self.chance.random() * (high - low)
            self.sheets["rooms"].add_cells((home.asset_ref, name, f"{area:.1f}"))

    def _hazards(self, home: Home, seen: Seen) -> None:
        if not self.chance.happens(0.08):
            return
        scheme = "2026" if seen.day >= NEW_HAZARDS_FROM else "2006"
        names = self.said["hazards"][scheme]
        at = self.chance.between(0, len(names) - 1)
        band = self.chance.one_of("ABCDEFGH")
        row = (
            home.asset_ref,
            seen.survey,
            scheme,
            f"{at + 1:02d}",
            1 if band < "D" else 2,
            band,
            days.iso(seen.day),
        )
        self.sheets["hazards_hhsrs"].add_cells(row)

    def _asbestos(self, asset: str) -> None:
        said = self.said["asbestos"]
        material = self.chance.one_of(list(said["materials"]))
        low, high = SCORES["Medium" if self.chance.happens(0.15) else "Low"]
        day = self.world.today - self.chance.between(10, 420)
        row: Row = {
            "AssetRef": asset,
            "Location": self.chance.one_of(said["places"]),
            "Material": material,
            "Type": said["materials"][material],
            "Score": self.chance.between(low, high),
            "Action": self.chance.one_of(said["actions"]),
            "InspectionDate": days.iso(day),
        }
        self.sheets["asbestos"].add(row)
