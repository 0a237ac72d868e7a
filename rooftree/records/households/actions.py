"""Keeps what is not right about households in a table, so that homes can be listed by it."""

import datetime
from collections.abc import Callable, Iterator

from django.db import transaction

from rooftree.records.homes.models import Unit
from rooftree.records.households.many import said_of_homes
from rooftree.records.households.models import HouseholdFault
from rooftree.records.households.rules.findings import findings
from rooftree.records.households.rules.living import household
from rooftree.reference.accounts.rules import SYSTEM

AT_ONCE = 1000
"""So many homes are read at once."""
Found = tuple[str, str]
"""A home and the key of what was found there."""


def gather_faults(*, today: datetime.date, count: Callable[[int, int], None]) -> int:
    """Works out every home's household on this day and keeps what is not right; how many things are not.

    `count` is told how many homes are done, and of how many.
    """
    ids = [str(own) for own in Unit.objects.filter(ended_on=None).order_by("pk").values_list("pk", flat=True)]
    found: dict[Found, HouseholdFault] = {}
    for at in range(0, len(ids), AT_ONCE):
        count(at, len(ids))
        for fault in _faults(ids[at : at + AT_ONCE], today):
            found.setdefault((str(fault.unit_id), fault.key), fault)
    count(len(ids), len(ids))
    with transaction.atomic():
        many = len(found)
        _replace(found)
    return many


def _faults(ids: list[str], today: datetime.date) -> Iterator[HouseholdFault]:
    for said in said_of_homes(ids, viewer=SYSTEM):
        for one in findings(said, household(said, today, known_on=today)):
            yield HouseholdFault(
                unit_id=said.home_id,
                kind=one.kind.value,
                key=one.key,
                people=list(dict.fromkeys(one.people)),
                systems=one.systems,
                since_on=today,
            )


def _replace(found: dict[Found, HouseholdFault]) -> None:
    """Writes what differs from the last time; what is found again keeps since when."""
    gone: list[int] = []
    for old in HouseholdFault.objects.iterator(chunk_size=AT_ONCE):
        new = found.pop((str(old.unit_id), old.key), None)
        if new is not None and _facts(old) == _facts(new):
            continue
        gone.append(old.pk)
        if new is not None:
            new.since_on = old.since_on
            found[(str(old.unit_id), old.key)] = new
    HouseholdFault.objects.filter(pk__in=gone).delete()
    HouseholdFault.objects.bulk_create(found.values(), batch_size=AT_ONCE)


def _facts(one: HouseholdFault) -> tuple[str, list[str], list[str]]:
    return one.kind, [str(own) for own in one.people], list(one.systems)
