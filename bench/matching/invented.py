"""Invented people of an invented landlord, as four of its sources tell of them, and who is who in truth.

Households of names from many places, with twins, a father and son of one name, people who moved, alone or
together, who changed their name, who share a telephone, and a support worker's number on many. What goes
wrong with a row is of other kinds and at other rates than in the sets that the method was made on. Telephone
numbers begin with 06, which none in this country does: there are too few numbers kept for stories.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from nicknames import NickNamer

import rooftree.sources.synthetic.data as data
from bench.searching import ALIKE

COLUMNS = (
    *("unique_id", "source_dataset", "title", "first_name", "middle_name", "surname", "dob", "sex"),
    *("email", "phone", "nino", "address", "town", "postcode", "uprn"),
)
STREETS = ("Ashgrove", "Bellfield", "Corngate", "Dovecote", "Elmhurst", "Fernleigh", "Goosefoot", "Heathside")
KINDS = ("Road", "Street", "Close", "Avenue", "Lane", "Terrace", "Court", "Way")
SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Terrace": "Terr"}
TOWNS = ("Farnbrook", "Oldhythe", "Marlstead")
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
TODAY = 2026


@dataclass(frozen=True)
class Source:
    """A source and how often (in a hundred) a thing is missing or wrong in it."""

    name: str
    missing: dict[str, int]
    slips: int
    pet_name: int = 5
    initial: int = 1
    old_surname: int = 10


MISSING = ("dob", "phone", "email", "nino", "uprn", "middle_name", "sex")


def _missing(*percents: int) -> dict[str, int]:
    return dict(zip(MISSING, percents, strict=True))


TENANCY = Source("housing", _missing(3, 20, 40, 40, 3, 40, 3), 3)
MEMBER = Source("household", _missing(15, 80, 90, 90, 3, 70, 10), 5)
WAITING = Source("register", _missing(2, 8, 15, 25, 60, 30, 0), 6, pet_name=15, old_surname=30)
REPAIRS = Source(
    "repair line", _missing(88, 6, 65, 100, 30, 97, 60), 8, pet_name=20, initial=20, old_surname=20
)


@dataclass(frozen=True)
class Home:
    """An address with its reference number."""

    uprn: str
    line: str
    town: str
    postcode: str


@dataclass(frozen=True)
class Person:
    """Somebody invented, as they truly are."""

    number: int
    sex: str
    first: str
    middle: str
    surname: str
    before: str
    born: tuple[int, int, int]
    phone: str
    email: str
    nino: str


@dataclass
class World:
    """What has been made so far."""

    chance: random.Random
    rows: list[list[str]] = field(default_factory=list)
    truth: list[tuple[str, int]] = field(default_factory=list)
    people: int = 0
    homes: int = 0
    worker: str = ""

    def hits(self, percent: float) -> bool:
        """Whether something that happens so often happens."""
        return self.chance.random() * 100 < percent


def make(count: int, seed: int) -> tuple[list[list[str]], list[tuple[str, int]]]:
    """So many rows (COLUMNS), and for each unique id the number of its person, in an order by chance."""
    world = World(random.Random(f"{seed} {count}"))
    pools = list(_pools())
    while len(world.rows) < count:
        if not world.homes % 400:
            world.worker = _phone(world)
        _household(world, pools)
    order = list(range(count))
    world.chance.shuffle(order)
    return [world.rows[place] for place in order], [world.truth[place] for place in order]


def _pools() -> Iterator[tuple[float, dict[str, list[str]]]]:
    for pool in tomllib.loads(Path(data.__path__[0], "names.toml").read_text(encoding="utf-8")).values():
        yield pool["share"], {kind: pool[kind].split() for kind in ("male", "female", "surnames")}


def _household(world: World, pools: list[tuple[float, dict[str, list[str]]]]) -> None:
    chance = world.chance
    names = chance.choices([pool for _, pool in pools], [share for share, _ in pools])[0]
    home, before = _home(world), _home(world)
    together, moved = world.hits(12), world.hits(25)
    head = _person(world, names, surname=_surname(world, names), age=chance.randrange(20, 90))
    people = [head]
    if world.hits(45):
        surname = head.surname if world.hits(65) else _surname(world, names)
        people.append(
            _person(
                world, names, surname=surname, age=max(18, TODAY - head.born[0] + chance.randrange(-6, 7))
            )
        )
    for _ in range(chance.choices((0, 1, 2, 3), (50, 22, 18, 10))[0]):
        people += _children(world, names, head)
    if world.hits(20):
        people = [replace(each, phone=head.phone) for each in people]
    if world.hits(4):
        people = [replace(each, phone=world.worker) for each in people]
    for place, each in enumerate(people):
        source = TENANCY if place == 0 or (place == 1 and world.hits(40)) else MEMBER
        _tell(world, source, each, home)
        if (together or (moved and source is TENANCY)) and world.hits(70):
            _tell(world, source, each, before)
        if world.hits(30 if source is TENANCY else 10):
            _tell(world, WAITING, each, before if moved and world.hits(40) else home)
        if TODAY - each.born[0] >= 18:
            for _ in range(chance.choices((0, 1, 2), (45, 35, 20) if source is TENANCY else (85, 12, 3))[0]):
                _tell(world, REPAIRS, each, before if moved and world.hits(10) else home)


def _children(world: World, names: dict[str, list[str]], head: Person) -> list[Person]:
    age = TODAY - head.born[0] - world.chance.randrange(18, 42)
    if age < 0:
        return []
    child = _person(world, names, surname=head.surname, age=age)
    if world.hits(5):
        other = _person(world, names, surname=head.surname, age=age)
        if other.first != child.first:
            return [child, replace(other, born=child.born)]
    if world.hits(5) and child.sex == head.sex:
        return [replace(child, first=head.first)]
    return [child]


def _person(world: World, names: dict[str, list[str]], *, surname: str, age: int) -> Person:
    chance = world.chance
    world.people += 1
    sex = chance.choice("MF")
    given = names["male" if sex == "M" else "female"]
    first = given[min(int(chance.expovariate(3) * len(given)), len(given) - 1)]
    grown = age >= 16
    born = (TODAY - age, chance.randrange(1, 13), chance.randrange(1, 29))
    nino = f"{chance.choice(LETTERS)}{chance.choice('ABCEHJLMPRSTWXYZ')}{chance.randrange(10**6):06}A"
    mail = f"{first}.{surname}{chance.randrange(100)}@example.org".lower().replace(" ", "")
    return Person(
        number=world.people,
        sex=sex,
        first=first,
        middle=chance.choice(given) if world.hits(50) else "",
        surname=surname,
        before=_surname(world, names) if sex == "F" and age > 25 and world.hits(25) else surname,
        born=born,
        phone=_phone(world) if grown else "",
        email=mail if grown and world.hits(65) else "",
        nino=nino if grown else "",
    )


def _surname(world: World, names: dict[str, list[str]]) -> str:
    one = world.chance.choice(names["surnames"])
    return f"{one}-{world.chance.choice(names['surnames'])}" if world.hits(4) else one


def _phone(world: World) -> str:
    return f"06{world.chance.randrange(10**9):09}"


def _home(world: World) -> Home:
    chance = world.chance
    world.homes += 1
    street, number = divmod(world.homes, 30)
    chosen = random.Random(street)
    name = f"{chosen.choice(STREETS)} {chosen.choice(KINDS)}"
    letters = "".join(chosen.choices(LETTERS, k=2))
    line = (
        f"Flat {number + 1}, {chosen.randrange(1, 99)} {name}" if street % 3 == 0 else f"{number + 1} {name}"
    )
    postcode = f"ZZ{street // 9 % 99 + 1} {street % 9 + 1}{letters}"
    return Home(str(99_000_000_000 + world.homes * 7), line, chance.choice(TOWNS), postcode)


def _tell(world: World, source: Source, person: Person, home: Home) -> None:
    first, surname = _as_known(world, source, person)
    told = {
        "first_name": first,
        "middle_name": person.middle[:1] if world.hits(40) else person.middle,
        "surname": surname,
        "dob": _day(world, person.born, source.slips),
        "sex": person.sex,
        "email": person.email,
        "phone": _slipped_digits(world, person.phone, source.slips / 2),
        "nino": _slipped_digits(world, person.nino, 1),
        "address": _written(world, home.line),
        "town": home.town,
        "postcode": home.postcode if world.hits(80) else home.postcode.replace(" ", "").lower(),
        "uprn": home.uprn,
    }
    for column, often in source.missing.items():
        if world.hits(often):
            told[column] = ""
    unique = f"{source.name[:2].upper()}{len(world.rows):07}"
    title = {"M": "Mr", "F": "Ms"}[person.sex] if world.hits(60) else ""
    shown = {"unique_id": unique, "source_dataset": source.name, "title": title} | told
    world.rows.append([shown[column] for column in COLUMNS])
    world.truth.append((unique, person.number))


def _as_known(world: World, source: Source, person: Person) -> tuple[str, str]:
    first, surname = person.first, person.before if world.hits(source.old_surname) else person.surname
    pet = sorted(NICKS.nicknames_of(first.lower()))
    if pet and world.hits(source.pet_name):
        first = world.chance.choice(pet).title()
    first = _misspelt(world, first) if world.hits(source.slips) else first
    surname = _misspelt(world, surname) if world.hits(source.slips) else surname
    if world.hits(source.initial):
        first = first[:1]
    if world.hits(1):
        first, surname = surname, first
    if world.hits(1):
        first, surname = first[:8], surname[:8]
    return (first.upper(), surname.upper()) if world.hits(30) else (first, surname)


NICKS = NickNamer()


def _misspelt(world: World, name: str) -> str:
    heard = [(one, other) for one, other in ALIKE if one in name.lower()[1:]]
    if heard and world.hits(50):
        one, other = world.chance.choice(heard)
        at = name.lower().index(one, 1)
        return name[:at] + other + name[at + len(one) :]
    at = world.chance.randrange(1, max(2, len(name)))
    doubled = world.hits(50)
    return name[:at] + (name[at - 1 : at] if doubled else "") + name[at if doubled else at + 1 :]


def _day(world: World, born: tuple[int, int, int], slips: int) -> str:
    year, month, day = born
    if world.hits(0.8):
        return "1900-01-01"
    if world.hits(slips / 4) and day <= 12:
        month, day = day, month
    elif world.hits(slips / 3):
        year += world.chance.choice((-10, -1, 1, 10))
    elif world.hits(slips / 3):
        day = max(1, min(28, day + world.chance.choice((-1, 1, 10))))
    return f"{day:02}/{month:02}/{year}" if world.hits(30) else f"{year}-{month:02}-{day:02}"


def _slipped_digits(world: World, text: str, percent: float) -> str:
    if not text or not world.hits(percent):
        return text
    at = world.chance.randrange(3, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _written(world: World, line: str) -> str:
    words = line.split(" ")
    if world.hits(30):
        words[-1] = SHORT.get(words[-1], words[-1])
    if words[0] == "Flat" and world.hits(30):
        words = [words[1].rstrip(",") + "/" + words[2], *words[3:]]
    return " ".join(words)
