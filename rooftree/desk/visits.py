"""Access beside need: each visit due to a home beside what is needed at its door and which times worked.

What people need is the adjustment alone (ADR 17). Whoever shows a page or a list of it leaves a line in the
audit trail; a viewer who may not know gets no needs, and nothing that tells that there are any.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.claims.held import Held, Records
from rooftree.records.repairs.rules import BOOKED, is_open
from rooftree.records.visits.rules import LOOKS_AHEAD, REPAIR, Slot, slots_of
from rooftree.records.vulnerabilities import queries as vulnerabilities
from rooftree.records.vulnerabilities.rules import Need
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import visits_by_certificate


@dataclass(frozen=True, slots=True)
class VisitDue:
    """One visit due: for what (a certificate or a repair), by when, and the visit booked for it."""

    kind: str
    record: Held
    due_on: datetime.date | None
    booked: Held | None = None

    @property
    def on(self) -> datetime.date | None:
        """The day it is booked for, else the day it is due by."""
        return (self.booked.day("starts_at") if self.booked else None) or self.due_on

    def is_overdue(self, day: datetime.date) -> bool:
        """Past the day by which it should have been."""
        return self.due_on is not None and self.due_on < day


@dataclass(frozen=True, slots=True)
class Beside:
    """Of one home: the visits due, what is needed at the door, how each time of day went, what was agreed."""

    visits: Sequence[VisitDue] = ()
    needs: Sequence[Need] = ()
    slots: Sequence[Slot] = ()
    access: Held | None = None
    """The newest request that says which half of the day suits."""

    @property
    def at_the_door(self) -> list[Need]:
        """What is needed today: those gone from their source are not."""
        return [one for one in self.needs if one.ended_on is None]


def beside_need(
    records: Records,
    person_ids: Sequence[str],
    *,
    viewer: Viewer,
    day: datetime.date,
    moment: datetime.datetime | None = None,
) -> Beside:
    """Of one home, from its records as read; the needs of who lives there are read here."""
    units = [one.id for one in records["unit"]]
    needs = vulnerabilities.at_the_door(
        viewer=viewer, person_ids=list(person_ids), unit_ids=units, moment=moment
    )
    told = [
        (one.text("slot"), one.text("status"), at)
        for one in records["appointment"]
        if not one.ended_on and (at := one.moment("starts_at"))
    ]
    asked = [one for one in records["service_request"] if one.text("access_am") or one.text("access_pm")]
    newest = max(asked, key=lambda one: str(one.moment("reported_at") or ""), default=None)
    return Beside(due_at(records, day), needs, slots_of(told), newest)


def due_at(records: Records, day: datetime.date) -> list[VisitDue]:
    """Every visit due at one home on a day, the most urgent first."""
    found = [*_of_certificates(records["certification"], day), *_of_repairs(records, day)]
    return sorted(found, key=lambda one: (one.on or datetime.date.max, one.kind, one.record.id))


def _of_certificates(held: Sequence[Held], day: datetime.date) -> list[VisitDue]:
    return [
        VisitDue(one.text("kind"), one, expires)
        for one in in_force(held)
        if one.text("kind") in visits_by_certificate()
        and not one.facts.get("not_required")
        and (expires := one.day("expires_on"))
        and expires <= day + LOOKS_AHEAD
    ]


def in_force(certificates: Sequence[Held]) -> list[Held]:
    """The latest certificate of each kind: "not required" holds until the source takes it back."""
    latest: dict[str, Held] = {}
    for one in certificates:
        before = latest.get(one.text("kind"))
        if not one.ended_on and (before is None or _later(one) > _later(before)):
            latest[one.text("kind")] = one
    return list(latest.values())


def _later(one: Held) -> tuple[bool, str, str]:
    return bool(one.facts.get("not_required")), str(one.day("issued_on") or ""), one.id


def _of_repairs(records: Records, day: datetime.date) -> list[VisitDue]:
    booked: dict[str, Held] = {}
    for one in sorted(records["appointment"], key=lambda one: str(one.moment("starts_at") or "")):
        starts = one.day("starts_at")
        if not one.ended_on and one.text("status") in BOOKED and starts and starts >= day:
            booked.setdefault(one.link("work_order"), one)
    return [
        VisitDue(REPAIR, one, one.day("target_at"), booked.get(one.id))
        for one in records["work_order"]
        if not one.ended_on and is_open(status=one.text("status"), completed_at=one.moment("completed_at"))
    ]
