"""Builds the whole world in order: places, then running tenancies, then what went before, then garages."""

from datetime import date

from rooftree.sources.synthetic.chance import source
from rooftree.sources.synthetic.world import places
from rooftree.sources.synthetic.world.model import Garage, World
from rooftree.sources.synthetic.world.people import Families, Registrar
from rooftree.sources.synthetic.world.tenancies import Lettings

HOMES_A_GARAGE = 22


def build(*, homes: int, seed: int, today: date) -> tuple[World, Families]:
    """The world on a day, and the maker of families for those whom only the register knows."""
    day = today.toordinal()
    estates, buildings, made = places.lay_out(
        homes=homes, chance=source(seed=seed, homes=homes, theme="places")
    )
    families = Families(Registrar(chance=source(seed=seed, homes=homes, theme="people"), today=day))
    lettings = Lettings(
        families=families, chance=source(seed=seed, homes=homes, theme="tenancies"), today=day
    )
    for home in made:
        lettings.let(home)
    for home in made:
        lettings.look_back(home)
    chance = source(seed=seed, homes=homes, theme="garages")
    garages = []
    for number, home in enumerate(made[::HOMES_A_GARAGE], start=1):
        let_to = home.current if home.is_let_by_us and chance.happens(0.7) else None
        garages.append(
            Garage(number=number, estate=home.building.estate, building=home.building, let_to=let_to)
        )
    return World(today=day, estates=estates, buildings=buildings, homes=made, garages=garages), families
