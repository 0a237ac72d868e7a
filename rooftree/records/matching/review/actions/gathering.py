"""The queue made from doubts, proposals and answers: whole by each run, and about a few by each answer."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from rooftree.records.matching.linkage.decided import Decided, Pair
from rooftree.records.matching.models import MatchCandidate, MatchDecision
from rooftree.records.matching.review.actions.acting import one_at_a_time
from rooftree.records.matching.review.models import MatchProposal, MatchWaiting
from rooftree.records.matching.review.queries.in_force import OPEN, Standing, said_of_pairs, standings
from rooftree.records.matching.review.queries.stakes import Stakes, stakes_of
from rooftree.records.matching.review.rules import SETTLED, Outcome, Stake, at_stake
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import SYSTEM

Ids = Collection[str]
AT_ONCE = 500
LINES = 3
"""So much of what speaks for two, and of what speaks against, the queue tells; their page tells all."""
FACTS = (
    "doubt_id",
    "because",
    "weight",
    "stakes",
    "urgency",
    "is_sensitive",
    "first_systems",
    "second_systems",
    "outcome",
    "voters",
    "is_proposed",
)


def gather(*, now: datetime.datetime, today: datetime.date) -> int:
    """The whole queue anew; how many wait."""
    with one_at_a_time():
        decided = said_of_pairs(viewer=SYSTEM)
        rows = [row for kind in EntityType for row in _waiting(kind, None, decided, today)]
        _replace(MatchWaiting.objects.all(), rows, now)
    return len(rows)


def gather_about(entity_type: str, ids: Ids, *, now: datetime.datetime, today: datetime.date) -> None:
    """The questions about some records anew, and about all that people joined to them."""
    with one_at_a_time():
        decided = said_of_pairs(viewer=SYSTEM)
        own = _joined(ids, decided)
        rows = list(_waiting(entity_type, own, decided, today))
        _replace(MatchWaiting.objects.filter(_of(own), entity_type=entity_type), rows, now)


def _joined(ids: Ids, decided: Decided) -> set[str]:
    known = {decided.known_as(own) for own in ids}
    return {*ids, *known, *(own for own in decided.aliases if decided.known_as(own) in known)}


def _of(ids: Ids) -> Q:
    return Q(first_id__in=ids) | Q(second_id__in=ids)


def _replace(before: QuerySet[MatchWaiting], rows: Iterable[MatchWaiting], now: datetime.datetime) -> None:
    """Writes what differs from before only: on most nights that is little. What waited keeps since when."""
    was = {_question(row): row for row in before.iterator()}
    new: list[MatchWaiting] = []
    for row in rows:
        old = was.get(_question(row))
        row.since = old.since if old else now
        if old and _facts(old) == _facts(row):
            del was[_question(row)]
        else:
            new.append(row)
    before.filter(pk__in=[row.pk for row in was.values()]).delete()
    MatchWaiting.objects.bulk_create(new, batch_size=AT_ONCE)


def _question(row: MatchWaiting) -> tuple[str, str, str]:
    return row.entity_type, str(row.first_id), str(row.second_id)


def _facts(row: MatchWaiting) -> list[object]:
    return [getattr(row, name) for name in FACTS]


def _waiting(kind: str, only: Ids | None, decided: Decided, today: datetime.date) -> Iterator[MatchWaiting]:
    found = _doubts(kind, only)
    proposed = _proposed(kind, only, decided)
    pairs: dict[Pair, dict[str, Any]] = {}
    apart = decided.apart
    for first, second, row in [*found, *((*pair, None) for pair in proposed)]:
        pair = decided.pair(first, second)
        if pair[0] != pair[1] and pair not in apart:
            pairs.setdefault(pair, row or {})
    stakes = stakes_of(kind, {own for pair in pairs for own in pair}, today=today)
    stands = standings(kind, pairs)
    for pair, row in pairs.items():
        yield _row(kind, pair, row, stakes, stands.get(pair, OPEN), is_proposed=pair in proposed)


def _doubts(kind: str, only: Ids | None) -> Iterator[tuple[str, str, Any]]:
    rows = MatchCandidate.objects.filter(entity_type=kind, ended_on=None).order_by("id")
    if only is not None:
        rows = rows.filter(_of(only))
    for row in rows.values("id", "first_id", "second_id", "method", "weight", "evidence").iterator():
        yield str(row["first_id"]), str(row["second_id"]), row


def _proposed(kind: str, only: Ids | None, decided: Decided) -> set[Pair]:
    """The pairs of which something was proposed and nothing settled since."""
    rows = MatchProposal.objects.filter(entity_type=kind)
    if only is not None:
        rows = rows.filter(_of(only))
    at = {decided.pair(str(row.first_id), str(row.second_id)): row.proposed_at for row in rows.order_by("pk")}
    settled = MatchDecision.objects.filter(
        entity_type=kind, outcome__in=SETTLED, first_id__in={pair[0] for pair in at}, second_id__isnull=False
    )
    last = {(str(one.first_id), str(one.second_id)): one.decided_at for one in settled.order_by("pk")}
    return {pair for pair, when in at.items() if pair not in last or last[pair] < when}


def _row(
    kind: str, pair: Pair, doubt: dict[str, Any], stakes: Stakes, stands: Standing, *, is_proposed: bool
) -> MatchWaiting:
    at = stakes.of(*pair)
    first, second = (sorted(stakes.systems.get(own, ())) for own in pair)
    weight = doubt.get("weight")
    return MatchWaiting(
        entity_type=kind,
        first_id=pair[0],
        second_id=pair[1],
        doubt_id=doubt.get("id"),
        because=_because(doubt),
        weight=weight,
        stakes=[stake.value for stake in at],
        urgency=2 * at_stake(at) + (stands.outcome is Outcome.THIRD),
        heavy=weight or 0.0,
        is_sensitive=Stake.CARE in at or stands.was_sensitive,
        first_systems=first,
        second_systems=second,
        outcome=stands.outcome.value,
        voters=[one for one in stands.voters if one is not None],
        is_proposed=is_proposed,
    )


def _because(doubt: dict[str, Any]) -> str:
    """What speaks most for one, and what most against it: the first lines of its evidence."""
    if not doubt:
        return "Somebody here proposed it"
    weighed = [one for one in doubt["evidence"] if one["weight"] is not None]
    if not weighed:
        return doubt["evidence"][0]["says"] if doubt["evidence"] else f"The same {doubt['method']}"
    speaks = _few(one["says"] for one in weighed if one["weight"] > 0)
    against = _few(one["says"] for one in weighed if one["weight"] < 0)
    said = f"{speaks}; but {against}" if speaks and against else speaks or against
    return said[:1].upper() + said[1:]


def _few(lines: Iterable[str]) -> str:
    return ", ".join(one[:1].lower() + one[1:] for one in list(lines)[:LINES])
