"""Giving an improvement notice, and what becomes of it. It is printed and handed over; nothing is sent."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from rooftree.oversight.agreements.models import Agreement, ImprovementNotice, NoticeEvent
from rooftree.oversight.agreements.queries.held import versions
from rooftree.oversight.agreements.queries.months import Scored, scores
from rooftree.oversight.agreements.rules.months import Standing
from rooftree.oversight.agreements.rules.notices import (
    NoticeState,
    why_notice_is_refused,
    why_step_is_refused,
)
from rooftree.oversight.agreements.rules.rights import may_keep_agreements
from rooftree.oversight.agreements.wording import title_of
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused

BELOW = (Standing.BREACHED, Standing.SO_FAR_BELOW)
Month = tuple[str, datetime.date]
"""A requirement's key and the first day of a month."""


@transaction.atomic
def give(
    *,
    agreement_id: int,
    months: Sequence[Month],
    words: tuple[str, str],
    reply_by: datetime.date,
    by: Viewer,
    now: datetime.datetime,
    today: datetime.date,
) -> int:
    """A notice that rests on these months; `words` are its reasons and what it asks. Gives its id."""
    if not may_keep_agreements(by):
        raise Refused(not_allowed(by, to="give improvement notices"))
    held = Agreement.objects.select_for_update().filter(pk=agreement_id).first()
    if held is None:
        raise Refused(Reason("no-agreement", "There is no such agreement."))
    found = [
        one
        for one in scores(viewer=by, today=today, agreement_id=agreement_id)
        if (one.requirement, one.month.first) in months and one.standing in BELOW
    ]
    reasons, asks = (text.strip() for text in words)
    faults = why_notice_is_refused(reasons=reasons, asks=asks, reply_by=reply_by, breaches=found, today=today)
    if faults:
        raise Refused(*faults)
    row = ImprovementNotice.objects.create(
        agreement=held,
        state=NoticeState.GIVEN.value,
        reasons=reasons,
        asks=asks,
        reply_by=reply_by,
        breaches=[_kept(one, by) for one in found],
        made_at=now,
        made_by=by.name,
    )
    NoticeEvent.objects.create(notice=row, state=row.state, at=now, by=by.name)
    _audit(row, "gave an improvement notice", by=by, now=now)
    return row.pk


@transaction.atomic
def step(*, notice_id: int, to: NoticeState, said: str, by: Viewer, now: datetime.datetime) -> None:
    """The notice was answered, is closed, or is withdrawn; with words."""
    if not may_keep_agreements(by):
        raise Refused(not_allowed(by, to="work on improvement notices"))
    row = ImprovementNotice.objects.select_for_update().filter(pk=notice_id).first()
    if row is None:
        raise Refused(Reason("no-notice", "There is no such notice."))
    if faults := why_step_is_refused(NoticeState(row.state), to, said):
        raise Refused(*faults)
    row.state = to.value
    row.save(update_fields=["state"])
    NoticeEvent.objects.create(notice=row, state=to.value, at=now, by=by.name, said=said.strip())
    _audit(row, f"an improvement notice is {to.value}", by=by, now=now)


def _kept(one: Scored, by: Viewer) -> dict[str, object]:
    """The figures as they stand now: later evidence changes the month, never the notice."""
    terms = next(each for each in versions(one.agreement, viewer=by) if each.number == one.version).terms
    wanted = next((each for each in terms.requirements if each.key == one.requirement), None)
    return {
        "requirement": one.requirement,
        "title": title_of(wanted) if wanted else one.requirement,
        "month": one.month.first.isoformat(),
        "asked": one.asked,
        "met": one.met,
        "short": one.short,
        "share": one.share,
        "target": one.target,
    }


def _audit(row: ImprovementNotice, action: str, *, by: Viewer, now: datetime.datetime) -> None:
    record(
        by=by,
        now=now,
        action=action,
        subject_type="improvement notice",
        subject_id=row.pk,
        detail={"agreement": row.agreement_id, "reply_by": row.reply_by.isoformat()},
    )
