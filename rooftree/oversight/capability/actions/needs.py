"""Raising a need out of a gap, changing it, and the steps it takes. A person takes each of them."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.models import SystemNeed, SystemNeedEvent
from rooftree.oversight.capability.queries.figures import counting
from rooftree.oversight.capability.queries.matrix import gaps_at
from rooftree.oversight.capability.rules.needs import (
    OPEN_STATES,
    STATE_WORDS,
    NeedState,
    NeedTerms,
    why_step_is_refused,
    why_terms_are_refused,
)
from rooftree.oversight.capability.rules.rights import may_keep_capability
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.register.queries import register


@dataclass(frozen=True, slots=True)
class Acting:
    """Who does it, when, and on which business day."""

    by: Viewer
    now: datetime.datetime
    today: datetime.date


@transaction.atomic
def raise_need(*, requirement: str, system: str, terms: NeedTerms, acting: Acting) -> int:
    """A need for what is lacking there now; `system` is empty for what no system holds. Gives its id."""
    _allowed(acting.by)
    if requirement not in catalogue().requirements or system not in ("", *register().systems):
        raise Refused(Reason("no-cell", "There is no such requirement or system."))
    if reasons := why_terms_are_refused(terms, acting.today):
        raise Refused(*reasons)
    states = [each.value for each in OPEN_STATES]
    held = SystemNeed.objects.select_for_update().filter(
        requirement=requirement, system=system, state__in=states
    )
    if held.exists():
        says = "A need for this is open already."
        raise Refused(Reason("open-already", says, "Change that one, or add to it."))
    gaps = gaps_at(requirement, system, viewer=acting.by, today=acting.today)
    if not gaps:
        says = "Nothing is lacking here by the figures of the last run."
        raise Refused(
            Reason("no-gap", says, "Declare what the system cannot hold first, if you know better.")
        )
    counted = counting(viewer=acting.by)
    row = SystemNeed.objects.create(
        requirement=requirement,
        system=system,
        needed=terms.needed,
        owner=terms.owner,
        priority=terms.priority.value,
        due_on=terms.due_on,
        state=NeedState.PROPOSED.value,
        because=[[gap.kind.value, gap.says] for gap in gaps],
        raised_run=counted.run_id if counted else None,
        raised_at=acting.now,
        raised_by=acting.by.name,
    )
    _note(row, STATE_WORDS[NeedState.PROPOSED], "", acting)
    return row.pk


@transaction.atomic
def change(*, need_id: int, terms: NeedTerms, acting: Acting, seen: int | None = None) -> None:
    """What is needed, of whom, how pressing or by when becomes different; what it was stays in its story.

    Refused when there is more to its story than the `seen` lines that were read.
    """
    row = _held(need_id, acting.by, seen)
    if NeedState(row.state) not in OPEN_STATES:
        raise Refused(Reason("closed", "The need is closed.", "Propose it again before you change it."))
    if reasons := why_terms_are_refused(terms, acting.today, due_was=row.due_on):
        raise Refused(*reasons)
    told = {
        "What is needed": (row.needed, terms.needed),
        "Owner": (row.owner, terms.owner),
        "Priority": (row.priority, terms.priority.value),
        "Due": (row.due_on.isoformat(), terms.due_on.isoformat()),
    }
    said = [f"{name}: {new} (was {old})" for name, (old, new) in told.items() if new != old]
    if not said:
        return
    row.needed, row.owner = terms.needed, terms.owner
    row.priority, row.due_on = terms.priority.value, terms.due_on
    row.save(update_fields=["needed", "owner", "priority", "due_on"])
    _note(row, "Changed", "\n".join(said), acting)


@transaction.atomic
def step(*, need_id: int, to: NeedState, said: str, acting: Acting, seen: int | None = None) -> None:
    """The need is accepted, under way, met, declined, or proposed again; refused as a change is."""
    row = _held(need_id, acting.by, seen)
    if reasons := why_step_is_refused(NeedState(row.state), to, said):
        raise Refused(*reasons)
    if to is NeedState.PROPOSED and _another_is_open(row):
        raise Refused(Reason("to", "Another need for the same is open already.", "Work on that one."))
    row.state = to.value
    row.save(update_fields=["state"])
    _note(row, STATE_WORDS[to], said, acting)


def _another_is_open(row: SystemNeed) -> bool:
    same = SystemNeed.objects.filter(requirement=row.requirement, system=row.system)
    return same.filter(state__in=[each.value for each in OPEN_STATES]).exclude(pk=row.pk).exists()


def _held(need_id: int, by: Viewer, seen: int | None) -> SystemNeed:
    _allowed(by)
    row = SystemNeed.objects.select_for_update().filter(pk=need_id).first()
    if row is None:
        raise Refused(Reason("no-need", "There is no such need."))
    if seen is not None and row.events.count() != seen:
        says = "Somebody else worked on this need while you had it open."
        raise Refused(Reason("changed", says, "Read what became of it, then say again what is to be."))
    return row


def _allowed(by: Viewer) -> None:
    if not may_keep_capability(by):
        raise Refused(not_allowed(by, to="raise needs of systems or work on them"))


def _note(row: SystemNeed, what: str, said: str, acting: Acting) -> None:
    """One line of its story, and one of the audit trail."""
    SystemNeedEvent.objects.create(need=row, what=what, at=acting.now, by=acting.by.name, said=said)
    record(
        by=acting.by,
        now=acting.now,
        action=f"system need: {what.lower()}",
        subject_type="system need",
        subject_id=row.pk,
        detail={"requirement": row.requirement, "system": row.system, "state": row.state},
    )
