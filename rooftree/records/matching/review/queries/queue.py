"""The queue: pairs that may be one and of which nobody has decided, what is most at stake first.

It is read as the last run left it and each answer since brought it up to date (`actions/gathering`).
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from rooftree.records.matching.review.models import MatchWaiting
from rooftree.records.matching.review.rules import Outcome, Stake, Waits, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer

ORDER = ("-urgency", "-heavy", "entity_type", "first_id", "second_id")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pair that waits: by the ids they are known by now, with what is at stake and how it stands."""

    entity_type: str
    first_id: str
    second_id: str
    because: str
    """What speaks most for one and what most against it, in a line."""
    weight: float | None
    stakes: Sequence[Stake]
    systems: tuple[Sequence[str], Sequence[str]]
    outcome: Outcome
    voters: Sequence[int]
    is_sensitive: bool
    """That two people must agree."""
    is_proposed: bool
    """That somebody who may not decide has said what they hold."""
    since: datetime.datetime


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the queue is narrowed to; nothing chosen is everything."""

    kind: str = ""
    system: str = ""
    state: str = ""
    """`sensitive`, `second` (somebody has answered), `third` (they did not agree), `proposed`, `mine` (not by
    me yet)."""
    stake: str = ""
    waits: str = ""
    now: datetime.datetime | None = None
    """By when it is judged for how long a pair has waited."""

    def by(self, name: str, value: str) -> "Narrowed":
        """The same but for one way of narrowing."""
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)

    def where(self, viewer: Viewer) -> Q:
        """The rows that were asked for."""
        states = {
            "sensitive": Q(is_sensitive=True),
            "second": Q(outcome=Outcome.SECOND),
            "third": Q(outcome=Outcome.THIRD),
            "proposed": Q(is_proposed=True),
            "mine": not_answered_by(viewer),
        }
        found = states.get(self.state, Q())
        if self.kind:
            found &= Q(entity_type=self.kind)
        if self.stake:
            found &= Q(stakes__contains=[self.stake])
        if self.waits and self.now:
            found &= _since(Waits(self.waits), self.now)
        if self.system:
            held = [self.system]
            found &= Q(first_systems__contains=held) | Q(second_systems__contains=held)
        return found


def _since(waits: Waits, now: datetime.datetime) -> Q:
    """More full days than the first, and no more than the second, where there is one."""
    more, most = waits.days
    found = Q() if more is None else Q(since__lte=now - datetime.timedelta(days=more + 1))
    return found if most is None else found & Q(since__gt=now - datetime.timedelta(days=most + 1))


def not_answered_by(viewer: Viewer) -> Q:
    """What this viewer has not answered: a second opinion is somebody else's."""
    return Q() if viewer.user_id is None else ~Q(voters__contains=[viewer.user_id])


def waiting(*, viewer: Viewer, narrowed: Narrowed | None = None) -> QuerySet[MatchWaiting]:
    """Every pair that waits and that this viewer may read, what is most at stake first; see `told`."""
    rows = _readable(viewer).order_by(*ORDER)
    return rows.filter(narrowed.where(viewer)) if narrowed else rows


def _readable(viewer: Viewer) -> QuerySet[MatchWaiting]:
    kinds = [kind.value for kind in EntityType if may_review(viewer, kind)]
    return MatchWaiting.objects.filter(entity_type__in=kinds)


def counted(asked: Mapping[str, Narrowed], *, viewer: Viewer) -> dict[str, int]:
    """How many pairs each way of narrowing leaves, in one reading."""
    sums = {
        f"n{at}": Count("pk", filter=one.where(viewer) or Q(pk__isnull=False))
        for at, one in enumerate(asked.values())
    }
    found = _readable(viewer).aggregate(**sums)
    return {name: found[f"n{at}"] for at, name in enumerate(asked)}


def next_for(viewer: Viewer, narrowed: Narrowed, *, but: tuple[str, str]) -> Waiting | None:
    """The first of the queue that this viewer has not answered, besides the two that were just answered."""
    rows = waiting(viewer=viewer, narrowed=narrowed).filter(not_answered_by(viewer))
    first = rows.exclude(first_id=but[0], second_id=but[1]).first()
    return told(first) if first else None


def told(row: MatchWaiting) -> Waiting:
    """One of `waiting`, as a page shows it."""
    return Waiting(
        entity_type=row.entity_type,
        first_id=str(row.first_id),
        second_id=str(row.second_id),
        because=row.because,
        weight=row.weight,
        stakes=[Stake(one) for one in row.stakes],
        systems=(row.first_systems, row.second_systems),
        outcome=Outcome(row.outcome),
        voters=row.voters,
        is_sensitive=row.is_sensitive,
        is_proposed=row.is_proposed,
        since=row.since,
    )
