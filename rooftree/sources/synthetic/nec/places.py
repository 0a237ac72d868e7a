"""NEC's stock: admin units, properties, addresses and property elements."""

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Building, Estate, Garage, Home, World
from rooftree.sources.synthetic.writing import Folder

LANDLORD = "HDC"
NAME_WIDTH = 40
OWNERSHIP = {"lease": "LEASEHOLD", "shared": "LEASEHOLD", "sold": "PRIVATE"}


class Stock:
    """Writes blocks, homes and garages as NEC holds them."""

    def __init__(self, *, folder: Folder, world: World) -> None:
        self.folder = folder
        self.faults = folder.faults
        self.world = world
        self.county = declared.table("places")["county"]
        self.properties = folder.sheet("nec", "properties")
        self.addresses = folder.sheet("nec", "addresses")
        self.elements = folder.sheet("nec", "property_elements")
        self.last_uprn = ""

    def write(self) -> None:
        self._admin_units()
        for building in self.world.buildings:
            if building.is_block:
                self._block(building)
        for home in self.world.homes:
            self._home(home)
        for garage in self.world.garages:
            self._garage(garage)

    def _admin_units(self) -> None:
        """Landlord, areas, patches, estates; names padded with blanks, as fixed-width columns leave them."""
        units = {LANDLORD: (declared.table("places")["landlord"], "LLD", "")}
        areas = declared.table("places")["areas"]
        for estate in self.world.estates:
            units.setdefault(
                estate.area_code, (f"{areas[int(estate.area_code[1:]) - 1]} area", "AREA", LANDLORD)
            )
            units.setdefault(estate.patch_code, (f"Patch {estate.patch_code[1:]}", "PATCH", estate.area_code))
            units[estate.code] = (estate.name, "ESTATE", estate.patch_code)
        sheet = self.folder.sheet("nec", "admin_units")
        for code, (name, kind, parent) in units.items():
            sheet.add_cells((code, name.ljust(NAME_WIDTH), kind, parent))

    def _block(self, block: Building) -> None:
        self.folder.home_is("nec", block.propref, block.true_id)
        self.properties.add(
            self._property(block.propref, block.estate, block.built)
            | {"LPRO_SCO_CODE": "OCC", "LPRO_HOU_PTV_CODE": "BLK", "LPRO_HOU_RESIDENTIAL_IND": "N"}
        )
        address = self._address(block.propref, block)
        address |= {"LADR_BUILDING": block.name, "LADR_UPRN": block.uprn}
        self.addresses.add(address)

    def _home(self, home: Home) -> None:
        self.folder.home_is("nec", home.propref, home.true_id)
        status, since = self._status(home)
        row = self._property(home.propref, home.building.estate, home.building.built) | {
            "LPRO_SCO_CODE": status,
            "LPRO_HOU_HRV_HOT_CODE": OWNERSHIP.get(home.hold, "COUN"),
            "LPRO_PARENT_PROPREF": home.building.propref if home.building.is_block else "",
            "LPRO_HOU_PTV_CODE": home.kind,
            "LPRO_HOU_RESIDENTIAL_IND": "Y",
            "LPRO_HOU_ALT_REF": home.asset_ref if home.asset_ref != home.propref else "",
            "LPRO_STATUS_START": days.nec(since),
            "LPRO_HOU_MANAGEMENT_END_DATE": days.nec(home.sold_on) if home.sold_on else "",
        }
        if home.sold_on is None and self.faults.strikes("status_contradicts_tenancy"):
            row["LPRO_SCO_CODE"] = "OCC" if status == "VOI" else "VOI"
            self.properties.note(row, "LPRO_SCO_CODE", "status_contradicts_tenancy")
        self.properties.add(row)
        self.addresses.add(self._home_address(home))
        self._home_elements(home)

    def _garage(self, garage: Garage) -> None:
        self.folder.home_is("nec", garage.propref, garage.true_id)
        self.properties.add(
            self._property(garage.propref, garage.estate, garage.building.built)
            | {
                "LPRO_SCO_CODE": "OCC" if garage.let_to else "VOI",
                "LPRO_HOU_PTV_CODE": "GAR",
                "LPRO_HOU_RESIDENTIAL_IND": "N",
            }
        )
        address = self._address(garage.propref, garage.building)
        self.addresses.add(address | {"LADR_BUILDING": f"Garage {garage.number}"})

    def _status(self, home: Home) -> tuple[str, int]:
        if home.sold_on:
            return "CLO", home.sold_on
        if home.current:
            return "OCC", home.current.start
        last = home.tenancies[-1] if home.tenancies else None
        return "VOI", (last.end or 0) + 1 if last else self.world.today - 40

    def _property(self, propref: str, estate: Estate, built: int) -> Row:
        taken_on = days.nec(int((built - 1) * days.YEAR) + 90)
        return {
            "LPRO_PROPREF": propref,
            "LPRO_HOU_FRB": "HRA",
            "LPRO_HOU_HRV_HOT_CODE": "COUN",
            "LPRO_HOU_HRV_HRS_CODE": "NEWBUILD",
            "LPRO_HOU_ACQUIRED_DATE": taken_on,
            "LPRO_HOU_CONSTRUCTION_DATE": taken_on,
            "LPRO_AUN_CODE": estate.code,
            "LPRO_STATUS_START": taken_on,
        }

    def _address(self, propref: str, place: Building) -> Row:
        return {
            "LAUS_LEGACY_REF": propref,
            "LAUS_AUT_FAO_CODE": "PRO",
            "LAUS_AUT_FAR_CODE": "PHYSICAL",
            "LAUS_START_DATE": "01-APR-1990",
            "LAEL_STREET": place.street,
            "LAEL_AREA": place.estate.name,
            "LAEL_TOWN": place.estate.town,
            "LAEL_COUNTY": self.county,
            "LAEL_POSTCODE": place.postcode,
            "LADR_EASTINGS": place.east,
            "LADR_NORTHINGS": place.north,
        }

    def _home_address(self, home: Home) -> Row:
        place = home.building
        row = self._address(home.propref, place) | {"LADR_UPRN": home.uprn}
        if place.is_block:
            row |= {"LADR_FLAT": home.flat, "LADR_BUILDING": place.name}
        else:
            row["LADR_STREET_NUMBER"] = str(home.street_number)
        for fault, wrong in (
            ("uprn_duplicate", self.last_uprn),
            ("parent_uprn_on_flat", place.uprn if place.is_block else ""),
            ("property_reference_in_uprn", home.propref),
        ):
            if wrong and self.faults.strikes(fault):
                row["LADR_UPRN"] = wrong
                self.addresses.note(row, "LADR_UPRN", fault)
                break
        self.last_uprn = home.uprn
        return row

    def _home_elements(self, home: Home) -> None:
        begins = days.nec(int((home.building.built - 1) * days.YEAR) + 90)
        for element, value in (("BEDS", home.bedrooms), ("FLOOR", home.floor)):
            self.elements.add(
                {
                    "LPEL_PRO_PROPREF": home.propref,
                    "LPEL_ETY_CODE": element,
                    "LPEL_START": begins,
                    "LPEL_VALUE": f"{value}.00",
                    "LPEL_QUANTITY": 1,
                }
            )
        self.elements.add(
            {
                "LPEL_PRO_PROPREF": home.propref,
                "LPEL_ETY_CODE": "HEAT",
                "LPEL_START": begins,
                "LPEL_ATTY_CODE": "GAS" if home.has_gas else "ELEC",
                "LPEL_INSTALL_DATE": days.nec(self.world.today - 365 * (home.number % 19) - 200),
                "LPEL_REMAINING_LIFE": 19 - home.number % 19,
            }
        )
