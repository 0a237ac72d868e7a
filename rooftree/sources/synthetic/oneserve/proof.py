"""The proof of a visit: photographs with their hashes, and what the resident was told before and after."""

from dataclasses import dataclass
from hashlib import sha256

from rooftree.sources.synthetic import days
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.world.model import Tenancy
from rooftree.sources.synthetic.writing import Folder

LAST_MINUTE = 1439


@dataclass(slots=True)
class Visit:
    """One visit: when it was promised, when the operative came and went."""

    id: str
    job: str
    day: int
    slot: str
    opens: int
    begins: int
    ends: int
    is_late: bool
    operative: str
    tenancy: Tenancy | None

    def come_after(self, minute: int) -> None:
        """Nobody comes before they are called."""
        wait = max(0, minute - self.begins)
        self.begins += wait
        self.ends += wait

    def at(self, minute: int) -> str:
        return f"{days.iso(self.day)}T{days.clock(min(minute, LAST_MINUTE))}:00"


class Proof:
    """Writes attachments and notifications; in sound data no photo was left out."""

    def __init__(self, *, folder: Folder, chance: Chance, today: int) -> None:
        self.chance = chance
        self.today = today
        self.whole = folder.faults.level == "none"
        self.attachments = folder.sheet("oneserve", "attachments")
        self.notifications = folder.sheet("oneserve", "notifications")

    def tell_ahead(self, visit: Visit, made_day: int, made_minute: int) -> None:
        """Booking, the day before, the same day, on the way: mostly sent, now and then not delivered."""
        if visit.tenancy is None:
            return
        chance = self.chance
        self._tell(visit, "booking", made_day, made_minute + 2, chance.happens(0.97))
        if made_day < visit.day - 1 <= self.today:
            self._tell(visit, "day-before", visit.day - 1, 960 + chance.between(0, 30), chance.happens(0.95))
        if visit.day < self.today and visit.day > made_day:
            if chance.happens(0.25):
                self._tell(visit, "same-day", visit.day, visit.opens - 45, chance.happens(0.95))
            if chance.happens(0.45):
                self._tell(
                    visit, "on-route", visit.day, visit.begins - chance.between(8, 30), chance.happens(0.96)
                )

    def of_work(self, visit: Visit) -> None:
        if self.chance.happens(0.9) or self.whole:
            self._photo(visit, "completed works", visit.ends - 2)

    def of_no_access(self, visit: Visit) -> None:
        if self.chance.happens(0.72) or self.whole:
            self._photo(visit, "door photo", visit.begins + 5)
        if self.chance.happens(0.6) or self.whole:
            self._photo(visit, "card photo", visit.begins + 9)
        if visit.tenancy and self.chance.happens(0.7):
            day = days.next_working(visit.day + 1)
            if day <= self.today:
                self._send(visit, "no-access letter", "letter", visit.tenancy.home.line(), day, 600, True)

    def _photo(self, visit: Visit, kind: str, minute: int) -> None:
        uri = f"photos/{visit.job}/{visit.id}-{kind.split()[0]}.jpg"
        digest = sha256(uri.encode()).hexdigest()
        self.attachments.add_cells((visit.job, visit.id, kind, uri, visit.at(minute), digest))

    def _tell(self, visit: Visit, kind: str, day: int, minute: int, delivered: bool) -> None:
        """By text where there is a mobile, by e-mail where not, else by letter."""
        if visit.tenancy is None:
            return
        person = visit.tenancy.main
        if person.mobile:
            self._send(visit, kind, "sms", person.mobile, day, minute, delivered)
        elif person.email:
            self._send(visit, kind, "email", person.email, day, minute, delivered)
        elif kind == "booking":
            self._send(visit, kind, "letter", visit.tenancy.home.line(), day, minute, True)

    def _send(
        self, visit: Visit, kind: str, channel: str, to: str, day: int, minute: int, delivered: bool
    ) -> None:
        sent = f"{days.iso(day)}T{days.clock(min(minute, LAST_MINUTE))}:00"
        arrived = f"{days.iso(day)}T{days.clock(min(minute + 1, LAST_MINUTE))}:12" if delivered else ""
        status = "delivered" if delivered else "failed"
        self.notifications.add_cells((visit.id, kind, channel, to, sent, arrived, status))
