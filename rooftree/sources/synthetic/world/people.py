"""Makes people and the households they live in: ages, names and origins that hang together."""

import unicodedata
from dataclasses import dataclass
from itertools import count

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.days import YEAR
from rooftree.sources.synthetic.world.model import Person

# Prefixes that the tax office keeps for its own use and never issues to a person.
NINO_PREFIXES = ("MW", "NC", "PP", "PY", "PZ", "CR")
ADULT = 16
PHONES = 1000
STRIDE = 617


@dataclass(frozen=True, slots=True)
class Heritage:
    """A pool of names, with the ethnic origins, beliefs and languages that go with it."""

    names: dict[str, Weighted[str]]
    surnames: Weighted[str]
    codes: dict[str, Weighted[str]]


def falling(names: list[str], *, start: int = 8) -> dict[str, float]:
    """Weights that fall off along the list, as names' frequencies do."""
    return {name: 1 / (place + start) ** 0.75 for place, name in enumerate(names)}


def rare_surnames() -> dict[str, float]:
    said = declared.table("variants")
    heads, tails = said["surname_heads"].split(), said["surname_tails"].split()
    return {head + tail: 0.008 for head in heads for tail in tails}


def address_of(given: str, family: str, number: int) -> str:
    """An e-mail address in the domain that nobody can own, without accents or apostrophes."""
    plain = (
        unicodedata.normalize("NFKD", f"{given}.{family}").encode("ascii", "ignore").decode().replace("'", "")
    )
    return f"{plain.lower()}{number % 1000}@example.org"


class Registrar:
    """Makes people, one after another, with numbers of their own."""

    def __init__(self, *, chance: Chance, today: int) -> None:
        self.chance = chance
        self.today = today
        self.numbers = count(1)
        self.phones = count(0)
        said = declared.table("names")
        self.pools = Weighted({name: float(pool["share"]) for name, pool in said.items()})
        self.heritages = {name: self._heritage(name, pool) for name, pool in said.items()}

    def person(
        self, *, age: float, on: int, sex: str = "", heritage: str = "", family: str = "", ethnic: str = ""
    ) -> Person:
        """Somebody of about an age on a day; parents pass on heritage, name and, mostly, origin."""
        chance = self.chance
        sex = sex or chance.one_of("MF")
        pool = self.heritages[heritage := heritage or self.pools.draw(chance)]
        given = pool.names[sex].draw(chance)
        number = next(self.numbers)
        family = family or self._surname(pool)
        born = on - int((age + chance.random()) * YEAR)
        is_adult = self.today - born > ADULT * YEAR
        years = (self.today - born) / YEAR
        return Person(
            number=number,
            sex=sex,
            title=self._title(sex, years),
            given=given,
            middle=pool.names[sex].draw(chance) if chance.happens(0.5) else "",
            family=family,
            maiden=self._surname(pool) if sex == "F" and years > 28 and chance.happens(0.25) else "",
            born=born,
            heritage=heritage,
            ethnic=ethnic or pool.codes["ethnic"].draw(chance),
            religion=pool.codes["religion"].draw(chance),
            nationality=pool.codes["nationality"].draw(chance),
            language=pool.codes["language"].draw(chance),
            nino=self._nino() if is_adult else "",
            mobile=self.mobile() if is_adult and chance.happens(0.93 if years < 75 else 0.6) else "",
            email=address_of(given, family, number) if is_adult and chance.happens(0.64) else "",
            alt_ref=str(100_000 + number),
            disabled=chance.happens(0.07 + max(0.0, years - 40) * 0.008),
        )

    def mobile(self) -> str:
        """The drama range holds a thousand numbers: people far apart share one, neighbours never do."""
        return f"07700 900{next(self.phones) * STRIDE % PHONES:03d}"

    def landline(self) -> str:
        """Never 01632 960000, which stands for a number that somebody typed in for want of one."""
        return f"01632 960{next(self.phones) * STRIDE % (PHONES - 1) + 1:03d}"

    def _surname(self, pool: Heritage) -> str:
        name = pool.surnames.draw(self.chance)
        return f"{name}-{pool.surnames.draw(self.chance)}" if self.chance.happens(0.03) else name

    def _nino(self) -> str:
        chance = self.chance
        return f"{chance.one_of(NINO_PREFIXES)}{chance.between(0, 999_999):06d}{chance.one_of('ABCD')}"

    def _title(self, sex: str, years: float) -> str:
        if years < ADULT:
            return "MISS" if sex == "F" else "MASTER"
        if sex == "M":
            return "DR" if self.chance.happens(0.004) else "MR"
        return self.chance.one_of(("MRS", "MS", "MISS", "MS", "MRS"))

    @staticmethod
    def _heritage(name: str, pool: dict[str, str | dict[str, float]]) -> Heritage:
        surnames = falling(str(pool["surnames"]).split())
        return Heritage(
            names={
                "M": Weighted(falling(str(pool["male"]).split())),
                "F": Weighted(falling(str(pool["female"]).split())),
            },
            surnames=Weighted(surnames | rare_surnames() if name == "british" else surnames),
            codes={
                kind: Weighted(codes)
                for kind in ("ethnic", "religion", "nationality", "language")
                if isinstance(codes := pool[kind], dict)
            },
        )


