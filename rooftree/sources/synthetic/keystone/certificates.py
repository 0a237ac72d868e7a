"""Keystone's certificates: gas, electrics, energy and alarms on homes; fire, asbestos, water and lifts on
blocks.
"""

from dataclasses import dataclass
from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Building, Home, World
from rooftree.sources.synthetic.writing import Folder


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of certificate: how long it lasts, how many are overdue, and what a good one says."""

    code: str
    lasts: int
    overdue: float
    good: str
    bad: str


HOME = (
    Service("EICR", 1826, 0.02, "Satisfactory", "Unsatisfactory"),
    Service("EPC", 3652, 0.03, "Valid", "Valid"),
    Service("SMOKECO", 365, 0.03, "Pass", "Fail"),
)
GAS = Service("GAS", 365, 0.006, "Pass", "At risk")
BLOCK = (
    Service("FRA", 365, 0.04, "Moderate", "Substantial"),
    Service("ASB", 365, 0.05, "Managed", "Action needed"),
    Service("LEG", 730, 0.04, "Low risk", "Medium risk"),
)
LIFT = Service("LIFT", 182, 0.03, "Satisfactory", "Defects")


class Certificates:
    """Writes the running certificate of each service, the gas one before it, and what is not required."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        self.chance = chance
        self.today = world.today
        self.faults = folder.faults
        self.numbers = count(20_001)
        self.contractors: list[str] = declared.table("assets")["contractors"]["names"]
        self.sheet = folder.sheet("keystone", "certificates")

    def home(self, home: Home) -> None:
        if not home.is_let_by_us:
            return
        if home.has_gas:
            self._certificate(home.asset_ref, GAS, earlier=1, home=home)
        else:
            self._not_required(home.asset_ref, GAS)
        for service in HOME:
            self._certificate(home.asset_ref, service, earlier=0, home=home)

    def block(self, block: Building) -> None:
        for service in BLOCK:
            self._certificate(block.asset_ref, service, earlier=1)
        if block.has_lift:
            self._certificate(block.asset_ref, LIFT, earlier=2)
        else:
            self._not_required(block.asset_ref, LIFT)

    def _certificate(self, asset: str, service: Service, *, earlier: int, home: Home | None = None) -> None:
        chance = self.chance
        late = chance.between(1, 60) if chance.happens(service.overdue) else 0
        overdue = late > 0 and self.faults.level != "none"
        issued = (
            self.today - service.lasts + (-late if overdue else late)
            if late
            else self.today - chance.between(0, service.lasts - 1)
        )
        for back in range(earlier, -1, -1):
            day = issued - back * (service.lasts - chance.between(0, 20))
            bad = chance.happens(0.04)
            row: Row = {
                "AssetRef": asset,
                "ServiceType": service.code,
                "CertNo": f"{service.code[0]}-{next(self.numbers)}",
                "IssueDate": days.iso(day),
                "ExpiryDate": days.iso(day + service.lasts),
                "Result": service.bad if bad else service.good,
                "Contractor": chance.one_of(self.contractors),
                "RemedialCount": chance.between(1, 6) if bad else 0,
                "NotRequired": "N",
            }
            if overdue and not back:
                self.sheet.note(row, "ExpiryDate", "certificate_overdue")
            if home and home.building.is_block and self.faults.strikes("certificate_on_block_not_home"):
                row["AssetRef"] = home.building.asset_ref
                self.sheet.note(row, "AssetRef", "certificate_on_block_not_home")
            self.sheet.add(row)

    def _not_required(self, asset: str, service: Service) -> None:
        self.sheet.add({"AssetRef": asset, "ServiceType": service.code, "NotRequired": "Y"})
