"""Who lived where and when: running tenancies first, then what went before them, with the people who moved
between our own homes (transfers, exchanges, successions) being the same people at both ends."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import count

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.days import WEEK, YEAR, monday_of, year
from rooftree.sources.synthetic.world.model import Home, Member, Person, Tenancy
from rooftree.sources.synthetic.world.people import ADULT, Dweller, Families

YEARS_BACK = 9
QUARTER = 91
SOURCES = Weighted({"REG": 60, "TRANS": 15, "HOMEL": 16, "MUTEX": 5, "SUCC": 4})
REASONS = Weighted(
    {"DEATH": 26, "TRANS": 24, "NTQ": 20, "HAMOV": 8, "PRIV": 6, "CARE": 7, "ABAND": 5, "EVIC": 4}
)
MEAN_YEARS = {"rent": 10, "lease": 12, "shared": 9, "temporary": 0.7}


@dataclass(slots=True)
class Move:
    """A household that came to its present home from another of ours on a day."""

    tenancy: Tenancy
    on: int


class Lettings:
    """Makes the tenancies of every home, and lets the people of some of them come from others."""

    def __init__(self, *, families: Families, chance: Chance, today: int) -> None:
        self.families = families
        self.chance = chance
        self.today = today
        self.refs = count(451_202)
        self.movers: dict[int, list[Move]] = defaultdict(list)
        self.exchanging: Tenancy | None = None
        self.partners: dict[str, Tenancy] = {}
        self.rents: dict[str, int] = declared.table("households")["weekly_rent"]

    def let(self, home: Home) -> None:
        """The tenancy that runs today, unless the home is sold or void."""
        chance = self.chance
        if home.hold == "rent" and chance.happens(0.012):
            home.hold, home.sold_on = "sold", self.today - chance.wait(3 * YEAR) - 30
            return
        if home.is_let_by_us and chance.happens(0.015):
            return
        household = self._household(home, on=self.today)
        start = self._start(home, household[0].person)
        source = self._source(home)
        if source == "MUTEX" and self.exchanging:
            start = self.exchanging.start
            if household[0].person.born + int(18 * YEAR) > start or home.building.built > year(start):
                source, start = "REG", self._start(home, household[0].person)
        tenancy = self._tenancy(home, source=source, start=start, end=None)
        tenancy.members = self._members(household, tenancy)
        self._remember(tenancy)
        home.tenancies.append(tenancy)

    def look_back(self, home: Home) -> None:
        """The tenancies before the one that runs today, newest first, as far as records reach."""
        chance = self.chance
        later = home.current
        self._hand_over(home, later)
        first = home.tenancies[0] if home.tenancies else None
        end = first.start if first else home.sold_on or self.today - self._empty_days()
        horizon = max(self.today - int(YEARS_BACK * YEAR), self._first_let(home))
        if home.hold in {"lease", "shared"}:
            return
        if first and first.source not in {"SUCC", "MUTEX"}:
            end -= self._gap()
        while end > horizon:
            earlier = self._earlier(home, end=end)
            home.tenancies.insert(0, earlier)
            if chance.happens(0.1):
                break
            end = earlier.start - self._gap()

    def _earlier(self, home: Home, *, end: int) -> Tenancy:
        chance = self.chance
        reason = "BOUGHT" if home.sold_on == end else REASONS.draw(chance)
        mover = self._mover(home, before=end) if reason == "TRANS" else None
        if mover:
            end = mover.on + chance.between(0, 6)
        start = end - max(60, chance.wait(6 * YEAR))
        if mover:
            start = min(end - 30, max(start, mover.tenancy.main.born + int(18 * YEAR)))
        earlier = self._tenancy(home, source="REG", start=monday_of(start), end=end)
        earlier.reason = reason
        if mover:
            earlier.members = self._same_people(mover.tenancy, earlier)
            return earlier
        household = self._household(home, on=end)
        adult_from = household[0].person.born + int(18 * YEAR)
        earlier.start = min(end - 30, max(earlier.start, adult_from))
        earlier.members = self._members(household, earlier)
        return earlier

    def _mover(self, home: Home, *, before: int) -> Move | None:
        """Somebody who moved to another of our homes shortly before a day."""
        waiting = self.movers.get(before // QUARTER, [])
        for at, move in enumerate(waiting):
            if move.on + WEEK <= before and move.tenancy.home is not home:
                return waiting.pop(at)
        return None

    def _remember(self, tenancy: Tenancy) -> None:
        if tenancy.source == "TRANS":
            self.movers[tenancy.start // QUARTER].append(Move(tenancy, tenancy.start))
        if tenancy.source == "MUTEX":
            if self.exchanging:
                self.partners[tenancy.ref] = self.exchanging
                self.partners[self.exchanging.ref] = tenancy
                self.exchanging = None
            else:
                self.exchanging = tenancy

    def _hand_over(self, home: Home, later: Tenancy | None) -> None:
        """The tenancy right before an exchange or a succession: ended the day before, by people we know."""
        if later is None:
            return
        before = self._tenancy(home, source="REG", start=later.start, end=later.start - 1)
        if later.ref in self.partners:
            before.reason = "MUTEX"
            partner = self.partners[later.ref]
            before.start = later.start - max(400, self.chance.wait(5 * YEAR))
            before.start = min(later.start - 30, max(before.start, partner.main.born + int(18 * YEAR)))
            before.members = self._same_people(partner, before)
        elif later.source == "SUCC":
            before.reason = "SUCC"
            before.start = later.start - max(2000, self.chance.wait(18 * YEAR))
            before.members = self._with_the_late_tenant(later, before)
            later.members[0].is_successor = True
        else:
            if later.source == "MUTEX":
                later.source = "REG"
            return
        home.tenancies.insert(0, before)

    def _with_the_late_tenant(self, later: Tenancy, before: Tenancy) -> list[Member]:
        heir = later.main
        late = self.families.registrar.person(
            age=max(60, heir.age_on(before.end or self.today) + self.chance.between(0, 28)),
            on=before.end or self.today,
            heritage=heir.heritage,
            family=heir.family,
        )
        before.start = min(before.end or self.today, max(before.start, late.born + int(18 * YEAR)))
        members = [Member(late, "TENANT", before.start, before.end, True, True, left_because="DEATH")]
        for member in later.members:
            if member.person.born < later.start - 30:
                start = max(before.start, member.person.born)
                relation = "OTHER" if member.person is heir else member.relation
                members.append(Member(member.person, relation, start, before.end, False, False))
        return members

    def _same_people(self, now: Tenancy, then: Tenancy) -> list[Member]:
        end = then.end or self.today
        return [
            Member(
                one.person, one.relation, max(then.start, one.person.born), end, one.is_tenant, one.is_main
            )
            for one in now.members
            if one.person.born < end and one.end is None
        ]

    def _members(self, household: list[Dweller], tenancy: Tenancy) -> list[Member]:
        chance = self.chance
        last = tenancy.end or self.today
        members = []
        for place, one in enumerate(household):
            start = max(tenancy.start, one.person.born)
            joint = one.relation == "PARTNER" and start == tenancy.start and chance.happens(0.55)
            is_child = one.person.age_on(last) < ADULT
            if place and not joint and not is_child and chance.happens(0.12):
                start = chance.between(start, last)
            members.append(
                Member(one.person, one.relation, start, tenancy.end, place == 0 or joint, place == 0)
            )
        if tenancy.end is None and tenancy.start < last - 800 and chance.happens(0.05):
            members.append(self._gone(household[0].person, tenancy))
        return members

    def _gone(self, head: Person, tenancy: Tenancy) -> Member:
        """A grown child or partner who has left a household that is still there."""
        gone = self.families.registrar.person(
            age=self.chance.between(19, 34), on=self.today, family=head.family
        )
        left = self.chance.between(tenancy.start + 200, self.today - 10)
        start = max(tenancy.start, gone.born)
        relation = "SON" if gone.sex == "M" else "DAUGHTER"
        return Member(gone, relation, start, max(left, start + 30), False, False, left_because="MOVED")

    def _household(self, home: Home, *, on: int) -> list[Dweller]:
        older = home.kind == "SHL" or (home.kind == "BUN" and self.chance.happens(0.8))
        return self.families.household(bedrooms=home.bedrooms, older=older, on=on)

    def _tenancy(self, home: Home, *, source: str, start: int, end: int | None) -> Tenancy:
        chance = self.chance
        tenancy = Tenancy(
            ref=f"{next(self.refs):08d}", home=home, kind="", source=source, start=start, end=end
        )
        tenancy.kind = self._kind(home, start)
        tenancy.rent = self.rents[str(home.bedrooms)] + chance.between(-400, 900)
        tenancy.landline = self.families.registrar.landline() if chance.happens(0.22) else ""
        return tenancy

    def _kind(self, home: Home, start: int) -> str:
        if home.hold == "lease":
            return "LEA"
        if home.hold == "shared":
            return "SHO"
        if home.hold == "temporary":
            return "TAF" if self.chance.happens(0.7) else "NSE"
        if start > self.today - YEAR:
            return "INT"
        return "FLX" if 735_000 < start < 737_000 and self.chance.happens(0.35) else "SEC"

    def _source(self, home: Home) -> str:
        if home.hold in {"lease", "shared"}:
            return "RTB"
        return "HOMEL" if home.hold == "temporary" else SOURCES.draw(self.chance)

    def _start(self, home: Home, head: Person) -> int:
        earliest = max(self._first_let(home), head.born + int(18 * YEAR))
        drawn = self.today - 7 - self.chance.wait(MEAN_YEARS[home.hold] * YEAR)
        return monday_of(max(min(self.today - 7, earliest), drawn))

    @staticmethod
    def _first_let(home: Home) -> int:
        return int((home.building.built - 1) * YEAR) + 400

    def _gap(self) -> int:
        """Days empty between two tenancies: mostly a few weeks, longer for major works."""
        chance = self.chance
        return chance.between(100, 320) if chance.happens(0.08) else chance.between(12, 62)

    def _empty_days(self) -> int:
        chance = self.chance
        return chance.between(90, 420) if chance.happens(0.25) else chance.between(3, 75)
