"""Makes one night's extracts of the invented landlord, and the truth behind them."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from rooftree.sources.synthetic.chance import Chance, source
from rooftree.sources.synthetic.keystone.assets import Tree
from rooftree.sources.synthetic.keystone.certificates import Certificates
from rooftree.sources.synthetic.keystone.components import Components
from rooftree.sources.synthetic.locata.applicants import Applicants
from rooftree.sources.synthetic.locata.clients import Clients
from rooftree.sources.synthetic.locata.homelessness import Cases
from rooftree.sources.synthetic.locata.register import Register
from rooftree.sources.synthetic.nec.contacts import Contacts
from rooftree.sources.synthetic.nec.money import Rents
from rooftree.sources.synthetic.nec.people import People
from rooftree.sources.synthetic.nec.places import Stock
from rooftree.sources.synthetic.nec.tenancies import Agreements
from rooftree.sources.synthetic.nec.voids import Voids
from rooftree.sources.synthetic.oneserve.jobs import Jobs
from rooftree.sources.synthetic.oneserve.sites import Sites, operatives
from rooftree.sources.synthetic.oneserve.visits import Visits
from rooftree.sources.synthetic.world.building import build
from rooftree.sources.synthetic.world.model import Home, World
from rooftree.sources.synthetic.world.people import Families
from rooftree.sources.synthetic.writing import Folder

TODAY = date(2026, 11, 20)
Say = Callable[[str, int, int], None]
Draw = Callable[[str], Chance]
SAY_EVERY = 500
OLD_COPY = "admin_units-20180314"


class Writer(Protocol):
    """Tells one home's part of one theme."""

    def write(self, home: Home) -> None: ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written: rows for each file, by "system/file"."""

    rows: Mapping[str, int]

    def __str__(self) -> str:
        return "\n".join(f"{count:>10,}  {name}" for name, count in self.rows.items())


def quiet(step: str, done: int, of: int) -> None:
    """Says nothing; the default for progress."""


def synthesise(
    *,
    homes: int,
    seed: int,
    out: Path,
    faults: Literal["none", "realistic", "heavy"] = "realistic",
    today: date = TODAY,
    say: Say | None = None,
) -> Summary:
    """Writes all extracts of all systems under `out`; the same for the same homes, seed, faults and today."""
    if homes < 1:
        raise ValueError(f"A landlord has at least one home; {homes} were asked for.")
    tell = say or quiet
    tell("world", 0, homes)

    def chance(theme: str) -> Chance:
        return source(seed=seed, homes=homes, theme=theme)

    world, families = build(homes=homes, seed=seed, today=today)
    tell("world", homes, homes)
    with Folder(out=out, level=faults, chance=chance("faults")) as folder:
        folder.truth["landlord"].add_cells((homes, seed, faults, today.isoformat()))
        _nec(folder, world, chance, tell)
        _locata(folder, world, families, chance)
        tell("locata", homes, homes)
        _keystone(folder, world, chance, tell)
        _oneserve(folder, world, chance, tell)
        has_old_copy = folder.faults.strikes("dated_copy_beside_live_table")
        if has_old_copy:
            fault = "dated_copy_beside_live_table"
            folder.faults.note(system="nec", file=OLD_COPY, key="", column="", fault=fault)
        summary = Summary(rows=folder.rows())
    if has_old_copy:
        shutil.copyfile(out / "nec" / "admin_units.csv", out / "nec" / f"{OLD_COPY}.csv")
    return summary


def _nec(folder: Folder, world: World, chance: Draw, tell: Say) -> None:
    Stock(folder=folder, world=world).write()
    writers: list[Writer] = [
        People(folder=folder, world=world, chance=chance("nec people")),
        Agreements(folder=folder, world=world, chance=chance("nec tenancies")),
        Rents(folder=folder, world=world, chance=chance("nec money")),
        Voids(folder=folder, world=world, chance=chance("nec voids")),
        Contacts(folder=folder, world=world, chance=chance("nec contacts")),
    ]
    for number, home in enumerate(world.homes, start=1):
        for writer in writers:
            writer.write(home)
        if number % SAY_EVERY == 0:
            tell("nec", number, len(world.homes))


def _locata(folder: Folder, world: World, families: Families, chance: Draw) -> None:
    clients = Clients(folder=folder, world=world, chance=chance("locata clients"))
    applicants = Applicants(world=world, families=families, chance=chance("locata applicants"))
    cases = Cases(folder=folder, world=world, clients=clients, chance=chance("locata cases"))
    cases.write(applicants, world)
    register = Register(folder=folder, world=world, clients=clients, chance=chance("locata register"))
    register.write(applicants, from_cases=cases.also_apply)


def _keystone(folder: Folder, world: World, chance: Draw, tell: Say) -> None:
    tree = Tree(folder=folder, world=world)
    tree.write()
    writers = (
        Components(folder=folder, world=world, chance=chance("keystone components")),
        Certificates(folder=folder, world=world, chance=chance("keystone certificates")),
    )
    for writer in writers:
        for building in world.buildings:
            if building.is_block:
                writer.block(building)
        for home in world.homes:
            if home.number not in tree.absent:
                writer.home(home)
        tell("keystone", len(world.homes), len(world.homes))


def _oneserve(folder: Folder, world: World, chance: Draw, tell: Say) -> None:
    sites = Sites(folder=folder, world=world, chance=chance("oneserve sites"))
    sites.write()
    by_trade = operatives(folder, world)
    visits = Visits(folder=folder, world=world, chance=chance("oneserve visits"), operatives=by_trade)
    jobs = Jobs(folder=folder, world=world, chance=chance("oneserve jobs"), visits=visits)
    places = jobs.places(sites.absent)
    reports = jobs.reported(places)
    for number, (day, at) in enumerate(reports, start=1):
        jobs.write(places[at], day)
        if number % (SAY_EVERY * 10) == 0:
            tell("oneserve", number, len(reports))
