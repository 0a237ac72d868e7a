"""One night: copies a folder of extracts, changes about a hundredth of it, and takes the truth along."""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rooftree.sources.synthetic import days
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.evolution.lettings import Moves, contact
from rooftree.sources.synthetic.evolution.present import Present, look
from rooftree.sources.synthetic.evolution.repairs import Repairs
from rooftree.sources.synthetic.evolution.rewriting import Cells, Copy
from rooftree.sources.synthetic.nec.money import pounds

BIRTH = "LPAR_PER_DATE_OF_BIRTH"
PHONES = 1000
CORRECTED = 0.05


@dataclass(frozen=True, slots=True)
class Changes:
    """What a night changed."""

    moved_out: int
    moved_in: int
    tenancies_ended: int
    voids_let: int
    phones_changed: int
    births_corrected: int
    jobs_reported: int
    jobs_finished: int
    transactions: int


class Night:
    """The changes that are neither moves nor repairs: phones, birth dates and money."""

    def __init__(self, *, present: Present, chance: Chance, share: float, moves: Moves) -> None:
        self.present = present
        self.chance = chance
        self.share = share
        self.moves = moves
        self.on = days.nec(present.today)
        self.new_phones: list[Cells] = []
        self.transactions: list[Cells] = []
        self.mended: set[str] = set()

    def person(self, row: Cells) -> Cells:
        """Ends with the tenancy; a missing birth date may be filled from what the register knows."""
        row = self.moves.person(row)
        known = self.present.births.get(self.present.true_persons.get(row["LPAR_PER_ALT_REF"], ""))
        if (
            row["LPAR_TYPE"] == "P"
            and not row[BIRTH]
            and self.chance.happens(CORRECTED if known else CORRECTED / 10)
        ):
            started = days.read_nec(row["LPAR_HOP_START_DATE"])
            born = days.read_british(known) if known else started - self.chance.between(7000, 20000)
            row[BIRTH] = days.nec(born)
            row["LPAR_MODIFIED_DATE"] = self.on
            self.mended.add(f"{row['LPAR_PER_ALT_REF']}/{row['LPAR_TCY_ALT_REF']}")
        return row

    def contact(self, row: Cells) -> Cells:
        """An old mobile ends today and a new one begins."""
        is_mobile = row["LCDE_FRV_CME_CODE"] == "MOBILETEL" and not row["LCDE_END_DATE"]
        if is_mobile and row["LCDE_START_DATE"] != self.on and self.chance.happens(self.share):
            row["LCDE_END_DATE"] = self.on
            mobile = f"07700 900{self.chance.between(0, PHONES - 1):03d}"
            self.new_phones.append(contact(row["LCDE_LEGACY_REF"], mobile, self.on))
        return row

    def account(self, row: Cells) -> Cells:
        """A payment on some accounts, with the balance that it leaves."""
        row = self.moves.account(row)
        if row["LRAC_END_DATE"] or not self.chance.happens(self.share):
            return row
        paid = self.chance.between(2000, 48000)
        pence = round(float(row["LRAC_LAST_ABA_BALANCE"]) * 100) - paid
        row["LRAC_LAST_ABA_BALANCE"] = pounds(pence)
        row["LRAC_LAST_ABA_DATE"] = self.on
        self.transactions.append(
            {
                "LTRA_PAY_REF": row["LRAC_PAY_REF"],
                "LTRA_DATE": self.on,
                "LTRA_EFFECTIVE_DATE": self.on,
                "LTRA_TRT_CODE": "PAY",
                "LTRA_PMY_CODE": "CRD",
                "LTRA_CR": pounds(paid),
                "LTRA_EXTERNAL_REF": f"N{self.present.today}{len(self.transactions) + 1:06d}",
            }
        )
        return row

    def fault(self, row: Cells) -> Cells:
        """A fault that was mended leaves the truth."""
        is_mended = row["file"] == "people" and row["column"] == BIRTH and row["key"] in self.mended
        settled = self.moves.vacated.union(self.moves.taken)
        is_settled = row["column"] == "LPRO_SCO_CODE" and row["key"] in settled
        return {} if is_mended or is_settled else row


def evolve(source: Path, out: Path, *, seed: int, share: float = 0.01) -> Changes:
    """Writes under `out` what the systems send on the day after `source`; the same for a source and seed."""
    copy = Copy(source=source, out=out)
    present = look(copy)
    present.today += 1
    chance = Chance(f"rooftree night {seed} {present.made['seed']} {present.today}")
    moves = Moves(present=present, chance=chance, number=max(1, int(len(present.let) * share / 4)))
    repairs = Repairs(present=present, chance=chance, number=max(1, int(len(present.let) * share)))
    night = Night(present=present, chance=chance, share=share, moves=moves)
    moves.write(copy)
    copy.rewrite("nec", "people", change=night.person, more=moves.new_people())
    copy.rewrite(
        "nec", "contact_details", change=night.contact, more=chain(night.new_phones, moves.new_contacts())
    )
    accounts = moves.new_accounts()
    copy.rewrite("nec", "revenue_accounts", change=night.account, more=accounts)
    copy.append("nec", "debit_breakdowns", moves.new_charges(accounts))
    copy.append("nec", "transactions", night.transactions)
    repairs.write(copy)
    copy.append("truth", "persons", moves.truth())
    copy.rewrite("truth", "faults", change=night.fault)
    copy.rewrite("truth", "landlord", change=lambda row: row | {"today": days.iso(present.today)})
    copy.rest()
    return Changes(
        moved_out=moves.moved_out,
        moved_in=moves.moved_in,
        tenancies_ended=len(moves.leaving),
        voids_let=len(moves.taken),
        phones_changed=len(night.new_phones),
        births_corrected=len(night.mended),
        jobs_reported=len(repairs.numbers),
        jobs_finished=len(repairs.finished),
        transactions=len(night.transactions),
    )
