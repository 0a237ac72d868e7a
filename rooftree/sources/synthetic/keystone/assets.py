"""Keystone's asset tree: estates, blocks, dwellings, garages and communal parts."""

from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Building, Home, World
from rooftree.sources.synthetic.writing import Folder

TENURES = {
    "rent": "Rented",
    "lease": "Leasehold",
    "shared": "Shared ownership",
    "temporary": "Temporary",
    "sold": "Sold",
}
LATITUDE, LONGITUDE = 52.0, -1.0
METRES_A_STOREY = 2.8


def place_on_earth(place: Building) -> tuple[str, str]:
    """Degrees roughly right for the invented grid, to five places."""
    north, east = (place.north - 300_000) / 111_000, (place.east - 400_000) / 68_000
    return f"{LATITUDE + north:.5f}", f"{LONGITUDE + east:.5f}"


class Tree:
    """Writes the tree from the estates down; some homes are missing, some sold ones are still there."""

    def __init__(self, *, folder: Folder, world: World) -> None:
        self.folder = folder
        self.world = world
        self.faults = folder.faults
        self.sheet = folder.sheet("keystone", "assets")
        self.absent: set[int] = set()

    def write(self) -> None:
        for estate in self.world.estates:
            ref = f"E-{estate.number + 1:04d}"
            self.folder.home_is("keystone", ref, f"ESTATE{estate.number + 1:04d}")
            self.sheet.add(
                {
                    "AssetRef": ref,
                    "AssetType": "Estate",
                    "Address1": estate.name,
                    "Address3": estate.town,
                    "Status": "Active",
                }
            )
        for building in self.world.buildings:
            if building.is_block:
                self._block(building)
        for home in self.world.homes:
            self._dwelling(home)
        for garage in self.world.garages:
            self._asset(garage.propref, garage.true_id, "Garage", garage.building, f"Garage {garage.number}")

    def _block(self, block: Building) -> None:
        row = self._row(block.asset_ref, "Block", block, block.name)
        row |= {
            "ParentAssetRef": self._estate_of(block),
            "UPRN": block.uprn,
            "Storeys": block.storeys,
            "HeightMetres": f"{block.storeys * METRES_A_STOREY + 1.5:.1f}",
        }
        self.folder.home_is("keystone", block.asset_ref, block.true_id)
        self.sheet.add(row)
        communal = self._row(f"C-{block.number:04d}", "Communal", block, f"{block.name} communal parts")
        self.folder.home_is("keystone", f"C-{block.number:04d}", f"COMMUNAL{block.number:06d}")
        self.sheet.add(communal | {"ParentAssetRef": block.asset_ref})

    def _dwelling(self, home: Home) -> None:
        still_there = home.sold_on is not None and self.faults.strikes("sold_home_still_in_keystone")
        if home.sold_on is None and self.faults.strikes("home_missing_from_keystone"):
            self._note(home, "home_missing_from_keystone")
            self.absent.add(home.number)
            return
        if still_there:
            self._note(home, "sold_home_still_in_keystone")
        if home.sold_on and not still_there:
            self.absent.add(home.number)
        place = home.building
        first = f"{home.flat}" if place.is_block else f"{home.street_number} {place.street}"
        row = self._row(home.asset_ref, "Dwelling", place, first)
        row |= {
            "ParentAssetRef": place.asset_ref if place.is_block else self._estate_of(place),
            "UPRN": home.uprn,
            "Status": "Sold" if home.sold_on and not still_there else "Active",
            "Storeys": 1 if place.is_block else place.storeys,
            "Bedrooms": home.bedrooms,
            "Tenure": "Rented" if still_there else TENURES[home.hold],
        }
        if place.is_block:
            row["Address2"] = place.name
            row["Address3"] = place.street
            row["Address4"] = place.estate.town
        if home.bedrooms > 1 and self.faults.strikes("bedrooms_disagree"):
            row["Bedrooms"] = home.bedrooms - 1
            self.sheet.note(row, "Bedrooms", "bedrooms_disagree")
        self.folder.home_is("keystone", home.asset_ref, home.true_id)
        self.sheet.add(row)

    def _asset(self, ref: str, true_id: str, kind: str, place: Building, first: str) -> None:
        self.folder.home_is("keystone", ref, true_id)
        self.sheet.add(self._row(ref, kind, place, first) | {"ParentAssetRef": self._estate_of(place)})

    def _row(self, ref: str, kind: str, place: Building, first: str) -> Row:
        latitude, longitude = place_on_earth(place)
        return {
            "AssetRef": ref,
            "AssetType": kind,
            "Address1": first,
            "Address2": place.street if kind in {"Block", "Communal", "Garage"} else place.estate.name,
            "Address3": place.estate.town,
            "Postcode": place.postcode,
            "Status": "Active",
            "BuildYear": place.built,
            "Latitude": latitude,
            "Longitude": longitude,
        }

    def _note(self, home: Home, fault: str) -> None:
        self.faults.note(system="keystone", file="assets", key=home.asset_ref, column="AssetRef", fault=fault)

    @staticmethod
    def _estate_of(place: Building) -> str:
        return f"E-{place.estate.number + 1:04d}"
