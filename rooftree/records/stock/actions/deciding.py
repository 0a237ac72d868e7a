"""What people decide about homes on which the lists do not agree, and taking a decision back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rooftree.records.stock import rules
from rooftree.records.stock.actions.reconciling import in_force, row_of
from rooftree.records.stock.models import StockDecision, StockHome
from rooftree.records.stock.queries import homes as held
from rooftree.records.stock.rules import Finding
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused

CHANGED = Reason(
    "changed",
    "What the systems say has changed since you opened this page, or somebody else has decided.",
    "Look at the homes again, then decide.",
)
Detail = dict[str, str | int | float | bool | list[str] | list[int] | None]
REPLACED = "A newer decision took its place."


def decide(
    unit_ids: Collection[UUID],
    concerns: Collection[str],
    *,
    decision: str,
    reason: str,
    seen: str,
    by: Viewer,
    now: datetime,
) -> int:
    """Records one decision about what is open of some homes; how many things that settled.

    `seen` is the digest (`queries.homes.seen`) of what the person was shown.
    """
    _must_be_allowed(by)
    reason = reason.replace("\x00", "").strip()
    if reasons := rules.why_not(decision, reason, concerns):
        raise Refused(*reasons)
    with transaction.atomic():
        rows = list(StockHome.objects.select_for_update().filter(pk__in=list(unit_ids)).order_by("pk"))
        told = [{"unit_id": row.unit_id, "open": row.open, "facts": row.facts} for row in rows]
        settled = [(row, code) for row in rows for code in row.open if code in concerns]
        if not settled or len(rows) != len(set(unit_ids)) or held.seen(told) != seen:
            raise Refused(CHANGED)
        _end([(row.unit_id, code) for row, code in settled], by=by, now=now)
        StockDecision.objects.bulk_create(
            StockDecision(
                unit_id=row.unit_id,
                concern=code,
                systems=_systems(code, row),
                facts=row.facts[code],
                decision=decision,
                reason=reason,
                decided_by=by.name,
                decided_at=now,
            )
            for row, code in settled
        )
        _stand_anew(rows)
        for row in rows:
            codes = [code for of, code in settled if of is row]
            if codes:
                detail: Detail = {"decision": decision, "about": codes, "reason": reason}
                _told(by, now, "decided about stock of", row.unit_id, detail)
    return len(settled)


def withdraw(decision_id: int, *, reason: str, by: Viewer, now: datetime) -> UUID:
    """Takes a decision back: it stays to be read, and what it settled is open again. Gives the home's id."""
    _must_be_allowed(by)
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise Refused(Reason("reason", "Say why you take it back."))
    if len(reason) > rules.LONGEST_REASON:
        raise Refused(Reason("reason", "The reason is too long.", f"Say it in {rules.LONGEST_REASON:,}."))
    with transaction.atomic():
        row = StockDecision.objects.select_for_update().filter(pk=decision_id, ended_at=None).first()
        if row is None:
            raise Refused(
                Reason("ended", "This decision is no longer in force.", "Look at the home’s newest decision.")
            )
        row.ended_at, row.ended_by, row.ended_because = now, by.name, reason
        row.save(update_fields=["ended_at", "ended_by", "ended_because"])
        unit_id = held.known_as(row.unit_id)
        _stand_anew(StockHome.objects.select_for_update().filter(pk=unit_id))
        detail: Detail = {"decision": row.decision, "about": [row.concern], "reason": reason}
        _told(by, now, "withdrew a decision about stock of", row.unit_id, detail)
    return unit_id


def _must_be_allowed(by: Viewer) -> None:
    if not rules.may_decide(by):
        raise Refused(not_allowed(by, to="decide what a difference between the lists of homes means"))


def _systems(code: str, row: StockHome) -> list[str]:
    """Whom a decision is about: the system that misses the home, or those that differ on it."""
    concern = rules.concern(code)
    if concern and concern.finding is Finding.MISSING:
        return [concern.about]
    return sorted(row.facts[code])


def _end(settled: Sequence[tuple[UUID, str]], *, by: Viewer, now: datetime) -> None:
    """Decisions in force about the same things make way: what was asked again is now answered anew."""
    codes = {(unit_id, code) for unit_id, code in settled}
    same = held.with_merged([unit_id for unit_id, _ in settled])
    rows = StockDecision.objects.filter(ended_at=None, unit_id__in=list(same))
    old = [row.pk for row in rows if (same[row.unit_id], row.concern) in codes]
    StockDecision.objects.filter(pk__in=old).update(ended_at=now, ended_by=by.name, ended_because=REPLACED)


def _stand_anew(rows: Iterable[StockHome]) -> None:
    """What is open and decided of the homes, with the decisions as they are now."""
    rows = list(rows)
    decisions = in_force({row.unit_id for row in rows})
    for row in rows:
        unsure = [code.partition(":")[2] for code in row.unsure]
        row_of(row, rules.standing(row.facts, decisions.get(row.unit_id, {}), unsure=unsure))
    StockHome.objects.bulk_update(
        rows, ["open", "decided", "again", "unsure", "open_between", "decided_between", "digest"]
    )


def _told(by: Viewer, now: datetime, action: str, unit_id: UUID, detail: Detail) -> None:
    record(by=by, now=now, action=action, subject_type="unit", subject_id=str(unit_id), detail=detail)
