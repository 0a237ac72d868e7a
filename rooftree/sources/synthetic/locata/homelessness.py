"""Locata's homelessness cases: the duties in their order, the household, and what support it needs."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance, Weighted
from rooftree.sources.synthetic.faults import Row
from rooftree.sources.synthetic.locata.applicants import Applicant, Applicants
from rooftree.sources.synthetic.locata.clients import GENDERS, Clients
from rooftree.sources.synthetic.locata.placements import Placements
from rooftree.sources.synthetic.world.model import World
from rooftree.sources.synthetic.writing import Folder

CASES_A_HOME = 0.14
THREE_YEARS = 3 * 365
DUTY = 56
ALSO_APPLY = 0.4
ELIGIBLE = "Eligible: UK citizen"
NOT_ELIGIBLE = "Not eligible"


@dataclass(slots=True)
class Course:
    """How a case went: its duties with their days; the day it closed, or None."""

    applied: int
    row: Row
    homeless_from: int | None
    closed: int | None


class Cases:
    """Writes cases; of those who are homeless many are placed meanwhile."""

    def __init__(self, *, folder: Folder, world: World, clients: Clients, chance: Chance) -> None:
        said: dict[str, Any] = declared.table("homelessness")
        self.folder = folder
        self.faults = folder.faults
        self.today = world.today
        self.clients = clients
        self.chance = chance
        lists = (
            "reasons",
            "accommodation",
            "eligibility",
            "priority",
            "prevention_ends",
            "relief_ends",
            "main_ends",
        )
        self.lists = {
            name: Weighted({key: float(share) for key, share in said[name].items()}) for name in lists
        }
        self.needs: list[str] = said["needs"]
        self.officers: list[str] = said["officers"]
        self.placements = Placements(folder=folder, world=world, chance=chance)
        self.refs = count(4001)
        self.also_apply: list[Applicant] = []
        self.sheets = {
            name: folder.sheet("locata", name)
            for name in ("homeless_cases", "case_household", "case_support_needs")
        }

    def write(self, applicants: Applicants, world: World) -> None:
        """First the households in our own temporary homes, each by its case; then all the others."""
        for home in world.homes:
            tenancy = home.current
            if home.hold == "temporary" and tenancy:
                who = applicants.of_home(home)
                if who:
                    self.case(who, applied=tenancy.start - self.chance.between(0, 20), in_our_home=True)
        for _ in range(max(1, int(len(applicants.let) * CASES_A_HOME))):
            who = applicants.housed_lately() if self.chance.happens(0.16) else None
            who = who or applicants.stranger()
            if self.chance.happens(ALSO_APPLY):
                self.also_apply.append(who)
            latest = who.tenancy.start - 80 if who.tenancy else self.today
            self.case(who, applied=min(latest, self.today - self.chance.between(1, THREE_YEARS)))

    def case(self, who: Applicant, *, applied: int, in_our_home: bool = False, again: bool = True) -> bool:
        """Writes the case; True when it is still open."""
        chance = self.chance
        ref = f"HC{next(self.refs):06d}"
        applied = days.next_working(applied)
        client = self.clients.client(who.head, home=None, created=applied)
        eligible = self.lists["eligibility"].draw(chance)
        if eligible == NOT_ELIGIBLE and who.tenancy:
            eligible = ELIGIBLE
        course = self._course(applied, who, in_our_home)
        if eligible == NOT_ELIGIBLE:
            course = Course(applied, {}, None, min(self.today, applied + 9))
        row: Row = {
            "CaseRef": ref,
            "ClientID": client,
            "ApplicationDate": days.british(applied),
            "Eligibility": eligible,
            "AssessDate": days.british(min(self.today, days.next_working(applied + chance.between(0, 12)))),
            "CurrentAccom": self.lists["accommodation"].draw(chance),
            "LastAccom": self.lists["accommodation"].draw(chance),
            "ReasonLoss": self.lists["reasons"].draw(chance),
            "LocalConnection": "Y" if chance.happens(0.94) else "N",
            "CaseStatus": "Closed" if course.closed else "Open",
            "ClosedDate": days.british(course.closed) if course.closed else "",
            "Officer": chance.one_of(self.officers),
        } | course.row
        struck = again and course.closed is None and self.faults.strikes("second_open_case")
        if struck and self.case(who, applied=min(self.today, applied + 30), again=False):
            self.sheets["homeless_cases"].note(row, "CaseRef", "second_open_case")
        self.sheets["homeless_cases"].add(row)
        self._household(ref, who, applied)
        if course.homeless_from and (in_our_home or chance.happens(0.45)):
            self.placements.place(ref, who, course.homeless_from, course.closed, in_our_home=in_our_home)
        return course.closed is None

    def _course(self, applied: int, who: Applicant, in_our_home: bool) -> Course:
        """Prevention, then relief, then the main duty, as far as the case has come by today."""
        chance = self.chance
        row: Row = {}
        begins = applied
        course = Course(applied, row, None, None)
        if not in_our_home and chance.happens(0.55):
            row["DutyOwed"] = "Prevention"
            row["PreventionStart"] = days.british(begins)
            ends = begins + chance.between(14, 90)
            if ends > self.today:
                return course
            reason = self.lists["prevention_ends"].draw(chance)
            row |= {"PreventionEnd": days.british(ends), "PreventionReason": reason}
            if reason != "Homeless":
                course.closed = ends
                return course
            begins = ends
        course.homeless_from = begins
        row |= {"DutyOwed": "Relief", "ReliefStart": days.british(begins)}
        ends = begins + (DUTY if in_our_home else chance.between(10, DUTY + 20))
        if ends > self.today:
            return course
        reason = "56 days elapsed" if in_our_home else self.lists["relief_ends"].draw(chance)
        row |= {"ReliefEnd": days.british(ends), "ReliefReason": reason}
        if reason == "56 days elapsed":
            self._main_duty(course, who, ends, in_our_home)
        else:
            course.closed = ends
        return course

    def _main_duty(self, course: Course, who: Applicant, begins: int, in_our_home: bool) -> None:
        chance = self.chance
        decided = begins + chance.between(0, 14)
        if decided > self.today:
            return
        accepted = in_our_home or who.was_housed or chance.happens(0.68)
        course.row |= {
            "MainDutyDecision": "Main duty accepted"
            if accepted
            else chance.one_of(("No priority need", "Intentionally homeless")),
            "MainDutyDate": days.british(decided),
        }
        course.row["Intentional"] = "Y" if course.row["MainDutyDecision"] == "Intentionally homeless" else "N"
        if not accepted:
            course.closed = decided
            return
        course.row |= {"DutyOwed": "Main", "PriorityNeed": self.lists["priority"].draw(chance)}
        ends = who.tenancy.start if who.was_housed and who.tenancy else decided + chance.between(40, 420)
        if not in_our_home and decided < ends <= self.today:
            course.row["MainDutyEndReason"] = (
                "Accepted Part 6 offer" if who.was_housed else self.lists["main_ends"].draw(chance)
            )
            course.closed = ends

    def _household(self, ref: str, who: Applicant, applied: int) -> None:
        chance = self.chance
        for number, one in enumerate(who.people, start=1):
            person = one.person
            seen = self.clients.named(person)
            self.folder.person_is("locata", f"{ref}/{number}", person.true_id)
            row: Row = {
                "CaseRef": ref,
                "PersonNo": number,
                "Forename": seen.given,
                "Surname": seen.family,
                "Relationship": "Applicant" if number == 1 else one.relation.title(),
                "DOB": days.british(seen.born) if seen.born else "",
                "Age": max(0, person.age_on(applied)),
                "Gender": GENDERS[person.sex],
            }
            names = {"given": "Forename", "family": "Surname", "born": "DOB"}
            for part, fault in seen.faults:
                self.sheets["case_household"].note(row, names[part], fault)
            self.sheets["case_household"].add(row)
        needs = [need for need in self.needs if chance.happens(0.11)]
        for need in needs:
            self.sheets["case_support_needs"].add_cells((ref, 1, need))
