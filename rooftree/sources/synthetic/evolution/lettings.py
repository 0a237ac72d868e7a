"""A night's moves: tenancies end and homes fall empty; empty homes are let to people new to us."""

from collections.abc import Iterator
from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.evolution.present import Present, is_open
from rooftree.sources.synthetic.evolution.rewriting import Cells, Copy
from rooftree.sources.synthetic.nec.money import pounds
from rooftree.sources.synthetic.world.model import Person
from rooftree.sources.synthetic.world.people import Dweller, Families, Registrar

REASONS = ("NTQ", "TRANS", "DEATH", "HAMOV")
WEEKLY_RENT = "2"


class Moves:
    """Decides who leaves and who comes, then changes the files that tell it."""

    def __init__(self, *, present: Present, chance: Chance, number: int) -> None:
        self.present = present
        self.chance = chance
        self.on = days.nec(present.today)
        refs = sorted(present.let)
        self.leaving = set(chance.sample(refs, min(number, len(refs))))
        self.reasons = {ref: chance.one_of(REASONS) for ref in sorted(self.leaving)}
        self.vacated = {present.let[ref] for ref in self.leaving}
        self.taken = chance.sample(present.empty, min(number, len(present.empty)))
        self.accounts = count(present.next_account)
        self.registrar = Registrar(chance=chance, today=present.today)
        self.registrar.numbers = count(present.next_person)
        self.registrar.phones = count(present.next_person)
        families = Families(self.registrar)
        self.households: dict[str, list[Dweller]] = {}
        self.homes: dict[str, str] = {}
        for number_of, propref in enumerate(self.taken):
            ref = f"{present.next_tenancy + number_of:08d}"
            self.homes[ref] = propref
            self.households[ref] = families.household(bedrooms=2, older=False, on=present.today)
        self.voids: dict[str, str] = {}
        self.moved_out = 0

    @property
    def moved_in(self) -> int:
        return sum(len(people) for people in self.households.values())

    def write(self, copy: Copy) -> None:
        copy.rewrite("nec", "tenancies", change=self._tenancy, more=self._new_tenancies())
        copy.rewrite("nec", "properties", change=self._property)
        copy.rewrite("nec", "void_events", change=self._void, more=self._void_steps())

    def person(self, row: Cells) -> Cells:
        """A person's row: ended where the tenancy is."""
        ref = row["LPAR_TCY_ALT_REF"]
        if ref in self.leaving and is_open(row["LPAR_HOP_END_DATE"]):
            self.moved_out += 1
            row["LPAR_HOP_END_DATE"] = self.on
            row["LPAR_HOP_HPER_CODE"] = self.reasons[ref]
            row["LPAR_TIN_END_DATE"] = self.on if row["LPAR_TIN_START_DATE"] else ""
            row["LPAR_MODIFIED_DATE"] = self.on
        return row

    def new_people(self) -> list[Cells]:
        return [
            self._new_person(one, ref, is_main=place == 0)
            for ref, people in self.households.items()
            for place, one in enumerate(people)
        ]

    def new_contacts(self) -> list[Cells]:
        heads = [people[0].person for people in self.households.values()]
        return [contact(head.alt_ref, head.mobile, self.on) for head in heads if head.mobile]

    def account(self, row: Cells) -> Cells:
        if row["LRAC_TCY_ALT_REF"] in self.leaving and not row["LRAC_END_DATE"]:
            row["LRAC_END_DATE"] = self.on
            row["LRAC_HRV_ATE_CODE"] = "FTA"
        return row

    def new_accounts(self) -> list[Cells]:
        return [
            {
                "LRAC_PAY_REF": f"{next(self.accounts):010d}",
                "LRAC_CLASS_CODE": "REN",
                "LRAC_HRV_ATE_CODE": "REN",
                "LRAC_START_DATE": self.on,
                "LRAC_TCY_ALT_REF": ref,
                "LRAC_REPORT_PROPREF": propref,
                "LRAC_LAST_ABA_BALANCE": "0.00",
                "LRAC_LAST_ABA_DATE": self.on,
            }
            for ref, propref in self.homes.items()
        ]

    def new_charges(self, accounts: list[Cells]) -> list[Cells]:
        rent = pounds(declared.table("households")["weekly_rent"][WEEKLY_RENT])
        return [
            {
                "LDBR_PAY_REF": account["LRAC_PAY_REF"],
                "LDBR_PROPREF": account["LRAC_REPORT_PROPREF"],
                "LDBR_ELE_CODE": "DBR",
                "LDBR_START_DATE": self.on,
                "LDBR_ELE_VALUE": rent,
            }
            for account in accounts
        ]

    def truth(self) -> list[Cells]:
        people = [one.person for household in self.households.values() for one in household]
        return [{"system": "nec", "source_key": one.alt_ref, "true_person": one.true_id} for one in people]

    def _tenancy(self, row: Cells) -> Cells:
        if row["LTCY_ALT_REF"] in self.leaving:
            row["LTCY_ACT_END_DATE"] = row["LTCY_THO_END_DATE1"] = self.on
            row["LTCY_HRV_TTR_CODE"] = self.reasons[row["LTCY_ALT_REF"]]
            row["LTCY_HRV_TST_CODE"] = ""
        return row

    def _new_tenancies(self) -> list[Cells]:
        return [
            {
                "LTCY_ALT_REF": ref,
                "LTCY_TTY_CODE": "INT",
                "LTCY_ACT_START_DATE": self.on,
                "LTCY_CORRESPOND_NAME": called(self.households[ref][0].person),
                "LTCY_HRV_TTYP_CODE": "NONSEC",
                "LTCY_HRV_TSO_CODE": "REG",
                "LTCY_PERM_TEMP_IND": "P",
                "LTCY_THO_PROPREF1": propref,
                "LTCY_THO_START_DATE1": self.on,
            }
            for ref, propref in self.homes.items()
        ]

    def _property(self, row: Cells) -> Cells:
        if row["LPRO_PROPREF"] in self.vacated:
            row["LPRO_SCO_CODE"], row["LPRO_STATUS_START"] = "VOI", self.on
        elif row["LPRO_PROPREF"] in self.taken:
            row["LPRO_SCO_CODE"], row["LPRO_STATUS_START"] = "OCC", self.on
        return row

    def _void(self, row: Cells) -> Cells:
        if row["LVEV_PRO_PROPREF"] in self.taken and not row["LVEV_VIN_HPS_END_DATE"]:
            row["LVEV_VIN_HPS_END_DATE"] = days.nec(self.present.today - 1)
            self.voids[row["LVEV_PRO_PROPREF"]] = row["LVEV_VIN_HPS_START_DATE"]
        return row

    def _void_steps(self) -> Iterator[Cells]:
        """The voids that ended, known once their rows are read, and those that begin."""
        common = {"LVEV_VIN_HPS_HPC_CODE": "VOID", "LVEV_DEV_VPA_CODE": "STD", "LVEV_EVENT_DATE": self.on}
        begins = days.nec(self.present.today + 1)
        let = [
            common
            | {
                "LVEV_PRO_PROPREF": propref,
                "LVEV_VIN_HPS_START_DATE": self.voids[propref],
                "LVEV_VIN_HPS_END_DATE": days.nec(self.present.today - 1),
                "LVEV_EVT_CODE": "LET",
                "LVEV_TEXT": "Let",
            }
            for propref in self.voids
        ]
        yield from let
        yield from (
            common
            | {
                "LVEV_PRO_PROPREF": propref,
                "LVEV_VIN_HPS_START_DATE": begins,
                "LVEV_EVT_CODE": "KEYS",
                "LVEV_TARGET_DATE": days.nec(self.present.today + 4),
                "LVEV_TEXT": "Keys in",
            }
            for propref in sorted(self.vacated)
        )

    def _new_person(self, one: Dweller, ref: str, *, is_main: bool) -> Cells:
        person = one.person
        row = {
            "LPAR_PER_ALT_REF": person.alt_ref,
            "LPAR_PER_TITLE": person.title,
            "LPAR_PER_FORENAME": person.given,
            "LPAR_PER_OTHER_NAME": person.middle,
            "LPAR_PER_SURNAME": person.family,
            "LPAR_PER_DATE_OF_BIRTH": days.nec(min(person.born, self.present.today)),
            "LPAR_PER_NI_NO": person.nino if is_main else "",
            "LPAR_TCY_ALT_REF": ref,
            "LPAR_HOP_START_DATE": self.on,
            "LPAR_HOP_HRV_REL_CODE": one.relation,
            "LPAR_HOP_HEAD_HHOLD_IND": "Y" if is_main else "N",
            "LPAR_TCY_IND": "Y" if is_main else "N",
            "LPAR_PER_FRV_FGE_CODE": person.sex,
            "LPAR_TYPE": "P",
            "LPAR_MODIFIED_DATE": self.on,
        }
        if is_main:
            row |= {
                "LPAR_TIN_MAIN_TENANT_IND": "Y",
                "LPAR_TIN_START_DATE": self.on,
                "LPAR_TIN_STAT_SUCCESSOR_IND": "N",
            }
        return row


def called(person: Person) -> str:
    return f"{person.title.title()} {person.given[:1]} {person.family}"


def contact(ref: str, mobile: str, on: str) -> Cells:
    return {
        "LCDE_LEGACY_REF": ref,
        "LCDE_LEGACY_TYPE": "PAR",
        "LCDE_START_DATE": on,
        "LCDE_CONTACT_VALUE": mobile,
        "LCDE_FRV_CME_CODE": "MOBILETEL",
        "LCDE_PRECEDENCE": "1",
        "LCDE_FRV_COMM_PREF_CODE": "TEXT",
        "LCDE_ALLOW_TEXTS": "Y",
    }
