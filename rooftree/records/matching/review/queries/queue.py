"""The queue: pairs that may be one and of which nobody has decided, what is most at stake first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.records.matching.linkage.decided import Decided
from rooftree.records.matching.models import MatchCandidate
from rooftree.records.matching.review.queries.in_force import OPEN, Standing, said_of_pairs, standings
from rooftree.records.matching.review.queries.stakes import Stakes, stakes_of
from rooftree.records.matching.review.rules import Outcome, Stake, at_stake, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import SYSTEM, Viewer


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pair that waits: by the ids they are known by now, with what is at stake and how it stands."""

    id: str
    entity_type: str
    first_id: str
    second_id: str
    because: str
    """What speaks most for one: the first line of its evidence."""
    weight: float | None
    stakes: Sequence[Stake]
    systems: tuple[Sequence[str], Sequence[str]]
    standing: Standing

    @property
    def is_sensitive(self) -> bool:
        """That two people must agree."""
        return Stake.CARE in self.stakes or self.standing.was_sensitive

    def is_for(self, viewer: Viewer) -> bool:
        """That this viewer has not answered it: a second opinion is somebody else's."""
        return viewer.user_id not in self.standing.voters


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the queue is narrowed to; nothing chosen is everything."""

    kind: str = ""
    system: str = ""
    state: str = ""
    """`sensitive`, `second` (somebody has answered), `third` (they did not agree), `mine` (not by me yet)."""

    def fits(self, one: Waiting, viewer: Viewer) -> bool:
        """Whether a pair is among what was asked for."""
        states = {
            "": True,
            "sensitive": one.is_sensitive,
            "second": one.standing.outcome is Outcome.SECOND,
            "third": one.standing.outcome is Outcome.THIRD,
            "mine": one.is_for(viewer),
        }
        systems = {*one.systems[0], *one.systems[1]}
        return (
            self.kind in ("", one.entity_type)
            and (not self.system or self.system in systems)
            and states.get(self.state, True)
        )


def waiting(*, viewer: Viewer, today: datetime.date) -> list[Waiting]:
    """Every pair that waits and that this viewer may read, what is most at stake first."""
    decided = said_of_pairs(viewer=SYSTEM)
    found: list[Waiting] = []
    for kind in EntityType:
        if may_review(viewer, kind):
            found += _of_kind(kind, decided, today)
    return sorted(found, key=_order)


def _order(one: Waiting) -> tuple[int, bool, float, str, str]:
    heavy = -(one.weight or 0.0)
    return (-at_stake(one.stakes), one.standing.outcome is not Outcome.THIRD, heavy, one.entity_type, one.id)


def _of_kind(kind: EntityType, decided: Decided, today: datetime.date) -> list[Waiting]:
    rows = MatchCandidate.objects.filter(entity_type=kind, ended_on=None).order_by("id")
    pairs: dict[tuple[str, str], Any] = {}
    apart = decided.apart
    for row in rows.values("id", "first_id", "second_id", "method", "weight", "evidence"):
        pair = decided.pair(str(row["first_id"]), str(row["second_id"]))
        if pair[0] != pair[1] and pair not in apart:
            pairs.setdefault(pair, row)
    stakes = stakes_of(kind, {own for pair in pairs for own in pair}, today=today)
    stands = standings(kind, pairs)
    return [_one(kind, pair, row, stakes, stands.get(pair, OPEN)) for pair, row in pairs.items()]


def _one(
    kind: str, pair: tuple[str, str], row: dict[str, Any], stakes: Stakes, standing: Standing
) -> Waiting:
    first, second = (sorted(stakes.systems.get(own, ())) for own in pair)
    return Waiting(
        id=str(row["id"]),
        entity_type=kind,
        first_id=pair[0],
        second_id=pair[1],
        because=row["evidence"][0]["says"] if row["evidence"] else f"The same {row['method']}",
        weight=row["weight"],
        stakes=stakes.of(*pair),
        systems=(first, second),
        standing=standing,
    )
