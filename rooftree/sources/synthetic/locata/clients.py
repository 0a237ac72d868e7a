"""Locata's clients: applicants as the options team typed them in, some twice, some our own tenants."""

from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.appearance import Appearance, Retelling
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Home, Person, World
from rooftree.sources.synthetic.writing import Folder

COLUMNS = {"given": "Forename", "family": "Surname", "born": "DOB"}
GENDERS = {"F": "Female", "M": "Male"}
MAY_HAVE_NINO = 0.92


def date_of(day: int | None) -> str:
    return days.british(day) if day else ""


class Clients:
    """Writes a client once for each person, or twice where somebody did not search first."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        said = declared.table("codes")
        self.folder = folder
        self.faults = folder.faults
        self.chance = chance
        self.today = world.today
        self.homes = world.homes
        self.ethnic: dict[str, str] = said["ethnic_origin"]
        self.nationality: dict[str, str] = said["nationality"]
        self.retelling = Retelling(system="locata", faults=folder.faults, chance=chance)
        self.sheet = folder.sheet("locata", "clients")
        self.numbers = count(30_881)
        self.ids: dict[int, str] = {}

    def client(self, person: Person, *, home: Home | None, created: int) -> str:
        """The client's id: the one that is there, a new one, or a second one by mistake."""
        known = self.ids.get(person.number)
        again = known is not None and self.faults.strikes("client_entered_twice")
        if known and not again:
            return known
        ref = str(next(self.numbers))
        self.ids[person.number] = ref
        self.folder.person_is("locata", ref, person.true_id)
        seen = self.retelling.of(person)
        row = self._row(ref, person, seen, created) | self._where(home)
        for part, fault in seen.faults:
            self.sheet.note(row, COLUMNS[part], fault)
        if again:
            self.sheet.note(row, "ClientID", "client_entered_twice")
        self.sheet.add(row)
        return ref

    def named(self, person: Person) -> Appearance:
        return self.retelling.of(person)

    def _row(self, ref: str, person: Person, seen: Appearance, created: int) -> Row:
        return {
            "ClientID": ref,
            "Title": seen.title.title(),
            "Forename": seen.given,
            "Surname": seen.family,
            "DOB": date_of(seen.born),
            "NINO": person.nino if self.chance.happens(MAY_HAVE_NINO) else "",
            "Gender": GENDERS[person.sex],
            "Ethnicity": self.ethnic[person.ethnic],
            "Nationality": self.nationality[person.nationality],
            "Email": person.email,
            "Mobile": person.mobile,
            "CreatedDate": days.british(created),
        }

    def _where(self, home: Home | None) -> Row:
        """The address as it was said: ours for our tenants, somebody else's for most."""
        chance = self.chance
        if home is None:
            near = chance.one_of(self.homes).building
            number = chance.between(100, 280)
            return {"Address": f"{number} {near.street}, {near.estate.town}", "Postcode": near.postcode}
        place = home.building
        line = home.line()
        if place.is_block and chance.happens(0.3):
            line = f"{home.unit} {place.name}, {place.street}"
        postcode = place.postcode.replace(" ", "") if chance.happens(0.1) else place.postcode
        return {"Address": f"{line}, {place.estate.town}", "Postcode": postcode}
