"""Publishing versions of the standard, and the two pairs of eyes that a change passes before that."""

import datetime
from typing import Any

from django.db import connection, transaction

from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.quality import in_force, judging, queries, released
from rooftree.reference.standard.quality.models import StandardDraft, StandardVersion
from rooftree.reference.standard.quality.queries import Documents
from rooftree.reference.standard.quality.rules import DraftState, may_approve, may_propose

OWN = Reason(
    "own",
    "You proposed this change, so somebody else has to approve it.",
    "Ask another data steward, or an administrator.",
)
ASK_AGAIN = "Look at the standard as it is now, and propose the change again."


@transaction.atomic
def publish_version(
    *, documents: Documents, author: Viewer, says: str, by: Viewer, now: datetime.datetime
) -> int:
    """These documents are the standard from now on: `by` approves what `author` wrote. Its number."""
    if not (may_approve(by) or by.is_system):
        raise Refused(not_allowed(by, to="publish the recording standard"))
    if author.user_id is not None and author.user_id == by.user_id:
        raise Refused(OWN)
    _alone()
    held = queries.documents_in_force()
    whole = {**held, **documents}
    if reasons := (*_why_unsaid(says), *judging.reasons_against(whole, before=queries.standard_in_force())):
        raise Refused(*reasons)
    number = queries.number_in_force() + 1
    StandardVersion.objects.create(
        number=number,
        digest=queries.digest(whole),
        documents=whole,
        came_with=_came_with(whole, held, number),
        says=says,
        published_at=now,
        published_by=author.name,
        approved_by=by.name,
        author_id=author.user_id,
        approver_id=by.user_id,
    )
    _note("published", "standard_version", number, by, now, says=says)
    transaction.on_commit(in_force.ask_again)
    return number


def _came_with(whole: Documents, held: Documents, number: int) -> dict[str, str]:
    """What shipped of each part when this landlord last took it, or first went their own way."""
    ships = queries.shipped_documents()
    if number == 1:
        return released.digests(ships)
    base = StandardVersion.objects.values_list("came_with", flat=True).get(pk=number - 1)
    return released.taken(ships=ships, now=whole, before=held, base=base)


@transaction.atomic
def propose(*, changes: Documents, based_on: int, says: str, by: Viewer, now: datetime.datetime) -> int:
    """A change for another person to look at: the documents that would differ, whole. The draft's id."""
    if not may_propose(by) or by.user_id is None:
        raise Refused(not_allowed(by, to="change the recording standard"))
    held = queries.documents_in_force()
    changes = {name: said for name, said in changes.items() if said != held.get(name)}
    reasons = (*_why_unsaid(says), *_why_old(based_on))
    if not changes:
        reasons += (Reason("no-change", "Nothing would be different.", "Change something first."),)
    whole = {**held, **changes}
    if reasons := (*reasons, *judging.reasons_against(whole, before=queries.standard_in_force())):
        raise Refused(*reasons)
    draft = StandardDraft.objects.create(
        based_on=based_on,
        changes=dict(changes),
        says=says,
        state=DraftState.PROPOSED,
        proposed_at=now,
        proposed_by=by.name,
        author_id=by.user_id,
    )
    _note("proposed", "standard_draft", draft.pk, by, now, says=says, documents=sorted(changes))
    return draft.pk


@transaction.atomic
def approve(*, draft_id: int, says: str, by: Viewer, now: datetime.datetime) -> int:
    """The change is published. Never by its author, and never over what somebody else published since."""
    if not may_approve(by):
        raise Refused(not_allowed(by, to="approve changes to the recording standard"))
    _alone()
    draft = _proposed(draft_id)
    if draft.author_id == by.user_id:
        raise Refused(OWN)
    if reasons := _why_old(draft.based_on):
        raise Refused(*reasons)
    author = Viewer(user_id=draft.author_id, name=draft.proposed_by, role=None)
    number = publish_version(documents=draft.changes, author=author, says=draft.says, by=by, now=now)
    draft.version_id = number
    _decided(draft, DraftState.APPROVED, says=says, by=by, now=now)
    return number


@transaction.atomic
def decline(*, draft_id: int, says: str, by: Viewer, now: datetime.datetime) -> None:
    """The change is not to be; its author is told why."""
    if not may_approve(by):
        raise Refused(not_allowed(by, to="decide on changes to the recording standard"))
    draft = _proposed(draft_id)
    if reasons := _why_unsaid(says):
        raise Refused(*reasons)
    _decided(draft, DraftState.DECLINED, says=says, by=by, now=now)


@transaction.atomic
def withdraw(*, draft_id: int, says: str, by: Viewer, now: datetime.datetime) -> None:
    """Its author takes the change back."""
    draft = _proposed(draft_id)
    if by.user_id is None or draft.author_id != by.user_id:
        says_no = f"This change is {draft.proposed_by}’s to withdraw."
        raise Refused(Reason("not-own", says_no, "Decline it, with the reason, if it should not be."))
    _decided(draft, DraftState.WITHDRAWN, says=says, by=by, now=now)


def _alone() -> None:
    """Whoever else publishes waits until this is done, and then sees it."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE standard_version IN SHARE ROW EXCLUSIVE MODE")


def _proposed(draft_id: int) -> StandardDraft:
    draft = StandardDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise Refused(Reason("draft-unknown", "There is no such change.", "Look at the list again."))
    if draft.state != DraftState.PROPOSED:
        says = f"This change was {draft.state} by {draft.decided_by} already."
        raise Refused(Reason("decided", says, ASK_AGAIN))
    return draft


def _decided(
    draft: StandardDraft, state: DraftState, *, says: str, by: Viewer, now: datetime.datetime
) -> None:
    draft.state, draft.decided_at, draft.decided_by, draft.decision_says = state, now, by.name, says
    draft.save(update_fields=["state", "decided_at", "decided_by", "decision_says", "version"])
    _note(str(state), "standard_draft", draft.pk, by, now, says=says)


def _why_unsaid(says: str) -> tuple[Reason, ...]:
    if says.strip():
        return ()
    return (Reason("unsaid", "It is not said why.", "Write in a sentence what changes and why."),)


def _why_old(based_on: int) -> tuple[Reason, ...]:
    """Two people who change the same version: the second is told, not overwritten."""
    now = queries.number_in_force()
    if based_on == now:
        return ()
    says = f"This change was made from version {based_on}, and version {now} is in force by now."
    return (Reason("old-version", says, ASK_AGAIN),)


def _note(action: str, subject: str, number: int, by: Viewer, now: datetime.datetime, **detail: Any) -> None:
    words = f"{action} the recording standard"
    record(by=by, now=now, action=words, subject_type=subject, subject_id=number, detail=detail)
