"""Oneserve's sites and operatives: homes and blocks under NEC's reference, or under the UPRN after one old
import.
"""

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.appearance import Retelling
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.keystone.assets import place_on_earth
from rooftree.sources.synthetic.world.model import Building, Home, Person, Tenancy, World
from rooftree.sources.synthetic.writing import Folder

CLIENT = "HDC01"
HOMES_AN_OPERATIVE = 250
FEWEST = 8


class Sites:
    """Writes sites, and settles under which reference Oneserve knows each home."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        self.folder = folder
        self.faults = folder.faults
        self.world = world
        self.chance = chance
        self.retelling = Retelling(system="oneserve", faults=folder.faults, chance=chance)
        self.sheet = folder.sheet("oneserve", "sites")
        self.absent: set[int] = set()

    def write(self) -> None:
        for block in self.world.buildings:
            if block.is_block:
                self.folder.home_is("oneserve", block.propref, block.true_id)
                row = self._row(block.propref, block, block.name)
                self.sheet.add(row | {"siteType": "Block", "siteId": 900_000 + block.number})
        for home in self.world.homes:
            self._home(home)

    def _home(self, home: Home) -> None:
        if home.sold_on and not self.faults.strikes("sold_home_still_in_oneserve"):
            self.absent.add(home.number)
            return
        if not home.sold_on and self.faults.strikes("home_missing_from_oneserve"):
            self.absent.add(home.number)
            self._note(home, "home_missing_from_oneserve")
            return
        fault = "sold_home_still_in_oneserve" if home.sold_on else ""
        if self.faults.strikes("site_keyed_by_uprn"):
            home.site_ref, fault = home.uprn, "site_keyed_by_uprn"
        elif self.faults.strikes("leading_zeros_lost"):
            home.site_ref, fault = home.propref.lstrip("0"), "leading_zeros_lost"
        if fault:
            self._note(home, fault)
        place = home.building
        row = self._row(
            home.site_ref, place, home.flat if place.is_block else f"{home.street_number} {place.street}"
        )
        row |= {"siteType": "Dwelling", "siteId": home.number, "address2": place.name or place.estate.name}
        tenancy = home.current or (
            home.tenancies[-1] if home.tenancies and self.chance.happens(0.3) else None
        )
        if tenancy:
            row |= self._contact(home, tenancy, row)
        self.folder.home_is("oneserve", home.site_ref, home.true_id)
        self.sheet.add(row)

    def _contact(self, home: Home, tenancy: Tenancy, row: Row) -> Row:
        """Often no more than "Mrs J Okoro" and a number; sometimes the tenant before."""
        person = tenancy.main
        if len(home.tenancies) > 1 and self.faults.strikes("contact_is_former_tenant"):
            person = home.tenancies[-2].main
            self.sheet.note(row, "contactName", "contact_is_former_tenant")
        elif len(tenancy.tenants) > 1 and self.chance.happens(0.4):
            person = tenancy.tenants[1].person
        self.folder.person_is("oneserve", home.site_ref, person.true_id)
        return {
            "contactName": self._called(person, row),
            "contactPhone": person.mobile or tenancy.landline,
            "contactEmail": person.email if self.chance.happens(0.35) else "",
        }

    def _called(self, person: Person, row: Row) -> str:
        seen = self.retelling.of(person)
        title = seen.title.title()
        for _, fault in seen.faults:
            self.sheet.note(row, "contactName", fault)
        if self.chance.happens(0.55):
            return f"{title} {seen.given[:1]} {seen.family}"
        return (
            f"{title} {seen.given} {seen.family}"
            if self.chance.happens(0.6)
            else f"{seen.given} {seen.family}"
        )

    def _row(self, ref: str, place: Building, first: str) -> Row:
        latitude, longitude = place_on_earth(place)
        return {
            "siteRef": ref,
            "clientId": CLIENT,
            "name": f"{first}, {place.street}",
            "address1": first,
            "address2": place.estate.name,
            "address3": place.street,
            "address4": place.estate.town,
            "postcode": place.postcode,
            "latitude": latitude,
            "longitude": longitude,
            "area": place.estate.area_code,
        }

    def _note(self, home: Home, fault: str) -> None:
        self.faults.note(system="oneserve", file="sites", key=home.site_ref, column="siteRef", fault=fault)


def operatives(folder: Folder, world: World) -> dict[str, list[str]]:
    """Writes the operatives and gives back their ids by trade."""
    said = declared.table("repairs")
    firsts = str(declared.table("names")["british"]["male"]).split()
    lasts = str(declared.table("names")["british"]["surnames"]).split()
    works = said["work"]
    number = max(FEWEST, len(works), len(world.homes) // HOMES_AN_OPERATIVE)
    by_trade: dict[str, list[str]] = {work["trade"]: [] for work in works}
    for at in range(number):
        ref = f"R{at + 1:04d}"
        trade = works[at % len(works)]["trade"] if at % 3 else works[at // 3 % len(works)]["trade"]
        trade = works[at]["trade"] if at < len(works) else trade
        name = f"{firsts[at * 7 % len(firsts)]} {lasts[at * 11 % len(lasts)]}"
        employer = said["words"]["contractors"][at % 3]
        folder.sheet("oneserve", "resources").add_cells((ref, name, trade, employer))
        by_trade[trade].append(ref)
    return by_trade
