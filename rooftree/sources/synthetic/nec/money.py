"""NEC's rents: accounts, what is charged, two years of debits and payments that add up, and arrears actions.

Each account's balance is the sum of its transactions: the first of them brings forward what was owed before.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.days import WEEK
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Garage, Home, Tenancy, World
from rooftree.sources.synthetic.writing import Folder

WEEKS = 76
ARREARS_KEPT = 6 * 365
LAST_YEAR = 0.973
SERVICE = {"DSC": 640, "DHE": 1130, "DGM": 215, "DCO": 480}
METHODS = Weighted({"DD": 36, "HB": 19, "UC": 24, "CASH": 21})
MONTH = 30.44
FOUR_WEEKS = 28
QUIET_DAYS = 240
LATE_TYPES = Weighted({"none": 74, "late": 17, "worse": 9})

Entry = tuple[int, str, str, int, int]


@cache
def pounds(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


@dataclass(slots=True)
class Account:
    """What an account is about, and how much a week."""

    ref: str
    tenancy: Tenancy
    propref: str
    kind: str
    elements: dict[str, int]

    @property
    def weekly(self) -> int:
        return sum(self.elements.values())


class Rents:
    """Writes the accounts of one home after another."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        self.chance = chance
        self.today = world.today
        self.accounts = folder.sheet("nec", "revenue_accounts")
        self.charges = folder.sheet("nec", "debit_breakdowns")
        self.entries = folder.sheet("nec", "transactions")
        self.actions = folder.sheet("nec", "arrears_actions")
        self.references = count(1)
        self.refs = count(10_000_451)
        latest = days.monday_of(world.today)
        self.mondays = [latest - WEEK * back for back in range(WEEKS, -1, -1)]
        self.new_rents = days.monday_of(world.today - 228)
        self.thresholds: dict[str, int] = declared.table("contacts")["arrears"]
        self.garages: dict[str, Garage] = {g.let_to.ref: g for g in world.garages if g.let_to}

    def write(self, home: Home) -> None:
        for tenancy in home.tenancies:
            if tenancy.end and tenancy.end < self.today - ARREARS_KEPT:
                continue
            self._account(self._of(tenancy, home))
            garage = self.garages.get(tenancy.ref)
            if garage:
                self._account(Account(self._ref(), tenancy, garage.propref, "GAR", {"DGA": 1450}))

    def _ref(self) -> str:
        return f"{next(self.refs):010d}"

    def _of(self, tenancy: Tenancy, home: Home) -> Account:
        if tenancy.kind in {"LEA", "SHO"}:
            return Account(self._ref(), tenancy, home.propref, "LSC", {"DSC": 1800 + home.number % 9 * 110})
        elements = {"DBR": tenancy.rent}
        if home.building.is_block:
            elements["DSC"] = SERVICE["DSC"]
            elements["DGM"] = SERVICE["DGM"]
        if home.kind == "SHL":
            elements |= {"DHE": SERVICE["DHE"], "DCO": SERVICE["DCO"]}
        kind = "TA" if tenancy.kind in {"TAF", "NSE"} else "REN"
        return Account(self._ref(), tenancy, home.propref, kind, elements)

    def _account(self, account: Account) -> None:
        tenancy = account.tenancy
        method = "DD" if account.kind in {"LSC", "GAR"} else METHODS.draw(self.chance)
        balance, last = self._two_years(account, method)
        is_former = tenancy.end is not None
        row: Row = {
            "LRAC_PAY_REF": account.ref,
            "LRAC_CLASS_CODE": "SUN" if account.kind == "LSC" else "REN",
            "LRAC_HRV_ATE_CODE": "FTA" if is_former and account.kind != "LSC" else account.kind,
            "LRAC_START_DATE": days.nec(tenancy.start),
            "LRAC_END_DATE": days.nec(tenancy.end) if tenancy.end else "",
            "LRAC_TCY_ALT_REF": tenancy.ref,
            "LRAC_REPORT_PROPREF": account.propref,
            "LRAC_LAST_ABA_BALANCE": pounds(balance),
            "LRAC_LAST_ABA_DATE": days.nec(last),
            "LRAC_HB_CLAIM_NO": f"HB{account.ref[-7:]}" if method == "HB" else "",
        }
        self.accounts.add(row)
        self._breakdown(account)

    def _breakdown(self, account: Account) -> None:
        """What is charged now, and what was until April."""
        tenancy = account.tenancy
        changed = self.new_rents
        for element, value in account.elements.items():
            spans = [(tenancy.start, tenancy.end, value)]
            if tenancy.start < changed and (tenancy.end or changed) >= changed:
                spans = [(tenancy.start, changed - 1, int(value * LAST_YEAR)), (changed, tenancy.end, value)]
            for start, end, amount in spans:
                self.charges.add_cells(
                    (
                        account.ref,
                        account.propref,
                        element,
                        days.nec(start),
                        days.nec(end) if end else "",
                        pounds(amount),
                    )
                )

    def _two_years(self, account: Account, method: str) -> tuple[int, int]:
        """Writes the window's transactions and actions; gives back what is owed at the end, and the day."""
        tenancy = account.tenancy
        start = max(tenancy.start, self.mondays[0])
        end = min(tenancy.end or self.today, self.today)
        habit = LATE_TYPES.draw(self.chance)
        opening = self._opening(account, tenancy, habit)
        entries: list[Entry] = [(start, "BFWD", "", max(opening, 0), max(-opening, 0))] if opening else []
        if start <= end:
            entries += self._debits(account, start, end)
            entries += self._payments(account, method, habit, start, end)
        elif opening > 0 and self.chance.happens(0.3):
            entries.append((self.mondays[0] + self.chance.between(0, 400), "PAY", "CSH", 0, opening // 2))
        entries.sort()
        self._act(account, entries)
        self._write(account.ref, entries)
        return sum(entry[3] - entry[4] for entry in entries), entries[-1][0] if entries else end

    def _opening(self, account: Account, tenancy: Tenancy, habit: str) -> int:
        """What was owed or in hand when the window opened; nothing where the account opened inside it."""
        if tenancy.start >= self.mondays[0]:
            return 0
        weeks = {"none": -1.5, "late": 2.0, "worse": 7.0}[habit] + self.chance.random() * 2
        if tenancy.end and tenancy.end < self.mondays[0]:
            return int(max(0.0, weeks) * account.weekly) if self.chance.happens(0.35) else 0
        return int(weeks * account.weekly)

    def _debits(self, account: Account, start: int, end: int) -> list[Entry]:
        if account.kind == "LSC":
            yearly = account.weekly * 52
            return [
                (day, "SCD", "", yearly, 0)
                for day in (self.new_rents - 364, self.new_rents)
                if start <= day <= end
            ]
        now = account.weekly
        before = sum(int(value * LAST_YEAR) for value in account.elements.values())
        mondays = self.mondays[bisect_left(self.mondays, start) : bisect_right(self.mondays, end)]
        return [(day, "RNT", "", now if day >= self.new_rents else before, 0) for day in mondays]

    def _payments(self, account: Account, method: str, habit: str, start: int, end: int) -> list[Entry]:
        """Payments by habit: who pays late leaves some out, and the debt grows."""
        chance = self.chance
        skip = {"none": 0.0, "late": 0.03, "worse": 0.09}[habit]
        weekly = account.weekly
        code, way, every, share = {
            "DD": ("PAY", "DD", MONTH, 1.0),
            "CASH": ("PAY", "CSH", 7.0, 1.0),
            "HB": ("HB", "HB", 28.0, 1.0),
            "UC": ("UC", "UC", 28.0, 0.8),
        }[method]
        amount = int(weekly * every / WEEK * share * (0.985 if method != "HB" else 0.99))
        at = start + every * chance.random()
        entries: list[Entry] = []
        while at <= end:
            if not chance.happens(skip):
                entries.append((int(at), code, way, 0, amount))
            at += every
        if method == "UC":
            rest = int(weekly * MONTH / WEEK * 0.2)
            entries += [
                (day, "PAY", "CRD", 0, rest)
                for day in range(start + chance.between(1, 28), end + 1, 30)
                if not chance.happens(skip * 2)
            ]
        return entries

    def _act(self, account: Account, entries: list[Entry]) -> None:
        """The next arrears action whenever the balance first passes its threshold."""
        balance = 0
        steps = list(self.thresholds.items())
        at = 0
        weekly = max(account.weekly, 1)
        floor = steps[0][1] * weekly
        acted_on = 0
        for day, _, _, debit, credit in entries:
            balance += debit - credit
            if balance <= floor // 2 and day > acted_on + QUIET_DAYS:
                at = 0
            elif balance >= floor and at < len(steps) and balance >= steps[at][1] * weekly:
                self._action(account.ref, steps[at][0], day, balance)
                at += 1
                acted_on = day

    def _action(self, ref: str, code: str, day: int, balance: int) -> None:
        acted = days.next_working(day + 1)
        if acted > self.today:
            return
        self.actions.add(
            {
                "LACA_PAY_REF": ref,
                "LACA_ARA_CODE": code,
                "LACA_STATUS": "COMP" if acted < self.today - FOUR_WEEKS else "PEND",
                "LACA_CREATED_DATE": days.nec(acted),
                "LACA_EFFECTIVE_DATE": days.nec(acted),
                "LACA_NEXT_ACTION_DATE": days.nec(days.next_working(acted + 14)),
                "LACA_BALANCE": pounds(balance),
                "LACA_NOP_TEXT": "Letter sent"
                if code in {"STAT", "NOSP"}
                else "Spoke to tenant, agreement discussed",
            }
        )

    def _write(self, ref: str, entries: list[Entry]) -> None:
        add = self.entries.add_cells
        number = self.references
        for day, code, way, debit, credit in entries:
            on = days.nec(day)
            owed, paid = pounds(debit) if debit else "", pounds(credit) if credit else ""
            add((ref, on, on, code, way, owed, paid, f"T{next(number):09d}"))
