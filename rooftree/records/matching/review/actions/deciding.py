"""One person says of two whether they are one. A merge is one alias row; nothing of the two is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.records.claims.history import first_known
from rooftree.records.claims.queries import said_of
from rooftree.records.matching.linkage.decided import Decided
from rooftree.records.matching.models import EntityAlias, MatchCandidate
from rooftree.records.matching.review.actions.acting import (
    SOMEBODY_ELSE,
    Acting,
    is_there,
    log,
    one_at_a_time,
)
from rooftree.records.matching.review.actions.gathering import gather_about
from rooftree.records.matching.review.queries.in_force import (
    OPEN,
    Standing,
    ids_of_rows,
    said_of_pairs,
    standings,
)
from rooftree.records.matching.review.queries.stakes import stakes_of
from rooftree.records.matching.review.rules import (
    SETTLED,
    Answer,
    Outcome,
    Side,
    kept,
    why_not_said,
    why_not_yours,
)
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one kind, by any ids they are or were known by, and the doubt about them if any."""

    entity_type: str
    first_id: str
    second_id: str
    doubt_id: str | None = None


def decide(pair: Pair, *, answer: str, reason: str, seen: int, acting: Acting) -> Outcome:
    """Records one answer and what follows from it; how the question stands after it.

    `seen` is the last row of the log that the person was shown about these two, 0 for none.
    """
    acting.must_decide(pair.entity_type)
    reason = cleaned(reason)
    if reasons := why_not_said(answer, reason):
        raise Refused(*reasons)
    said = Answer(answer)
    with one_at_a_time():
        decided = said_of_pairs(viewer=SYSTEM)
        first, second = _as_known(pair, decided)
        standing = standings(pair.entity_type, [(first, second)]).get((first, second), OPEN)
        _must_be_open(standing, seen, _is_apart(pair.entity_type, (first, second), decided))
        if reasons := why_not_yours(standing.outcome, standing.voters, acting.by, pair.entity_type):
            raise Refused(*reasons)
        stakes = stakes_of(pair.entity_type, {first, second}, today=acting.today)
        is_sensitive = stakes.is_sensitive(first, second) or standing.was_sensitive
        after = standing.after(said, is_sensitive=is_sensitive)
        alias = None
        if after is Outcome.SAME:
            sides = [_side(pair.entity_type, own, stakes.tenancies, acting) for own in (first, second)]
            alias = _merge(pair.entity_type, sides, reason, acting)
        log(
            acting,
            pair.entity_type,
            said,
            first_id=first,
            second_id=second,
            outcome=after.value,
            is_sensitive=is_sensitive,
            reason=reason,
            alias=alias,
            seen=_seen(pair.entity_type, (first, second), acting),
            **_doubt(pair.doubt_id),
        )
        gather_about(pair.entity_type, (first, second), now=acting.now, today=acting.today)
    return after


def _as_known(pair: Pair, decided: Decided) -> tuple[str, str]:
    if pair.first_id == pair.second_id:
        raise Refused(Reason("itself", "A record cannot be joined to itself.", "Choose two records."))
    if not all(is_there(pair.entity_type, own) for own in (pair.first_id, pair.second_id)):
        raise Refused(Reason("no-such-record", "One of the two is not among our records."))
    first, second = decided.pair(pair.first_id, pair.second_id)
    if first == second:
        raise Refused(
            Reason(
                "already-one", "These two are one already.", "Look at what was decided, or take that back."
            )
        )
    return first, second


def _must_be_open(standing: Standing, seen: int, is_apart: bool) -> None:
    if standing.latest_id != seen:
        raise Refused(SOMEBODY_ELSE)
    if standing.outcome in SETTLED:
        raise Refused(
            Reason("settled", "This has been decided.", "Take that decision back first, with the reason.")
        )
    if is_apart:
        raise Refused(
            Reason(
                "said-different",
                "The two, or others joined to them, were said to be different.",
                "Take that decision back first, if it was wrong.",
            )
        )


def _is_apart(entity_type: str, pair: tuple[str, str], decided: Decided) -> bool:
    """That others joined to the two were said to be different, or a row of one not to be the other's."""
    if pair in decided.apart:
        return True
    for one in decided.split:
        if one.entity_type == entity_type:
            own = {decided.known_as(each) for each in ids_of_rows(entity_type, [one.row])}
            rest = {decided.known_as(each) for each in ids_of_rows(entity_type, one.rest)}
            if (pair[0] in own and pair[1] in rest) or (pair[1] in own and pair[0] in rest):
                return True
    return False


def _side(entity_type: str, own: str, tenancies: Any, acting: Acting) -> Side:
    since = first_known(entity_type, own, viewer=acting.by)
    return Side(own, since, entity_type == EntityType.PERSON and bool(tenancies.get(own)))


def _merge(entity_type: str, sides: Sequence[Side], reason: str, acting: Acting) -> EntityAlias:
    entity_id, alias_id = kept(*sides)
    return EntityAlias.objects.create(
        entity_type=entity_type,
        alias_id=alias_id,
        entity_id=entity_id,
        reason=reason,
        decided_by=acting.by.name,
        decided_at=acting.now,
    )


def _seen(entity_type: str, ids: tuple[str, str], acting: Acting) -> dict[str, Any]:
    """What each source row said of both when it was decided."""
    found: dict[str, Any] = {}
    for side, own in zip(("first", "second"), ids, strict=True):
        rows, _ = said_of(entity_type=entity_type, entity_ids=[own], viewer=acting.by)
        found[side] = [
            {"system": one.lineage.system, "key": one.lineage.key, "facts": dict(one.facts)}
            for one in rows
            if one.ended_on is None
        ]
    return found


def _doubt(doubt_id: str | None) -> dict[str, Any]:
    row = MatchCandidate.objects.filter(pk=doubt_id).first() if doubt_id else None
    if row is None:
        return {}
    return {
        "doubt_id": row.pk,
        "method": row.method,
        "weight": row.weight,
        "model_version": row.model_version,
    }
