"""Oneserve's appointments and what happened at each: kept, nobody in, put off, more work needed."""

from dataclasses import dataclass
from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.nec.orders import Order
from rooftree.sources.synthetic.oneserve.proof import Proof, Visit
from rooftree.sources.synthetic.world.model import Tenancy, World
from rooftree.sources.synthetic.writing import Folder

OUTCOMES = Weighted({"Completed": 79.5, "No access": 10.5, "Follow-on": 3.5, "Cancelled": 6.5})
MOST_VISITS = 3
EVENTS = {
    "RAISED": ("Job raised", "Contact centre"),
    "BOOKED": ("Appointment booked", "Planner"),
    "CAN": ("Cancelled by tenant", "Contact centre"),
    "ONSITE": ("Operative on site", ""),
    "COMP": ("Job completed", ""),
    "FOLLOW": ("Follow-on needed", ""),
    "NOACC": ("No access", ""),
    "CALL": ("Contact attempt", ""),
    "CARD": ("Card left", ""),
}
DAY_STARTS = 480
LAST_CALL = 960


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job stands after its visits; day 0 means that it is still open."""

    status: str
    day: int
    minute: int
    needs_more: bool = False


class Visits:
    """Writes appointments and events for one job after another."""

    def __init__(
        self, *, folder: Folder, world: World, chance: Chance, operatives: dict[str, list[str]]
    ) -> None:
        said = declared.table("repairs")
        self.chance = chance
        self.today = world.today
        self.operatives = operatives
        self.proof = Proof(folder=folder, chance=chance, today=world.today)
        self.appointments = folder.sheet("oneserve", "appointments")
        self.events = folder.sheet("oneserve", "job_events")
        self.ids = count(500_001)
        self.words: dict[str, list[str]] = said["words"]
        self.lead: dict[str, list[int]] = {name: one["lead"] for name, one in said["priorities"].items()}
        self.slots: dict[str, dict[str, int]] = said["slots"]
        self.slot: Weighted[str] = Weighted({name: float(one["share"]) for name, one in self.slots.items()})

    def write(self, ref: str, order: Order, priority: str, trade: str, tenancy: Tenancy | None) -> Outcome:
        """The visits of one job until it is done, given up, or still to come."""
        chance = self.chance
        self._event(ref, "", order.day, order.minute, "RAISED")
        made_day, made_minute, said = order.day, order.minute + 4, ""
        for attempt in range(MOST_VISITS):
            low, high = self.lead[priority] if attempt == 0 else (2, 12)
            day = made_day + chance.between(low, high)
            day = day if priority == "Emergency" and attempt == 0 else days.next_working(day)
            if day == made_day and made_minute > LAST_CALL:
                day += 1
            same_day = day == made_day
            visit = self._visit(ref, day, "PM" if same_day else self.slot.draw(chance), trade, tenancy)
            visit.come_after(made_minute + 20 if same_day else 0)
            said = OUTCOMES.draw(chance) if day < self.today else "Booked"
            self._book(visit, made_day, made_minute, said)
            if said == "Booked":
                return Outcome("Booked", 0, 0)
            if said in {"Completed", "Follow-on"}:
                return self._done(visit, said)
            made_day, made_minute = (
                day,
                self._nobody_in(visit) if said == "No access" else self._put_off(visit),
            )
            if said == "Cancelled" and chance.happens(0.3):
                break
        return Outcome(said, made_day, made_minute)

    def _book(self, visit: Visit, made_day: int, made_minute: int, said: str) -> None:
        self._appointment(visit, made_day, made_minute, said)
        self._event(visit.job, visit.id, made_day, made_minute, "BOOKED")
        self.proof.tell_ahead(visit, made_day, made_minute)

    def _put_off(self, visit: Visit) -> int:
        at = max(DAY_STARTS - 20, visit.begins - 15)
        self._event(visit.job, visit.id, visit.day, at, "CAN")
        return at + 5

    def _visit(self, ref: str, day: int, slot: str, trade: str, tenancy: Tenancy | None) -> Visit:
        chance = self.chance
        window = self.slots[slot]
        begins = window["opens"] + int(chance.random() * (window["closes"] - window["opens"]))
        if chance.happens(0.05):
            begins = window["closes"] + chance.between(5, 80)
        length = 15 + int(chance.random() ** 2 * 150)
        return Visit(
            id=str(next(self.ids)),
            job=ref,
            day=day,
            slot=slot,
            opens=window["opens"],
            begins=begins,
            ends=begins + length,
            is_late=begins > window["closes"],
            operative=chance.one_of(self.operatives[trade]),
            tenancy=tenancy,
        )

    def _appointment(self, visit: Visit, made_day: int, made_minute: int, said: str) -> None:
        chance = self.chance
        came = said in {"Completed", "Follow-on", "No access"}
        stay = visit.ends if said != "No access" else visit.begins + 10
        made = f"{days.iso(made_day)}T{days.clock(min(made_minute, 1439))}:00"
        tenancy = visit.tenancy
        row: Row = {
            "id": visit.id,
            "jobRef": visit.job,
            "startDate": days.iso(visit.day),
            "dayDivisionId": visit.slot,
            "resourceId": visit.operative,
            "status": said,
            "actualStartDate": visit.at(visit.begins) if came else "",
            "actualEndDate": visit.at(stay) if came else "",
            "duration": visit.ends - visit.begins,
            "driveTime": chance.between(4, 35),
            "lateAppointmentReason": chance.one_of(self.words["late"]) if came and visit.is_late else "",
            "agreedWith": f"{tenancy.main.title.title()} {tenancy.main.family}"
            if tenancy and chance.happens(0.85)
            else "",
            "offeredSlots": "AM PM" if chance.happens(0.6) else "AM PM SCHOOL",
            "createdDate": made,
            "lastModified": visit.at(stay) if came else made,
        }
        self.appointments.add(row)

    def _done(self, visit: Visit, said: str) -> Outcome:
        follow_on = said == "Follow-on"
        words = self.chance.one_of(self.words["follow_on" if follow_on else "completed"])
        self._at_door(visit, visit.begins, "ONSITE")
        self._at_door(visit, visit.ends, "FOLLOW" if follow_on else "COMP", words)
        self.proof.of_work(visit)
        return Outcome("Completed", visit.day, visit.ends, needs_more=follow_on)

    def _nobody_in(self, visit: Visit) -> int:
        """No access: an event and a note, and mostly, not always, tries to reach the tenant, and photos."""
        chance = self.chance
        at = visit.begins
        self._at_door(visit, at, "NOACC", chance.one_of(self.words["no_access"]))
        for step in range(chance.between(0, 2)):
            self._at_door(visit, at + 3 + step * 3, "CALL", chance.one_of(self.words["contact"]))
        if chance.happens(0.75):
            self._at_door(visit, at + 9, "CARD", "Card left through letter box")
        self.proof.of_no_access(visit)
        return at + 42

    def _at_door(self, visit: Visit, minute: int, code: str, note: str = "") -> None:
        self._event(visit.job, visit.id, visit.day, minute, code, note, visit.operative)

    def _event(
        self, job: str, visit: str, day: int, minute: int, code: str, note: str = "", by: str = ""
    ) -> None:
        title, office = EVENTS[code]
        when = f"{days.dashed(day)} {days.clock(minute)}:{len(code) * 7:02d}"
        self.events.add_cells((job, when, code, title, note, by or office, visit))
