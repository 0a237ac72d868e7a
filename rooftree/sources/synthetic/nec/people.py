"""NEC's people, one row for each person on each tenancy, and how to reach them."""

from rooftree.sources.synthetic import days
from rooftree.sources.synthetic.appearance import Appearance, Retelling
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.world.model import Home, Member, Person, Tenancy, World
from rooftree.sources.synthetic.world.people import ADULT
from rooftree.sources.synthetic.writing import Folder

COLUMNS = {"given": "LPAR_PER_FORENAME", "family": "LPAR_PER_SURNAME", "born": "LPAR_PER_DATE_OF_BIRTH"}
CONVERTED_ON = 735_000
RETIRED = 66


class People:
    """Writes everyone on every tenancy; a person's own details are the same in all their rows."""

    def __init__(self, *, folder: Folder, world: World, chance: Chance) -> None:
        self.folder = folder
        self.faults = folder.faults
        self.today = world.today
        self.chance = chance
        self.retelling = Retelling(system="nec", faults=folder.faults, chance=chance)
        self.sheet = folder.sheet("nec", "people")
        self.contacts = folder.sheet("nec", "contact_details")
        self.known: dict[int, Appearance] = {}

    def write(self, home: Home) -> None:
        for tenancy in home.tenancies:
            for member in tenancy.members:
                self._member(member, tenancy)
            self._extra_rows(tenancy)

    def _member(self, member: Member, tenancy: Tenancy) -> None:
        person = member.person
        ref = person.alt_ref
        seen = self.known.get(person.number)
        if seen is None:
            seen = self.known[person.number] = self.retelling.of(person)
            self.folder.person_is("nec", ref, person.true_id)
            self._contacts(person, ref, tenancy, member)
        elif self.faults.strikes("same_person_two_references"):
            ref = f"9{ref}{tenancy.ref[-3:]}"
            self.folder.person_is("nec", ref, person.true_id)
            self.faults.note(
                system="nec",
                file="people",
                key=f"{ref}/{tenancy.ref}",
                column="LPAR_PER_ALT_REF",
                fault="same_person_two_references",
            )
        row = self._row(member, tenancy, seen, ref)
        for part, fault in seen.faults:
            self.sheet.note(row, COLUMNS[part], fault)
        self._contradict(row, member, tenancy)
        if self.faults.strikes("person_twice_on_tenancy"):
            self.sheet.note(row, "LPAR_PER_ALT_REF", "person_twice_on_tenancy")
            self.sheet.add(dict(row))
        self.sheet.add(row)

    def _row(self, member: Member, tenancy: Tenancy, seen: Appearance, ref: str) -> Row:
        person = member.person
        begins, ends = days.nec(member.start), self._end(member.end, tenancy)
        row: Row = {
            "LPAR_PER_ALT_REF": ref,
            "LPAR_PER_TITLE": seen.title,
            "LPAR_PER_FORENAME": seen.given.upper() if person.number % 3 else seen.given,
            "LPAR_PER_OTHER_NAME": seen.middle,
            "LPAR_PER_SURNAME": (seen.family.upper() if person.number % 3 else seen.family)
            + " " * (person.number % 11 == 0),
            "LPAR_PER_DATE_OF_BIRTH": days.nec(seen.born) if seen.born else "",
            "LPAR_PER_NI_NO": person.nino if member.is_tenant or person.number % 5 == 0 else "",
            "LPAR_TCY_ALT_REF": tenancy.ref,
            "LPAR_HOP_START_DATE": begins,
            "LPAR_HOP_END_DATE": ends,
            "LPAR_HOP_HPER_CODE": member.left_because or tenancy.reason,
            "LPAR_HOP_HRV_REL_CODE": member.relation,
            "LPAR_HOP_HEAD_HHOLD_IND": "Y" if member.is_main else "N",
            "LPAR_TCY_IND": "Y" if member.is_tenant else "N",
            "LPAR_TIN_MAIN_TENANT_IND": ("Y" if member.is_main else "N") if member.is_tenant else "",
            "LPAR_TIN_STAT_SUCCESSOR_IND": ("Y" if member.is_successor else "N") if member.is_tenant else "",
            "LPAR_TYPE": "P",
            "LPAR_MODIFIED_DATE": days.nec(max(member.start, self.today - person.number % 1500)),
        }
        if member.is_tenant:
            row |= {"LPAR_TIN_START_DATE": begins, "LPAR_TIN_END_DATE": ends}
        return row | self._about(person, member)

    def _about(self, person: Person, member: Member) -> Row:
        """What was asked of them; the household's children are seldom asked."""
        row: Row = {"LPAR_PER_FRV_FGE_CODE": person.sex}
        if not member.is_tenant and person.number % 4:
            return row
        age = person.age_on(self.today)
        work = (
            "RET"
            if age >= RETIRED
            else "CHILD"
            if age < ADULT
            else ("FT", "PT", "SICK", "CARER", "JSA")[person.number % 5]
        )
        return row | {
            "LPAR_PER_FRV_FEO_CODE": person.ethnic if person.number % 9 else "",
            "LPAR_PER_FRV_FNL_CODE": person.language,
            "LPAR_PER_HRV_NTLY_CODE": person.nationality,
            "LPAR_PER_HRV_RLGN_CODE": person.religion if person.number % 3 else "",
            "LPAR_PER_HRV_SEXO_CODE": ("HET", "HET", "HET", "PNS", "GAY", "BI")[person.number % 6]
            if age >= ADULT
            else "",
            "LPAR_PER_HRV_HMS_CODE": "MAR" if person.title == "MRS" else "SIN" if age < 30 else "",
            "LPAR_PER_HRV_ECST_CODE": work,
            "LPAR_PER_HOU_DISABLED_IND": "Y" if person.disabled else "N",
            "LPAR_PER_HOU_AT_RISK_IND": "Y" if person.disabled and person.number % 5 == 0 else "N",
        }

    def _end(self, end: int | None, tenancy: Tenancy) -> str:
        """Blank for what is open, or the old system's sentinel where the row was converted from it."""
        if end is not None:
            return days.nec(end)
        return days.OPEN_ENDED if tenancy.start < CONVERTED_ON else ""

    def _contradict(self, row: Row, member: Member, tenancy: Tenancy) -> None:
        if tenancy.end and self.faults.strikes("member_starts_after_tenancy_ended"):
            row["LPAR_HOP_START_DATE"] = days.nec(min(self.today, tenancy.end + 40))
            self.sheet.note(row, "LPAR_HOP_START_DATE", "member_starts_after_tenancy_ended")
        if not member.is_tenant and self.faults.strikes("birth_after_move_in"):
            row["LPAR_PER_DATE_OF_BIRTH"] = days.nec(member.start + 60)
            self.sheet.note(row, "LPAR_PER_DATE_OF_BIRTH", "birth_after_move_in")
        if member.is_tenant and not member.is_main and self.faults.strikes("two_main_tenants"):
            row["LPAR_TIN_MAIN_TENANT_IND"] = "Y"
            self.sheet.note(row, "LPAR_TIN_MAIN_TENANT_IND", "two_main_tenants")

    def _extra_rows(self, tenancy: Tenancy) -> None:
        if not self.faults.strikes("organisation_among_people"):
            return
        row: Row = {
            "LPAR_PER_ALT_REF": f"ORG{tenancy.ref}",
            "LPAR_TCY_ALT_REF": tenancy.ref,
            "LPAR_HOP_START_DATE": days.nec(tenancy.start),
            "LPAR_TYPE": "O",
            "LPAR_ORG_NAME": self.chance.one_of(
                ("Weirside Support CIC", "Haverleigh Social Care", "Foxholt Court of Protection Team")
            ),
            "LPAR_TCY_IND": "N",
        }
        self.sheet.note(row, "LPAR_TYPE", "organisation_among_people")
        self.sheet.add(row)

    def _contacts(self, person: Person, ref: str, tenancy: Tenancy, member: Member) -> None:
        if self._has_nothing(person, tenancy, member):
            self._contact(
                ref, person, "HOMETEL", f"01632 960{person.number * 37 % 999 + 1:03d}", member.start
            )
        if member.is_tenant and tenancy.landline:
            self._contact(ref, person, "HOMETEL", tenancy.landline, member.start)
        if person.mobile and (member.is_tenant or person.number % 4 == 0):
            self._contact(
                ref, person, "MOBILETEL", person.mobile, max(member.start, self.today - person.number % 3000)
            )
        if person.email and (member.is_tenant or person.number % 6 == 0):
            self._contact(
                ref, person, "EMAIL", person.email, max(member.start, self.today - person.number % 2500)
            )

    def _has_nothing(self, person: Person, tenancy: Tenancy, member: Member) -> bool:
        """Sound data reaches every adult; in real data there are some whom nobody can ring or write to."""
        said = [
            member.is_tenant and tenancy.landline,
            person.mobile and (member.is_tenant or person.number % 4 == 0),
        ]
        said.append(person.email and (member.is_tenant or person.number % 6 == 0))
        return self.faults.level == "none" and not any(said) and person.age_on(self.today) >= ADULT

    def _contact(self, ref: str, person: Person, kind: str, value: str, start: int) -> None:
        self.contacts.add(
            {
                "LCDE_LEGACY_REF": ref,
                "LCDE_LEGACY_TYPE": "PAR",
                "LCDE_START_DATE": days.nec(start),
                "LCDE_CONTACT_VALUE": value,
                "LCDE_FRV_CME_CODE": kind,
                "LCDE_PRECEDENCE": 2 if kind == "EMAIL" else 1,
                "LCDE_FRV_COMM_PREF_CODE": ("TEXT", "PHONE", "EMAIL", "LETTER")[person.number % 4],
                "LCDE_ALLOW_TEXTS": ("Y" if person.number % 7 else "N") if kind == "MOBILETEL" else "",
            }
        )
