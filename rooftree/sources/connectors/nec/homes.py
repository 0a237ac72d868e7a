"""Homes and blocks apart, each with its current address, and a home with its bedrooms and floor."""

import ibis

from rooftree.sources.connectors.nec.days import day
from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, joined, newest, received

MADE = ("NUMBER_AND_STREET", "LINE_AREA")
"""Parts of a line made here; an area called as its street is said once."""
BLOCK_TYPES = (
    "BLK",
    "BLO",
    "BLOCK",
    "BLDG",
    "CMC",
    "CMF",
    "CMN",
    "COMM",
    "COMMUNAL",
    "BOI",
    "LFT",
    "PLY",
    "SCHEME",
)
OUTBUILDINGS = ("GAR", "GARAGE", "PSP", "PRA", "CYC", "STORE", "SHED")
"""What belongs to a home as well as to a block: having one beneath it makes nothing a block."""
PERSON_OBJECTS = ("PAR", "PER", "PERSON", "PARTY", "PEOPLE", "TEN", "TCY", "APP", "IPP", "ORG")
WRITING_ROLES = (
    "CORR",
    "CORRESPOND",
    "CORRESPONDENCE",
    "CONTACT",
    "FORWARD",
    "FORWARDING",
    "BILLING",
    "PREVIOUS",
    "PREV",
)
OWN_COLUMNS = ("BEDS", "FLOOR")
PARTS = (
    "LADR_FLAT", "LADR_BUILDING", "NUMBER_AND_STREET", "LINE_AREA", "LAEL_TOWN", "LAEL_POSTCODE", "LADR_UPRN",
)  # fmt: skip


def views(source: Source) -> dict[str, Table]:
    made: dict[str, Table] = {}
    stock, places = properties(source), addresses(source)
    if stock is not None:
        here = current_addresses(source)
        placed = joined(
            stock, here, on="LPRO_PROPREF", to="LAUS_LEGACY_REF", take={part: part for part in PARTS}
        )
        made["blocks"] = placed.filter(placed.is_block)
        made["homes"] = _measured(placed.filter(~placed.is_block), source)
    if places is not None:
        made["places"] = _objects(places, stock)
    fitted = open_elements(source)
    if fitted is not None:
        made["components"] = fitted.filter(~coded(fitted.LPEL_ETY_CODE, OWN_COLUMNS))
    return made


def properties(source: Source) -> Table | None:
    """Every property with `is_block`: a block by its type, or a parent of more than garages and sheds."""
    stock = received(source, "properties", "LPRO_PARENT_PROPREF", "LPRO_HOU_PTV_CODE")
    if stock is None:
        return None
    inner = stock.filter(~coded(stock.LPRO_HOU_PTV_CODE, OUTBUILDINGS) & stock.LPRO_PARENT_PROPREF.notnull())
    inner = inner.filter(inner.LPRO_PARENT_PROPREF != inner.LPRO_PROPREF)
    parents = inner.select(parent=inner.LPRO_PARENT_PROPREF).distinct()
    known = joined(stock, parents, on="LPRO_PROPREF", to="parent", take={"has_homes": "parent"})
    is_block = coded(known.LPRO_HOU_PTV_CODE, BLOCK_TYPES) | known.has_homes.notnull()
    return known.mutate(is_block=is_block).drop("has_homes")


def addresses(source: Source) -> Table | None:
    places = received(
        source, "addresses", "LAUS_AUT_FAO_CODE", "LAUS_AUT_FAR_CODE", "LAUS_START_DATE", "LAUS_END_DATE",
        "LADR_STREET_NUMBER", "LAEL_STREET", "LAEL_AREA", *(part for part in PARTS if part not in MADE),
    )  # fmt: skip
    if places is None:
        return None
    number, street = places.LADR_STREET_NUMBER, places.LAEL_STREET
    return places.mutate(
        NUMBER_AND_STREET=ibis.coalesce(number + " " + street, street, number),
        LINE_AREA=ibis.ifelse(street == places.LAEL_AREA, ibis.null("string"), places.LAEL_AREA),
    )


def current_addresses(source: Source) -> Table | None:
    """One address for each property: an open one before a closed one, where it is before where to write."""
    places = addresses(source)
    if places is None:
        return None
    places = places.filter(~coded(places.LAUS_AUT_FAO_CODE, PERSON_OBJECTS))
    order = [
        coded(places.LAUS_AUT_FAR_CODE, WRITING_ROLES).asc(),
        day(places.LAUS_END_DATE).isnull().desc(),
        newest(day(places.LAUS_START_DATE)),
    ]
    return first_of_each(places, ["LAUS_LEGACY_REF"], order)


def open_elements(source: Source) -> Table | None:
    """What is fitted now: elements with no end."""
    fitted = received(
        source, "property_elements", "LPEL_START", "LPEL_END", "LPEL_VALUE", "LPEL_QUANTITY", "LPEL_ATTY_CODE"
    )
    return None if fitted is None else fitted.filter(day(fitted.LPEL_END).isnull())


def _measured(homes: Table, source: Source) -> Table:
    fitted = open_elements(source)
    for code, name in (("BEDS", "BEDROOMS"), ("FLOOR", "FLOOR_LEVEL")):
        latest = None if fitted is None else _latest(fitted, code)
        homes = joined(homes, latest, on="LPRO_PROPREF", to="LPEL_PRO_PROPREF", take={name: "said"})
    return homes


def _latest(fitted: Table, code: str) -> Table:
    found = fitted.filter(coded(fitted.LPEL_ETY_CODE, (code,)))
    one = first_of_each(found, ["LPEL_PRO_PROPREF"], [newest(day(found.LPEL_START))])
    said = ibis.coalesce(one.LPEL_VALUE, one.LPEL_ATTY_CODE, one.LPEL_QUANTITY)
    return one.mutate(said=said.re_replace(r"\.0+$", ""))


def _objects(places: Table, stock: Table | None) -> Table:
    """Each address with OBJECT: NEC's own word, but BLOCK where the property is a block."""
    blocks = None if stock is None else stock.filter(stock.is_block)
    known = joined(places, blocks, on="LAUS_LEGACY_REF", to="LPRO_PROPREF", take={"block": "LPRO_PROPREF"})
    is_block = known.block.notnull() & ~coded(known.LAUS_AUT_FAO_CODE, PERSON_OBJECTS)
    return known.mutate(OBJECT=ibis.ifelse(is_block, "BLOCK", known.LAUS_AUT_FAO_CODE)).drop("block")
