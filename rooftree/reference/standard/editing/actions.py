"""Gathering changes to the standard in one draft, and handing them in for another person to publish."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.editing.queries import Whole, documents_in_force, documents_of
from rooftree.reference.standard.editing.rules import next_version, why_out_of_date
from rooftree.reference.standard.quality import actions as publishing
from rooftree.reference.standard.quality import judging, queries
from rooftree.reference.standard.quality.models import StandardDraft
from rooftree.reference.standard.quality.parts import (
    Difference,
    Part,
    Rebased,
    applied,
    differences,
    rebased,
)
from rooftree.reference.standard.quality.rules import DraftState, may_propose

NONE_OPEN = Reason("no-draft", "You have no changes waiting.", "Change something in the standard first.")


@transaction.atomic
def keep(*, part: Part, value: Any, by: Viewer, now: datetime.datetime) -> None:
    """One rule or one code as it is to be, in the author's draft; None takes it out of the standard."""
    draft = _open(by, now)
    whole = {**documents_of(draft.based_on), **draft.changes}
    _keep(draft, whole, [Difference(part, None, value)])
    _note("changed in a draft", draft, by, now, part=f"{part.document} {part.name}")


@transaction.atomic
def forget(*, part: Part, by: Viewer, now: datetime.datetime) -> None:
    """Takes one change out of the draft: the part is as it was in the version that the draft is made from."""
    draft = _own(by)
    base = documents_of(draft.based_on)
    found = [each for each in differences(base, draft.changes) if each.part != part]
    draft.changes = applied(base, found)
    draft.save(update_fields=["changes"])
    _note("took out of a draft", draft, by, now, part=f"{part.document} {part.name}")


@transaction.atomic
def take_in(*, found: Sequence[Difference], by: Viewer, now: datetime.datetime, file: str) -> int:
    """What a file says otherwise than the standard, into the draft; nothing of it is in force by that."""
    if not found:
        raise Refused(Reason("no-change", "The file says nothing that the standard does not say already."))
    draft = _open(by, now)
    _keep(draft, {**documents_of(draft.based_on), **draft.changes}, found)
    _note("took in", draft, by, now, file=file[:200], parts=len(found))
    return len(found)


@transaction.atomic
def hand_in(*, says: str, by: Viewer, now: datetime.datetime, today: datetime.date) -> int:
    """Proposes what the draft holds, as it is from now on, for another person to approve or decline."""
    draft = _own(by)
    if draft.based_on != queries.number_in_force():
        raise Refused(*why_out_of_date(draft.based_on, queries.number_in_force()))
    base = documents_of(draft.based_on)
    changes = {name: _stamped(name, base.get(name), said, today) for name, said in draft.changes.items()}
    proposed = publishing.propose(changes=changes, based_on=draft.based_on, says=says, by=by, now=now)
    draft.delete()
    return proposed


@transaction.atomic
def take_back(*, draft_id: int, by: Viewer, now: datetime.datetime) -> None:
    """Its author takes a proposed change back to work on it."""
    if StandardDraft.objects.filter(author_id=by.user_id, state=DraftState.OPEN).exists():
        raise Refused(
            Reason(
                "open-draft",
                "You are gathering other changes at the moment.",
                "Propose or discard those first.",
            )
        )
    publishing.withdraw(draft_id=draft_id, says="Taken back to be worked on", by=by, now=now)
    before = StandardDraft.objects.get(pk=draft_id)
    draft = _open(by, now)
    draft.based_on, draft.changes, draft.says = before.based_on, before.changes, before.says
    draft.save(update_fields=["based_on", "changes", "says"])


@transaction.atomic
def bring_up_to_date(*, by: Viewer, now: datetime.datetime) -> Rebased:
    """The draft's changes over the version in force by now; what both changed is as it was published."""
    draft = _own(by)
    before = draft.based_on
    standing = documents_in_force()
    made = rebased(base=documents_of(before), draft=draft.changes, now=standing)
    draft.based_on, draft.changes = queries.number_in_force(), made.changes
    draft.save(update_fields=["based_on", "changes"])
    _note(
        "brought up to date", draft, by, now, was_on=before, is_on=draft.based_on, overlaps=len(made.overlaps)
    )
    return made


@transaction.atomic
def discard(*, by: Viewer, now: datetime.datetime) -> None:
    """The draft is gone with all that it holds; nothing of it was ever proposed."""
    draft = _own(by)
    _note("discarded", draft, by, now, documents=sorted(draft.changes))
    draft.delete()


def _open(by: Viewer, now: datetime.datetime) -> StandardDraft:
    """The author's open draft; begun when there is none."""
    if not may_propose(by) or by.user_id is None:
        raise Refused(not_allowed(by, to="change the recording standard"))
    StandardDraft.objects.get_or_create(
        author_id=by.user_id,
        state=DraftState.OPEN,
        defaults={
            "based_on": queries.number_in_force(),
            "changes": {},
            "says": "",
            "proposed_at": now,
            "proposed_by": by.name,
        },
    )
    return _own(by)


def _own(by: Viewer) -> StandardDraft:
    if not may_propose(by) or by.user_id is None:
        raise Refused(not_allowed(by, to="change the recording standard"))
    rows = StandardDraft.objects.select_for_update()
    draft = rows.filter(author_id=by.user_id, state=DraftState.OPEN).first()
    if draft is None:
        raise Refused(NONE_OPEN)
    return draft


def _keep(draft: StandardDraft, whole: Whole, found: Sequence[Difference]) -> None:
    """Into the draft, unless the documents could then not be published."""
    made = applied(whole, found)
    lists = {name: said for name, said in whole.items() if name.startswith("codes/")}
    if reasons := judging.reasons_against({**lists, **made}, before=queries.standard_in_force()):
        raise Refused(*reasons)
    base = documents_of(draft.based_on)
    draft.changes = applied(base, differences(base, {**draft.changes, **made}))
    draft.save(update_fields=["changes"])


def _stamped(name: str, was: Any, said: dict[str, Any], today: datetime.date) -> dict[str, Any]:
    """A list that changes gets the next version, from the day it is proposed."""
    if not name.startswith("codes/") or was is None:
        return said
    return {**said, "version": next_version(str(was["version"])), "effective_from": today.isoformat()}


def _note(action: str, draft: StandardDraft, by: Viewer, now: datetime.datetime, **detail: Any) -> None:
    record(
        by=by,
        now=now,
        action=f"{action} the recording standard",
        subject_type="standard_draft",
        subject_id=draft.pk,
        detail=detail,
    )
