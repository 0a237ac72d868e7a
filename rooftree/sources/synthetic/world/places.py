"""Lays out the district: estates with blocks of flats, streets of houses, bungalows and sheltered schemes."""

from itertools import count

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.world.model import Building, Estate, Home

HOMES_AN_ESTATE = 320
ESTATES_A_PATCH = 2
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
SIZES = {"flat": (8, 30), "house": (6, 24), "bungalow": (5, 14), "sheltered": (14, 32)}
BUILT = {"flat": (1953, 1994), "house": (1924, 1988), "bungalow": (1950, 1985), "sheltered": (1962, 1990)}
TYPE_CODES = {"flat": "FLT", "house": "HOU", "bungalow": "BUN", "sheltered": "SHL"}
FLATS_A_FLOOR = 4


class Surveyor:
    """Makes estates and buildings one after another, each with names, postcode and place of its own."""

    def __init__(self, *, chance: Chance) -> None:
        said = declared.table("places")
        self.chance = chance
        self.said = said
        self.buildings = count(1)
        self.uprns = count(999_000_100_017, 7)
        self.names = {kind: self._names(kind) for kind in ("streets", "blocks", "sheltered")}
        self.postcodes: dict[str, int] = {}
        households = declared.table("households")
        self.bedrooms = {
            kind: Weighted({int(rooms): share for rooms, share in shares.items()})
            for kind, shares in households["bedrooms"].items()
        }

    def estate(self, number: int) -> Estate:
        names = declared.listed(self.said["estates"])
        round_of_names, at = divmod(number, len(names))
        more = declared.listed(self.said["more_estates"])
        name = names[at] if not round_of_names else f"{more[(round_of_names - 1) % len(more)]} {names[at]}"
        towns = self.said["towns"]
        town = towns[number % len(towns)]
        area = number % len(self.said["areas"])
        return Estate(
            number=number,
            name=name,
            town=town["name"],
            postcode_area=town["area"],
            area_code=f"A{area + 1:02d}",
            patch_code=f"P{area + 1:02d}{number // len(self.said['areas']) // ESTATES_A_PATCH + 1:03d}",
            code=f"E{number + 1:04d}",
        )

    def building(self, *, kind: str, estate: Estate) -> Building:
        chance = self.chance
        street = self._next_name("streets")
        names = {"flat": "blocks", "sheltered": "sheltered"}
        size = chance.between(*SIZES[kind])
        return Building(
            number=next(self.buildings),
            kind=kind,
            name=self._next_name(names[kind]) if kind in names else "",
            street=street,
            street_number=chance.between(1, 9) * 2,
            postcode=self._postcode(estate.postcode_area),
            estate=estate,
            built=chance.between(*BUILT[kind]),
            storeys=max(2, -(-size // FLATS_A_FLOOR)) if kind in names else 2 if kind == "house" else 1,
            uprn=self.uprn(),
            east=400_000 + estate.number % 40 * 900 + chance.between(0, 800),
            north=300_000 + estate.number // 40 * 900 + chance.between(0, 800),
        )

    def uprn(self) -> str:
        return str(next(self.uprns))

    def home(self, *, number: int, building: Building, unit: int) -> Home:
        chance = self.chance
        kind = building.kind
        rooms = self.bedrooms[kind].draw(chance)
        home = Home(
            number=number,
            building=building,
            unit=unit,
            street_number=building.street_number + (unit - 1) * 2,
            kind="STD" if rooms == 0 else TYPE_CODES[kind],
            hold=self._hold(kind),
            bedrooms=rooms,
            floor=(unit - 1) // FLATS_A_FLOOR if building.is_block else 0,
            has_gas=not chance.happens(0.35 if kind == "flat" else 0.6 if kind == "sheltered" else 0.08),
            uprn=self.uprn(),
            asset_ref="",
            site_ref="",
        )
        home.asset_ref = home.propref if chance.happens(0.85) else f"A-{number:06d}"
        home.site_ref = home.propref
        return home

    def _hold(self, kind: str) -> str:
        """How we hold it: let, bought on a long lease, part bought, or kept for temporary lettings."""
        drawn = self.chance.random()
        if kind == "flat" and drawn < 0.29:
            return "lease"
        if kind != "sheltered" and drawn > 0.99:
            return "shared"
        return "temporary" if kind in {"flat", "house"} and drawn > 0.96 else "rent"

    def _postcode(self, area: str) -> str:
        """A postcode of its own for every building, in areas that do not exist."""
        spot = self.postcodes.get(area, 0)
        self.postcodes[area] = spot + 1
        digit, rest = divmod((spot * 617 + 3549) % 3600, 400)
        return f"{area} {digit + 1}{LETTERS[rest // 20]}{LETTERS[rest % 20]}"

    def _names(self, kind: str) -> list[str]:
        names = declared.listed(self.said[kind])
        if kind == "streets":
            ends = declared.listed(self.said["street_ends"])
            stems = [name.rsplit(" ", 1)[0] for name in names]
            fresh = [f"{stem} {end}" for end in ends for stem in stems]
            names += [name for name in dict.fromkeys(fresh) if name not in set(names)]
        return names

    def _next_name(self, kind: str) -> str:
        """The names in turn; when they run out they begin again, as they do in real districts."""
        names = self.names[kind]
        names.append(names.pop(0))
        return names[-1]


def lay_out(*, homes: int, chance: Chance) -> tuple[list[Estate], list[Building], list[Home]]:
    """Estates, buildings and homes: always the kind that is furthest below its share next."""
    surveyor = Surveyor(chance=chance)
    shares: dict[str, float] = declared.table("households")["share"]
    estates: list[Estate] = []
    buildings: list[Building] = []
    made: list[Home] = []
    counts = dict.fromkeys(shares, 0)
    while len(made) < homes:
        if len(made) >= len(estates) * HOMES_AN_ESTATE:
            estates.append(surveyor.estate(len(estates)))
        kind = min(shares, key=lambda name: counts[name] - shares[name] * (len(made) + 20))
        building = surveyor.building(kind=kind, estate=estates[-1])
        size = min(homes - len(made), building.storeys * FLATS_A_FLOOR if building.is_block else 0)
        size = size or min(homes - len(made), chance.between(*SIZES[kind]))
        buildings.append(building)
        made += [
            surveyor.home(number=len(made) + unit, building=building, unit=unit)
            for unit in range(1, size + 1)
        ]
        counts[kind] += size
    return estates, buildings, made