@dataclass(frozen=True, slots=True)
class Dweller:
    """Somebody in a household, and what they are to its head."""

    person: Person
    relation: str


class Families:
    """Makes households to fit homes: who lives in so many bedrooms."""

    def __init__(self, registrar: Registrar) -> None:
        said = declared.table("households")
        self.registrar = registrar
        self.chance = registrar.chance
        self.living = {key: Weighted(kinds) for key, kinds in said["living"].items()}
        self.head_age: dict[str, list[int]] = said["head_age"]

    def household(self, *, bedrooms: int, older: bool, on: int) -> list[Dweller]:
        """The people of one household as they are on a day, head first."""
        kind = self.living["older" if older else str(min(bedrooms, 4))].draw(self.chance)
        low, high = self.head_age[kind]
        age = self.chance.between(low, high)
        sex = "F" if kind == "lone_parent" and self.chance.happens(0.88) else ""
        head = self.registrar.person(age=age, on=on, sex=sex)
        people = [Dweller(head, "TENANT")]
        if kind in {"couple", "couple_older", "couple_children", "three_generations"}:
            people.append(self._partner(head, age, on))
        if kind in {"lone_parent", "couple_children", "three_generations"}:
            people += self._children(head, age, bedrooms, on)
        if kind == "adult_children":
            people += self._grown_up(head, age, on)
        if kind == "three_generations":
            people.append(self._grandparent(head, age, on))
        return people

    def _partner(self, head: Person, age: int, on: int) -> Dweller:
        chance = self.chance
        other = "F" if head.sex == "M" else "M"
        partner = self.registrar.person(
            age=max(18, age + chance.between(-6, 6)),
            on=on,
            sex=other if chance.happens(0.95) else head.sex,
            heritage=head.heritage if chance.happens(0.88) else "",
            family=head.family if chance.happens(0.68) else "",
        )
        return Dweller(partner, "PARTNER")

    def _children(self, head: Person, age: int, bedrooms: int, on: int) -> list[Dweller]:
        chance = self.chance
        most = {1: 1, 2: 2, 3: 4, 4: 6, 5: 7}[max(1, min(bedrooms, 5))]
        oldest = min(age - 17, 19)
        number = min(chance.between(1, most), max(1, oldest // 2))
        made: list[Dweller] = []
        for _ in range(number):
            child = self._child(head, chance.random() * max(1, oldest), on)
            if made and chance.happens(0.03):
                child.person.born = made[-1].person.born
            made.append(child)
        return made

    def _grown_up(self, head: Person, age: int, on: int) -> list[Dweller]:
        number = 1 if self.chance.happens(0.7) else 2
        grown = [self._child(head, min(age - 20, self.chance.between(18, 36)), on) for _ in range(number)]
        if self.chance.happens(0.45):
            return [self._partner(head, age, on), *grown]
        if self.chance.happens(0.08) and grown[0].person.sex == head.sex:
            grown[0].person.given = head.given
        return grown

    def _grandparent(self, head: Person, age: int, on: int) -> Dweller:
        parent = self.registrar.person(
            age=age + self.chance.between(20, 34),
            on=on,
            heritage=head.heritage,
            family=head.family,
            ethnic=head.ethnic,
        )
        return Dweller(parent, "PARENT")

    def _child(self, head: Person, age: float, on: int) -> Dweller:
        chance = self.chance
        child = self.registrar.person(
            age=age,
            on=on,
            heritage=head.heritage,
            family=head.family if chance.happens(0.8) else "",
            ethnic=head.ethnic if chance.happens(0.86) else "",
        )
        return Dweller(child, "SON" if child.sex == "M" else "DAUGHTER")
