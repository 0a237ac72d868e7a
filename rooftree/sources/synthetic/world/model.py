"""The things of the invented world. Days are ordinals; money is pence; None means not (yet)."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Estate:
    number: int
    name: str
    town: str
    postcode_area: str
    area_code: str
    patch_code: str
    code: str


@dataclass(slots=True)
class Building:
    """A block of flats, a sheltered scheme, or a run of houses in a street."""

    number: int
    kind: str
    name: str
    street: str
    street_number: int
    postcode: str
    estate: Estate
    built: int
    storeys: int
    uprn: str
    east: int
    north: int

    @property
    def is_block(self) -> bool:
        return self.kind in {"flat", "sheltered"}

    @property
    def propref(self) -> str:
        return f"{self.number:06d}0000"

    @property
    def asset_ref(self) -> str:
        return f"B-{self.number:04d}"

    @property
    def true_id(self) -> str:
        return f"BLOCK{self.number:06d}"

    @property
    def has_lift(self) -> bool:
        return self.storeys > 4


@dataclass(slots=True)
class Person:
    number: int
    sex: str
    title: str
    given: str
    middle: str
    family: str
    maiden: str
    born: int
    heritage: str
    ethnic: str
    religion: str
    nationality: str
    language: str
    nino: str
    mobile: str
    email: str
    alt_ref: str
    disabled: bool

    @property
    def true_id(self) -> str:
        return f"P{self.number:08d}"

    def age_on(self, day: int) -> int:
        return int((day - self.born) / 365.25)


@dataclass(slots=True)
class Member:
    """A person in a household for a time; tenants are party to the tenancy."""

    person: Person
    relation: str
    start: int
    end: int | None
    is_tenant: bool
    is_main: bool
    is_successor: bool = False
    left_because: str = ""


@dataclass(slots=True)
class Tenancy:
    ref: str
    home: "Home"
    kind: str
    source: str
    start: int
    end: int | None = None
    reason: str = ""
    members: list[Member] = field(default_factory=list)
    landline: str = ""
    rent: int = 0

    @property
    def main(self) -> Person:
        return self.members[0].person

    @property
    def tenants(self) -> list[Member]:
        return [member for member in self.members if member.is_tenant]

    def holds_on(self, day: int) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(slots=True)
class Home:
    number: int
    building: Building
    unit: int
    street_number: int
    kind: str
    hold: str
    bedrooms: int
    floor: int
    has_gas: bool
    uprn: str
    asset_ref: str
    site_ref: str
    sold_on: int | None = None
    tenancies: list[Tenancy] = field(default_factory=list)

    @property
    def propref(self) -> str:
        return f"{self.building.number:06d}{self.unit:04d}"

    @property
    def true_id(self) -> str:
        return f"H{self.number:08d}"

    @property
    def flat(self) -> str:
        return f"Flat {self.unit}" if self.building.is_block else ""

    @property
    def current(self) -> Tenancy | None:
        """The tenancy that is running today, if any."""
        last = self.tenancies[-1] if self.tenancies else None
        return last if last and last.end is None else None

    @property
    def is_let_by_us(self) -> bool:
        return self.hold in {"rent", "temporary"}

    def line(self) -> str:
        """The address on one line, without town."""
        place = self.building
        if place.is_block:
            return f"{self.flat}, {place.name}, {place.street}"
        return f"{self.street_number} {place.street}"

    def tenancy_on(self, day: int) -> Tenancy | None:
        return next((tenancy for tenancy in self.tenancies if tenancy.holds_on(day)), None)


@dataclass(slots=True)
class Garage:
    number: int
    estate: Estate
    building: Building
    let_to: Tenancy | None

    @property
    def propref(self) -> str:
        return f"{700000 + self.building.number:06d}{self.number % 10000:04d}"

    @property
    def true_id(self) -> str:
        return f"GARAGE{self.number:06d}"


@dataclass(slots=True)
class World:
    """Everything that is true of the landlord on `today`."""

    today: int
    estates: list[Estate]
    buildings: list[Building]
    homes: list[Home]
    garages: list[Garage]
    people_made: int = 0
