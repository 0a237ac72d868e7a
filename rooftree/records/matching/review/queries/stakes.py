"""What is at stake with homes and people: tenancies, repairs not done, and whom a mistake could harm."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from rooftree.records.matching.models import Reference
from rooftree.records.matching.review.rules import Stake
from rooftree.records.matching.rules import EntityType
from rooftree.records.people.models import HouseholdMember
from rooftree.records.repairs.models import WorkOrder
from rooftree.records.repairs.rules import OVER as DONE
from rooftree.records.tenancies.models import ArrearsAction, RentAccount, TenancyUnit
from rooftree.records.vulnerabilities.models import PersonAlert
from rooftree.records.vulnerabilities.rules import OVER

Ids = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Stakes:
    """For each id: the systems that hold it, the tenancies that run, and what else there is."""

    systems: Ids = field(default_factory=dict)
    tenancies: Ids = field(default_factory=dict)
    repairs: Collection[str] = ()
    care: Collection[str] = ()

    def of(self, first: str, second: str) -> list[Stake]:
        """What is at stake with two, the gravest first."""
        ours, theirs = (set(self.tenancies.get(one, ())) for one in (first, second))
        apart = not set(self.systems.get(first, ())) & set(self.systems.get(second, ()))
        found = {
            Stake.CARE: first in self.care or second in self.care,
            Stake.TENANCIES: bool(ours and theirs and ours != theirs),
            Stake.TENANCY: bool(ours or theirs) and not (ours and theirs and ours != theirs),
            Stake.REPAIRS: first in self.repairs or second in self.repairs,
            Stake.SYSTEMS: apart,
        }
        return [stake for stake, is_so in found.items() if is_so]

    def is_sensitive(self, first: str, second: str) -> bool:
        """That a mistake could harm: two people must agree. What it is, is told to nobody here."""
        return first in self.care or second in self.care


def stakes_of(entity_type: str, ids: Collection[str], *, today: datetime.date) -> Stakes:
    """What is at stake with homes or people of one kind. Says nothing of who may read it."""
    listed = sorted(ids)
    systems = _systems(entity_type, listed)
    if entity_type == EntityType.PERSON:
        all_tenancies, running = _of_people(listed, today)
        return Stakes(systems, running, (), _care(listed, all_tenancies))
    if entity_type == EntityType.HOME:
        return Stakes(systems, _of_homes(listed, today), _repairs(listed))
    return Stakes(systems)


def _systems(entity_type: str, ids: list[str]) -> Ids:
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = Reference.objects.filter(entity_type=entity_type, entity_id__in=ids, ended_on=None)
    for own, system in rows.values_list("entity_id", "source_system"):
        found[str(own)].add(system)
    return found


def runs(today: datetime.date, at: str = "") -> Q:
    """That a row's days include today."""
    begun = Q(**{f"{at}starts_on__isnull": True}) | Q(**{f"{at}starts_on__lte": today})
    return begun & (Q(**{f"{at}ends_on__isnull": True}) | Q(**{f"{at}ends_on__gt": today}))


def _of_people(ids: list[str], today: datetime.date) -> tuple[Ids, Ids]:
    """Every tenancy that people are or were on, and those of them that run."""
    every: defaultdict[str, set[str]] = defaultdict(set)
    running: defaultdict[str, set[str]] = defaultdict(set)
    rows = HouseholdMember.objects.filter(
        person_id__in=ids, ended_on=None, tenancy__isnull=False, tenancy__ended_on=None
    )
    for own, tenancy in rows.values_list("person_id", "tenancy_id"):
        every[str(own)].add(str(tenancy))
    now = rows.filter(runs(today) & runs(today, "tenancy__"))
    for own, tenancy in now.values_list("person_id", "tenancy_id"):
        running[str(own)].add(str(tenancy))
    return every, running


def _of_homes(ids: list[str], today: datetime.date) -> Ids:
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = TenancyUnit.objects.filter(
        runs(today) & runs(today, "tenancy__"), unit_id__in=ids, ended_on=None, tenancy__ended_on=None
    )
    for own, tenancy in rows.values_list("unit_id", "tenancy_id"):
        found[str(own)].add(str(tenancy))
    return found


def _repairs(ids: list[str]) -> set[str]:
    rows = WorkOrder.objects.filter(unit_id__in=ids, ended_on=None, completed_at=None).exclude(
        status__in=DONE
    )
    return {str(own) for own in rows.values_list("unit_id", flat=True)}


def _care(ids: list[str], tenancies: Ids) -> set[str]:
    """Whom a mistake could harm: flagged by a source system, in arrears, or pursued for them."""
    alerts = PersonAlert.objects.filter(person_id__in=ids, ended_on=None)
    alerts = alerts.filter(Q(status__isnull=True) | ~Q(status__in=OVER))
    found = {str(own) for own in alerts.values_list("person_id", flat=True)}
    every = {one for held in tenancies.values() for one in held}
    owing = RentAccount.objects.filter(tenancy_id__in=every, ended_on=None)
    pursued = ArrearsAction.objects.filter(rent_account__in=owing, ended_on=None)
    indebted = {
        str(one)
        for one in (
            *owing.filter(balance_pence__gt=0).values_list("tenancy_id", flat=True),
            *pursued.values_list("rent_account__tenancy_id", flat=True),
        )
    }
    return found | {own for own, held in tenancies.items() if indebted & set(held)}
