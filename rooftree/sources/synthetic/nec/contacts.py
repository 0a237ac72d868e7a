"""NEC's customer contacts: enquiries, and complaints at stage 1 and stage 2 with their targets."""

from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Home, Tenancy, World
from rooftree.sources.synthetic.writing import Folder

YEARS = 4 * 365
ENQUIRIES = 1.6
COMPLAINTS = 0.13
WORKING_DAYS = {"ENQ": 10, "COMP1": 10, "COMP2": 20}


class Contacts:
    """Writes what tenants asked and complained of, while they lived there."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        said = declared.table("contacts")
        self.codes: dict[str, list[str]] = said["codes"]
        self.words: dict[str, list[str]] = said["words"]
        self.chance = chance
        self.today = world.today
        self.refs = count(1)
        self.sheet = folder.sheet("nec", "customer_contacts")

    def write(self, home: Home) -> None:
        for mean, kind in ((ENQUIRIES, "ENQ"), (COMPLAINTS, "COMP1")):
            at = self.today - YEARS + self.chance.wait(YEARS / mean)
            while at <= self.today:
                day = days.next_working(at)
                tenancy = home.tenancy_on(day)
                if tenancy and day <= self.today:
                    self._contact(tenancy, day, kind)
                at += 1 + self.chance.wait(YEARS / mean)

    def _contact(self, tenancy: Tenancy, day: int, kind: str) -> None:
        chance = self.chance
        allowed = WORKING_DAYS[kind]
        took = chance.between(0, allowed + (6 if chance.happens(0.12) else 0))
        answered = days.next_working(day + took * 7 // 5)
        is_open = answered > self.today
        said = "enquiry" if kind == "ENQ" else "complaint"
        row: Row = {
            "LCCT_REF": f"CC{next(self.refs):07d}",
            "LCCT_OBJ_LEGACY_REF": tenancy.main.alt_ref,
            "LCCT_RECEIVED_DATE": days.nec(day),
            "LCCT_CCM_CODE": chance.one_of(self.codes["methods"]),
            "LCCT_CNY_CODE": kind,
            "LCCT_SUBJECT_TYPE": "PAR",
            "LCCT_SCN_BRC_CODE": chance.one_of(self.codes[said]),
            "LCCT_SCN_TARGET_DATE": days.nec(days.next_working(day + allowed * 7 // 5)),
            "LCCT_SCO_CODE": "OPEN" if is_open else "CLO",
            "LCCT_STATUS_DATE": days.nec(day if is_open else answered),
        }
        if not is_open:
            row["LCCT_ANSWERED_DATE"] = days.nec(answered)
            row["LCCT_OUTCOME_COMMENTS"] = chance.one_of(self.words[said])
            if kind != "ENQ":
                row["LCCT_ANO_CODE"] = chance.one_of(self.codes["outcomes"])
        self.sheet.add(row)
        if kind == "COMP1" and not is_open and chance.happens(0.16):
            again = days.next_working(answered + chance.between(3, 25))
            if again <= self.today:
                self._contact(tenancy, again, "COMP2")
