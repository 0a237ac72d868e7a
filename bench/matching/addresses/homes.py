"""Invented homes: streets of houses and blocks of flats, in the columns that `address-errors` corrupts."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

COLUMNS = (
    *("uprn", "subname", "name", "number", "streetname", "locality", "townname", "postcode"),
    *("parentuprn", "usrn"),
)
STEMS = (
    *("Ashgrove", "Bellfield", "Corngate", "Dovecote", "Elmhurst", "Fernleigh", "Goosefoot", "Heathside"),
    *("Ivel", "Juniper", "Kestrel", "Linnet", "Mallow", "Nettle", "Orchard", "Pightle", "Quarry", "Roebuck"),
    *("Saddler", "Teasel", "Ullet", "Viner", "Whinchat", "Yarrow", "Abbey", "Bishop", "Chapel", "Damson"),
    *("Easter", "Foundry", "Granary", "Harvest", "Inkpen", "Jackdaw", "Kiln", "Lapwing", "Maltings"),
    *("Northgate", "Osier", "Plover", "Ropewalk", "Sedge", "Tithe", "Windmill"),
)
KINDS = ("Road", "Street", "Close", "Avenue", "Lane", "Terrace", "Court", "Way", "Grove", "Drive")
BUILDINGS = ("House", "Court", "Lodge", "Tower", "Point", "Heights")
TOWNS = ("Farnbrook", "Oldhythe", "Marlstead", "Cotterby", "Winsmere", "Thornmarsh")
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
BLOCKS = 0.5
"""The share of streets that begin with a block; a block has more homes than a street has houses."""


def write(count: int, seed: int, path: Path) -> list[str]:
    """Writes so many homes; their UPRNs."""
    told = [home for _, home in zip(range(count), _homes(random.Random(seed)), strict=False)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *told])
    return [home[0] for home in told]


def _homes(chance: random.Random) -> Iterator[tuple[str, ...]]:
    uprn, streets, places = 99_900_000_000, 0, set[str]()
    while True:
        streets += 1
        street = f"{chance.choice(STEMS)} {chance.choice(KINDS)}".upper()
        town, postcode = chance.choice(TOWNS).upper(), _postcode(chance, places)
        at = (street, "", town, postcode)
        if chance.random() < BLOCKS:
            building = f"{chance.choice(STEMS)} {chance.choice(BUILDINGS)}".upper()
            number, parent = str(chance.randint(1, 90)), str(uprn + 800_000_000_000)
            for flat in range(1, chance.randint(6, 36)):
                uprn += chance.randint(1, 9)
                yield str(uprn), f"FLAT {flat}", building, number, *at, parent, f"U{streets}"
        else:
            for door in range(1, chance.randint(20, 60), chance.randint(1, 2)):
                uprn += chance.randint(1, 9)
                yield str(uprn), "", "", str(door), *at, "", f"U{streets}"


def _postcode(chance: random.Random, taken: set[str]) -> str:
    while True:
        end = f"{chance.choice(LETTERS)}{chance.choice(LETTERS)}"
        made = f"Z{chance.choice('BHL')}{chance.randint(1, 20)} {chance.randint(1, 9)}{end}"
        if made not in taken:
            taken.add(made)
            return made
