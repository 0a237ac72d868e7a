"""One question: two records, what speaks for one, what is at stake, and how it stands."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, F, Q

from rooftree.records.claims.held import Held, Lineage, Said, readable
from rooftree.records.claims.queries import Want, held, said_of
from rooftree.records.matching.models import MatchCandidate
from rooftree.records.matching.review.queries.in_force import OPEN, Standing, said_of_pairs, standings
from rooftree.records.matching.review.queries.stakes import stakes_of
from rooftree.records.matching.review.rules import Stake, may_review
from rooftree.records.matching.rules import Doubt, EntityType, Evidence
from rooftree.records.people.models import Person
from rooftree.reference.accounts.rules import SYSTEM, Viewer
from rooftree.reference.standard.queries import contracts


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its record, and what each source row says of it."""

    id: str
    record: Held
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Question:
    """Two records that may be one."""

    entity_type: str
    sides: tuple[Side, Side]
    doubt: Doubt | None
    doubt_id: str | None
    stakes: Sequence[Stake]
    standing: Standing
    are_one: bool
    """That people have joined them, the two themselves or through others."""
    are_apart: bool
    same_number: bool | None = None
    """Whether two people have the same National Insurance number, of which pages show only the ends; nothing
    where one has none."""

    @property
    def is_sensitive(self) -> bool:
        """That two people must agree."""
        return Stake.CARE in self.stakes or self.standing.was_sensitive


def question(
    entity_type: str, first_id: str, second_id: str, *, viewer: Viewer, today: datetime.date
) -> Question | None:
    """The question whether two are one; nothing when one is not there, or not for this viewer."""
    if entity_type not in set(EntityType) or not may_review(viewer, entity_type) or first_id == second_id:
        return None
    ids = sorted((first_id, second_id))
    records = records_of(entity_type, ids, viewer=viewer)
    if len(records) != 2:
        return None
    decided = said_of_pairs(viewer=SYSTEM)
    known = decided.pair(*ids)
    are_one = known[0] == known[1]
    pair = (ids[0], ids[1]) if are_one else known
    standing = standings(entity_type, [pair]).get(pair, OPEN)
    doubt = _doubt(entity_type, ids)
    said = _seen(standing, viewer) if are_one else {}
    first, second = (
        Side(own, records[own], said[own] if own in said else _said(entity_type, own, viewer)) for own in ids
    )
    return Question(
        entity_type=entity_type,
        sides=(first, second),
        doubt=_told(doubt) if doubt else None,
        doubt_id=str(doubt.pk) if doubt else None,
        stakes=stakes_of(entity_type, ids, today=today).of(*ids),
        standing=standing,
        are_one=are_one,
        are_apart=known in decided.apart,
        same_number=_same_number(ids) if entity_type == EntityType.PERSON else None,
    )


def _same_number(ids: Sequence[str]) -> bool | None:
    """Compared by their fingerprints, which never leave the database."""
    rows = Person.objects.filter(pk__in=ids).exclude(ni_no_hmac=None).exclude(ni_no_hmac="")
    found = rows.aggregate(people=Count("pk"), numbers=Count("ni_no_hmac", distinct=True))
    return found["numbers"] == 1 if found["people"] == 2 else None


def records_of(entity_type: str, ids: Collection[str], *, viewer: Viewer) -> Mapping[str, Held]:
    """The records of one kind by id, as far as this viewer may read them."""
    models = {one._meta.db_table: one for one in apps.get_app_config("records").get_models()}
    real = [own for own in ids if _is_id(own)]
    found = held(Want(models[entity_type], Q(pk__in=real)), viewer=viewer)[entity_type] if real else []
    return {one.id: one for one in found}


def _is_id(own: str) -> bool:
    try:
        return str(uuid.UUID(own)) == own
    except ValueError:
        return False


def _said(entity_type: str, own: str, viewer: Viewer) -> Sequence[Said]:
    rows, _ = said_of(entity_type=entity_type, entity_ids=[own], viewer=viewer)
    return [one for one in rows if one.ended_on is None]


def _seen(standing: Standing, viewer: Viewer) -> dict[str, Sequence[Said]]:
    """What each of two that are one said when that was decided: since then one of them says it all."""
    last = standing.votes[-1] if standing.votes else None
    if last is None or not last.seen:
        return {}
    allowed = {column.name for column in readable(contracts()[last.entity_type], viewer=viewer)}
    sides = {"first": str(last.first_id), "second": str(last.second_id)}
    return {
        own: [
            Said(
                lineage=Lineage(one["system"], one["key"]),
                facts={name: value for name, value in one["facts"].items() if name in allowed},
                said_on=None,
                known_from=last.decided_at,
                ended_on=None,
            )
            for one in last.seen.get(side, ())
        ]
        for side, own in sides.items()
    }


def _doubt(entity_type: str, ids: Sequence[str]) -> MatchCandidate | None:
    """The doubt about these two, the one in force before one that has gone."""
    rows = MatchCandidate.objects.filter(entity_type=entity_type, first_id__in=ids, second_id__in=ids)
    return rows.order_by(F("ended_on").desc(nulls_first=True)).first()


def _told(row: MatchCandidate) -> Doubt:
    evidence = tuple(Evidence(one["says"], one["weight"]) for one in row.evidence)
    first, second = str(row.first_id), str(row.second_id)
    return Doubt(row.entity_type, first, second, row.method, row.weight, row.model_version, evidence)
