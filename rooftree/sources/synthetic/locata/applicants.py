"""Who applies: our own tenants who want to move, people we have housed since, and people whom only Locata
knows.
"""

from dataclasses import dataclass

from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.world.model import Home, Person, Tenancy, World
from rooftree.sources.synthetic.world.people import Dweller, Families


@dataclass(slots=True)
class Applicant:
    """A household that applies, head first, and the tenancy it holds or was given."""

    people: list[Dweller]
    home: Home | None = None
    tenancy: Tenancy | None = None
    was_housed: bool = False

    @property
    def head(self) -> Person:
        return self.people[0].person


class Applicants:
    """Draws households from our tenants, from those let to lately, or makes new ones."""

    def __init__(self, *, world: World, families: Families, chance: Chance) -> None:
        self.chance = chance
        self.families = families
        self.today = world.today
        self.let = [home for home in world.homes if home.hold == "rent" and home.current]
        self.housed = [
            home for home in self.let if home.current and home.current.start > world.today - 3 * 365
        ]
        self.taken: set[int] = set()

    def own_tenant(self) -> Applicant | None:
        """A tenant who would like to move."""
        return self.of_home(self.chance.one_of(self.let)) if self.let else None

    def housed_lately(self) -> Applicant | None:
        """Somebody whose application or case ended in one of our homes."""
        if not self.housed:
            return None
        found = self.of_home(self.chance.one_of(self.housed))
        if found:
            found.was_housed = True
        return found

    def stranger(self) -> Applicant:
        chance = self.chance
        bedrooms = chance.one_of((1, 1, 1, 2, 2, 2, 3, 3, 4))
        household = self.families.household(
            bedrooms=bedrooms, older=bedrooms == 1 and chance.happens(0.1), on=self.today
        )
        return Applicant(household)

    def of_home(self, home: Home) -> Applicant | None:
        """The household that lives in a home, once."""
        tenancy = home.current
        if tenancy is None or home.number in self.taken:
            return None
        self.taken.add(home.number)
        people = [Dweller(member.person, member.relation) for member in tenancy.members if member.end is None]
        return Applicant(people, home, tenancy)
