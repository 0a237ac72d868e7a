"""Oneserve's jobs over five years, in the order in which they were reported, with NEC's orders for most of
them.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.nec.orders import Order, Orders
from rooftree.sources.synthetic.oneserve.visits import Outcome, Visits
from rooftree.sources.synthetic.world.model import Home, World
from rooftree.sources.synthetic.writing import Folder

FIVE_YEARS = 1826
A_RENTED_HOME = (5, 27)
A_LEASED_HOME = (0, 3)
A_BLOCK = (10, 34)
THROUGH_NEC = 0.94


@dataclass(frozen=True, slots=True)
class Work:
    trade: str
    code: str
    words: list[str]
    low: int
    high: int


@dataclass(slots=True)
class Place:
    """Where a job is: a home, or the communal parts of a block."""

    propref: str
    site_ref: str
    home: Home | None


class Jobs:
    """Draws every home's repairs, puts them in order of the day, and writes them with their visits."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance, visits: Visits) -> None:
        said = declared.table("repairs")
        self.folder = folder
        self.faults = folder.faults
        self.world = world
        self.chance = chance
        self.visits = visits
        self.orders = Orders(folder=folder, chance=chance)
        self.sheet = folder.sheet("oneserve", "jobs")
        self.numbers = count(20_931)
        works = [Work(one["trade"], one["code"], one["words"], *one["cost"]) for one in said["work"]]
        self.works = Weighted({at: float(one["share"]) for at, one in enumerate(said["work"])})
        self.work = works
        self.priorities: dict[str, Any] = said["priorities"]
        self.priority = Weighted({name: float(one["share"]) for name, one in self.priorities.items()})
        self.contractors: list[str] = said["words"]["contractors"]
        self.last_ref = ""

    def places(self, absent: set[int]) -> list[Place]:
        """Homes and blocks that Oneserve knows."""
        homes = [Place(h.propref, h.site_ref, h) for h in self.world.homes if h.number not in absent]
        blocks = [
            Place(block.propref, block.propref, None) for block in self.world.buildings if block.is_block
        ]
        return homes + blocks

    def reported(self, places: list[Place]) -> list[tuple[int, int]]:
        """Day and place of every report, in order."""
        chance = self.chance
        found: list[tuple[int, int]] = []
        for at, place in enumerate(places):
            home = place.home
            span = A_BLOCK if home is None else A_RENTED_HOME if home.is_let_by_us else A_LEASED_HOME
            last = home.sold_on if home and home.sold_on else self.world.today
            for _ in range(chance.between(*span)):
                day = self.world.today - chance.between(0, FIVE_YEARS)
                if day <= last:
                    found.append((day, at))
        found.sort()
        return found

    def write(self, place: Place, day: int) -> None:
        chance = self.chance
        name = self.priority.draw(chance)
        priority = self.priorities[name]
        work = self.work[self.works.draw(chance) if place.home else -1]
        if name != "Emergency":
            day = days.next_working(day)
        if day > self.world.today:
            return
        number = next(self.numbers)
        order = Order(
            number=number,
            ref=f"WO{number:07d}" if chance.happens(THROUGH_NEC) else "",
            propref=place.propref,
            description=chance.one_of(work.words),
            contractor=self.contractors[0] if chance.happens(0.7) else chance.one_of(self.contractors),
            priority=priority["code"],
            day=day,
            minute=chance.between(480, 1079),
            target=day + priority["days"],
            cost=work.low + int(chance.random() ** 2 * (work.high - work.low)),
        )
        self._job(order, place, name, work, follows="")
        if order.ref:
            self.orders.write(order)

    def _job(self, order: Order, place: Place, priority: str, work: Work, *, follows: str) -> None:
        ref = f"HR-{order.number}"
        tenancy = place.home.tenancy_on(order.day) if place.home else None
        outcome = self.visits.write(ref, order, priority, work.trade, tenancy)
        order.status = outcome.status
        order.completed_day, order.completed_minute = outcome.day, outcome.minute
        row: Row = {
            "jobRef": ref,
            "clientRef": order.ref,
            "siteRef": place.site_ref,
            "workType": "Communal" if not place.home else "Responsive" if tenancy else "Void",
            "priority": priority,
            "status": outcome.status,
            "reportedDate": f"{days.british(order.day)} {days.clock(order.minute)}",
            "targetDate": f"{days.british(order.target)} 17:00",
            "completedDate": f"{days.british(outcome.day)} {days.clock(outcome.minute)}"
            if outcome.day
            else "",
            "description": order.description,
            "sor": f"{work.code}{order.number % 40 + 1:03d}",
            "trade": work.trade,
            "jobCost": f"{order.cost}.00" if outcome.day else "",
            "contractor": order.contractor,
            "followOnOf": follows,
        }
        if order.ref and self.last_ref and self.faults.strikes("work_order_reference_reused"):
            row["clientRef"] = self.last_ref
            self.sheet.note(row, "clientRef", "work_order_reference_reused")
        self.last_ref = order.ref
        self.sheet.add(row)
        if outcome.needs_more and outcome.day:
            self._follow_on(order, place, work, outcome, ref)

    def _follow_on(self, order: Order, place: Place, work: Work, outcome: Outcome, ref: str) -> None:
        """More work on the same order: a job of its own, reported as the first visit ended."""
        more = Order(
            number=next(self.numbers),
            ref=order.ref,
            propref=order.propref,
            description=f"Follow-on: {order.description.lower()}",
            contractor=order.contractor,
            priority="3",
            day=outcome.day,
            minute=outcome.minute,
            target=outcome.day + 28,
            cost=order.cost,
        )
        self._job(more, place, "Routine", work, follows=ref)
        order.status = more.status
        order.completed_day, order.completed_minute = more.completed_day, more.completed_minute
