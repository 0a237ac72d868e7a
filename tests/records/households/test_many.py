"""Many homes at once are told of as each by itself; what is not right is kept from run to run."""

from __future__ import annotations

import datetime
from datetime import timedelta

from rooftree.records import models as m
from rooftree.records.households.actions import gather_faults
from rooftree.records.households.many import said_of_homes
from rooftree.records.households.queries import at_home
from rooftree.records.households.rules.claims import HomeSaid
from rooftree.records.households.rules.findings import Finding, findings
from rooftree.records.households.rules.living import household
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.records.households.test_queries import NOVEMBER, unit

__all__ = ["unit"]


def found_in(said: HomeSaid) -> list[Finding]:
    return findings(said, household(said, NOVEMBER, known_on=NOVEMBER))


def told(found: list[Finding]) -> list[tuple[str, list[str], list[str]]]:
    return sorted((one.key, sorted(one.people), sorted(one.systems)) for one in found)


def test_many_at_once_are_told_as_each_alone(unit: m.Unit) -> None:
    ids = [str(own) for own in m.Unit.objects.values_list("pk", flat=True)]
    assert len(ids) == 2
    assert not list(said_of_homes(ids, viewer=ANONYMOUS))
    for said in said_of_homes(ids, viewer=SYSTEM):
        alone = at_home(said.home_id, viewer=SYSTEM)
        assert alone is not None
        assert told(found_in(said)) == told(found_in(alone[0])) != []
        assert {one.row for one in said.claims} == {one.row for one in alone[0].claims}
        assert said.tenancies == alone[0].tenancies


def test_what_is_found_again_keeps_since_when_and_what_is_mended_goes(unit: m.Unit) -> None:
    many = gather_faults(today=NOVEMBER, count=lambda _done, _of: None)
    assert many == m.HouseholdFault.objects.count() > 2
    kept = set(m.HouseholdFault.objects.values_list("pk", "since_on"))
    assert gather_faults(today=NOVEMBER + timedelta(days=1), count=lambda _done, _of: None) == many
    assert set(m.HouseholdFault.objects.values_list("pk", "since_on")) == kept
    other = m.Tenancy.objects.get(tenancy_ref="T9")
    assert m.HouseholdFault.objects.filter(kind="two-homes").count() == 2
    other.ends_on = NOVEMBER - datetime.timedelta(days=3)
    other.save()
    gather_faults(today=NOVEMBER + timedelta(days=2), count=lambda _done, _of: None)
    assert not m.HouseholdFault.objects.filter(kind="two-homes").exists()
    assert m.HouseholdFault.objects.filter(since_on=NOVEMBER).exists()
