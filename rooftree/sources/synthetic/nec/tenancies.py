"""NEC's tenancies, with the homes they hold: one, or a home and a garage."""

from rooftree.sources.synthetic import days
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.nec.people import CONVERTED_ON
from rooftree.sources.synthetic.world.model import Garage, Home, Tenancy, World
from rooftree.sources.synthetic.writing import Folder

TENURES = {"SEC": "SECURE", "INT": "NONSEC", "FLX": "SECURE", "LEA": "LEASEHOLD", "SHO": "LEASEHOLD"}
NOTICED = {"NTQ", "TRANS", "HAMOV", "PRIV", "CARE"}
FOUR_WEEKS = 28
CHECK_EVERY = 730


class Agreements:
    """Writes every tenancy; a running one may be under notice."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        self.faults = folder.faults
        self.today = world.today
        self.chance = chance
        self.sheet = folder.sheet("nec", "tenancies")
        self.overdue: set[str] = set()
        self.garages: dict[str, Garage] = {g.let_to.ref: g for g in world.garages if g.let_to}

    def write(self, home: Home) -> None:
        for tenancy in home.tenancies:
            row = self._row(tenancy)
            if tenancy.ref in self.overdue:
                self.sheet.note(row, "LTCY_REVIEW_DATE", "tenancy_check_overdue")
            if (
                tenancy.end
                and tenancy is home.tenancies[-2:][0]
                and home.current
                and tenancy is not home.current
            ):
                self._leave_open(row)
            self.sheet.add(row)

    def _row(self, tenancy: Tenancy) -> Row:
        end = self._end(tenancy)
        begins = days.nec(tenancy.start)
        row: Row = {
            "LTCY_ALT_REF": tenancy.ref,
            "LTCY_TTY_CODE": tenancy.kind,
            "LTCY_ACT_START_DATE": begins,
            "LTCY_ACT_END_DATE": end,
            "LTCY_CORRESPOND_NAME": " and ".join(self._called(tenancy)),
            "LTCY_HRV_TTYP_CODE": TENURES.get(tenancy.kind, "TEMPORARY"),
            "LTCY_HRV_TSO_CODE": tenancy.source,
            "LTCY_HRV_TTR_CODE": tenancy.reason,
            "LTCY_PERM_TEMP_IND": "T" if tenancy.kind in {"TAF", "NSE"} else "P",
            "LTCY_THO_PROPREF1": tenancy.home.propref,
            "LTCY_THO_START_DATE1": begins,
            "LTCY_THO_END_DATE1": end,
        }
        garage = self.garages.get(tenancy.ref)
        if garage:
            row |= {"LTCY_THO_PROPREF2": garage.propref, "LTCY_THO_START_DATE2": begins}
        return row | self._notice(tenancy)

    def _notice(self, tenancy: Tenancy) -> Row:
        if tenancy.end:
            if tenancy.reason not in NOTICED:
                return {}
            notice = max(tenancy.start, tenancy.end - FOUR_WEEKS)
            return {"LTCY_NOTICE_REC_DATE": days.nec(notice), "LTCY_EXPECTED_END_DATE": days.nec(tenancy.end)}
        review: Row = {}
        if tenancy.home.is_let_by_us:
            due = self.today - self.chance.between(0, CHECK_EVERY) + CHECK_EVERY
            if self.chance.happens(0.15) and self.faults.level != "none":
                due -= CHECK_EVERY
                self.overdue.add(tenancy.ref)
            review = {"LTCY_REVIEW_DATE": days.nec(due)}
        if tenancy.kind == "SEC" and self.chance.happens(0.006) and tenancy.start < self.today - FOUR_WEEKS:
            given = self.today - self.chance.between(1, 20)
            return review | {
                "LTCY_HRV_TST_CODE": "NOTICE",
                "LTCY_NOTICE_REC_DATE": days.nec(given),
                "LTCY_EXPECTED_END_DATE": days.nec(given + FOUR_WEEKS),
            }
        return review

    def _end(self, tenancy: Tenancy) -> str:
        if tenancy.end:
            return days.nec(tenancy.end)
        return days.OPEN_ENDED if tenancy.start < CONVERTED_ON else ""

    def _leave_open(self, row: Row) -> None:
        """A tenancy that ended, and nobody ended it in NEC: two run at once in one home."""
        if self.faults.strikes("two_open_tenancies"):
            row["LTCY_ACT_END_DATE"] = row["LTCY_THO_END_DATE1"] = ""
            self.sheet.note(row, "LTCY_ACT_END_DATE", "two_open_tenancies")

    @staticmethod
    def _called(tenancy: Tenancy) -> list[str]:
        return [
            f"{one.person.title.title()} {one.person.given[:1]} {one.person.family}"
            for one in tenancy.tenants
        ]
