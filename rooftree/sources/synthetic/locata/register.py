"""Locata's housing register: applications with bands, the households in them, bids and offers."""

from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.locata.applicants import Applicant, Applicants
from rooftree.sources.synthetic.locata.clients import GENDERS, Clients
from rooftree.sources.synthetic.world.model import Home, World
from rooftree.sources.synthetic.writing import Folder

APPLICATIONS_A_HOME = 0.24
YEAR = 365
MOST_BIDS = 12


class Register:
    """Writes the register."""

    def __init__(self, *, folder: Folder, world: World, clients: Clients, chance: Chance) -> None:
        said = declared.table("homelessness")
        self.folder = folder
        self.today = world.today
        self.clients = clients
        self.chance = chance
        self.bands = Weighted({name: float(share) for name, share in said["bands"].items()})
        self.refusals: list[str] = said["refusals"]
        self.refs = count(70_001)
        self.lettings = [home for home in world.homes if home.is_let_by_us]
        self.sheets = {
            name: folder.sheet("locata", name)
            for name in ("register", "register_household", "bids", "offers")
        }

    def write(self, applicants: Applicants, *, from_cases: list[Applicant]) -> None:
        """The homeless who were told to apply first, then all the others."""
        for one in from_cases:
            self.application(one)
        for _ in range(max(1, int(len(applicants.let) * APPLICATIONS_A_HOME))):
            drawn = self.chance.random()
            who = (
                applicants.own_tenant()
                if drawn < 0.3
                else applicants.housed_lately()
                if drawn < 0.42
                else None
            )
            self.application(who or applicants.stranger())

    def application(self, who: Applicant) -> None:
        chance = self.chance
        ref = f"APP{next(self.refs):06d}"
        tenancy = who.tenancy
        last = tenancy.start - 20 if who.was_housed and tenancy else self.today - 5
        since = last - chance.wait(1.6 * YEAR)
        band = self.bands.draw(chance)
        client = self.clients.client(who.head, home=None if who.was_housed else who.home, created=since)
        reviewed = since + (self.today - since) // YEAR * YEAR + YEAR
        need = min(5, max(1, (len(who.people) + 1) // 2))
        status = (
            "Housed"
            if who.was_housed
            else "Active"
            if chance.happens(0.86)
            else chance.one_of(("Suspended", "Closed"))
        )
        self.sheets["register"].add(
            {
                "AppRef": ref,
                "ClientID": client,
                "Band": band,
                "EffectiveDate": days.british(since),
                "BedroomNeed": need,
                "MedicalPriority": chance.one_of(("High", "Medium", "Low")) if chance.happens(0.17) else "",
                "Status": status,
                "ReviewDate": days.british(reviewed),
                "CurrentTenancyRef": tenancy.ref if tenancy and not who.was_housed else "",
            }
        )
        self._household(ref, who)
        self._bids(ref, who, since, last)

    def _household(self, ref: str, who: Applicant) -> None:
        for number, one in enumerate(who.people, start=1):
            person = one.person
            relation = "Applicant" if number == 1 else one.relation.title()
            self.folder.person_is("locata", f"{ref}/{number}", person.true_id)
            self.sheets["register_household"].add(
                {
                    "AppRef": ref,
                    "PersonNo": number,
                    "Relationship": relation,
                    "DOB": days.british(person.born),
                    "Gender": GENDERS[person.sex],
                }
            )

    def _bids(self, ref: str, who: Applicant, since: int, last: int) -> None:
        """Bids week by week, some offers refused, and the offer that those who were housed took."""
        chance = self.chance
        if not self.lettings:
            return
        day = max(since, last - chance.between(20, 500))
        for _ in range(chance.between(0, MOST_BIDS)):
            day += chance.between(5, 40)
            if day > last:
                break
            home = chance.one_of(self.lettings)
            rank = 1 + int(chance.random() ** 2 * 140)
            monday = days.monday_of(day)
            self.sheets["bids"].add_cells(
                (ref, home.propref, f"C{days.iso(monday)}", days.british(day), rank)
            )
            if rank <= 2 and chance.happens(0.6):
                self._offer(ref, home, min(last, day + 6), "Refused")
        if who.was_housed and who.tenancy:
            self._offer(ref, who.tenancy.home, who.tenancy.start - 8, "Accepted")

    def _offer(self, ref: str, home: Home, day: int, outcome: str) -> None:
        why = self.chance.one_of(self.refusals) if outcome == "Refused" else ""
        self.sheets["offers"].add_cells((ref, home.propref, days.british(day), outcome, why))
