"""What people do with exceptions: give them to somebody, waive them, say that they are mended, comment.

Each takes many at once, does all or none of them, and leaves an event on each and a line in the audit trail.
"""

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from rooftree.oversight.quality.actions.tallying import keeping_count
from rooftree.oversight.quality.models import ExceptionEvent, QualityException
from rooftree.oversight.quality.rules import rights
from rooftree.oversight.quality.rules.states import State, What
from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.rules import Role, Viewer, may_waive_exceptions, not_allowed
from rooftree.reference.accounts.teams.models import Team
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned

Ids = Sequence[uuid.UUID | str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a change: the event, whom it names, what was said, and the trail's word for it."""

    what: What
    audited: str
    said: str = ""
    to: str = ""


@transaction.atomic
def assign(
    *,
    ids: Ids,
    to: int | None = None,
    team: int | None = None,
    by: Viewer,
    now: datetime.datetime,
    today: datetime.date,
    said: str = "",
) -> int:
    """Gives exceptions to a colleague, a team, or both; with neither, to nobody. How many."""
    rows = _standing(ids, by, to="give exceptions to somebody")
    said = _words(said, what="why", needed=False)
    colleague, group = _colleague(to, rows), _team(team)

    def change(row: QualityException) -> None:
        row.assigned_to, row.team = colleague, group

    names = [one for one in (colleague.shown_name if colleague else "", group.name if group else "") if one]
    told = Told(What.ASSIGNED, "assigned exceptions", said, ", ".join(names) or "nobody")
    return _change(rows, change, ["assigned_to", "team"], told, by=by, now=now, today=today)


@transaction.atomic
def waive(
    *, ids: Ids, until: datetime.date, reason: str, by: Viewer, now: datetime.datetime, today: datetime.date
) -> int:
    """Lets exceptions be until the end of a day, for a reason. How many."""
    if not may_waive_exceptions(by):
        raise Refused(not_allowed(by, to="waive exceptions"))
    rows = _standing(ids, by, to="waive exceptions")
    if reasons := rights.why_waiver_is_refused(until, today):
        raise Refused(*reasons)
    reason = _words(reason, what="why they may stay as they are")

    def change(row: QualityException) -> None:
        row.state, row.since_on = State.WAIVED, today
        row.waived_at, row.waived_by, row.waived_until, row.waived_reason = now, by.name, until, reason
        row.mended_at = row.mended_by = None

    told = Told(What.WAIVED, "waived exceptions", reason, until.isoformat())
    fields = [*WAIVER, "mended_at", "mended_by"]
    return _change(rows, change, fields, told, by=by, now=now, today=today)


WAIVER = ["state", "since_on", "waived_at", "waived_by", "waived_until", "waived_reason"]


@transaction.atomic
def unwaive(*, ids: Ids, reason: str, by: Viewer, now: datetime.datetime, today: datetime.date) -> int:
    """Waived exceptions are work again. Those that are not waived stay as they are. How many."""
    if not may_waive_exceptions(by):
        raise Refused(not_allowed(by, to="lift waivers"))
    rows = [row for row in _standing(ids, by, to="lift waivers") if row.state == State.WAIVED]
    reason = _words(reason, what="why")

    def change(row: QualityException) -> None:
        row.state, row.since_on, row.due_on = State.OPEN, today, max(row.due_on, today)
        row.waived_at = row.waived_by = row.waived_until = None
        row.waived_reason = ""

    told = Told(What.UNWAIVED, "lifted waivers", reason)
    return _change(rows, change, [*WAIVER, "due_on"], told, by=by, now=now, today=today)


@transaction.atomic
def say_mended(*, ids: Ids, by: Viewer, now: datetime.datetime, today: datetime.date, said: str = "") -> int:
    """Somebody mended them at their source: the next check looks, and says when they are not. How many."""
    rows = [
        row
        for row in _standing(ids, by, to="say that exceptions are mended")
        if row.mended_at is None and row.state != State.WAIVED
    ]
    said = _words(said, what="what was done", needed=False)

    def change(row: QualityException) -> None:
        row.mended_at, row.mended_by = now, by.name

    told = Told(What.SAID_MENDED, "said exceptions were mended", said)
    return _change(rows, change, ["mended_at", "mended_by"], told, by=by, now=now, today=today)


@transaction.atomic
def comment(
    *, exception_id: uuid.UUID | str, text: str, by: Viewer, now: datetime.datetime, today: datetime.date
) -> None:
    """Words about one exception, resolved ones included. They stay as they are written."""
    rows = _rows([exception_id], by, to="comment on exceptions")
    text = _words(text, what="your comment")
    _tell(rows, Told(What.COMMENT, "commented on an exception", text), by=by, now=now, today=today)


def _rows(ids: Ids, by: Viewer, *, to: str) -> list[QualityException]:
    """The exceptions, locked in one order so that two people do not wait for each other."""
    wanted = list(dict.fromkeys(_ids(ids)))
    if not wanted:
        raise Refused(Reason("exceptions", "Choose at least one exception."))
    if len(wanted) > rights.MOST_AT_ONCE:
        most = f"{rights.MOST_AT_ONCE:,}"
        raise Refused(Reason("too-many", f"At most {most} can be changed at once.", "Narrow the queue."))
    rows = list(QualityException.objects.select_for_update().filter(pk__in=wanted).order_by("id"))
    tables = {row.table_name for row in rows}
    if reasons := [reason for one in sorted(tables) for reason in rights.why_not_work(one, by, to=to)]:
        raise Refused(reasons[0])
    if len(rows) < len(wanted):
        raise Refused(Reason("gone", "There is no such exception.", "Look at the queue again."))
    return rows


def _standing(ids: Ids, by: Viewer, *, to: str) -> list[QualityException]:
    rows = _rows(ids, by, to=to)
    if mended := sum(1 for row in rows if row.state == State.RESOLVED):
        says = "It is resolved." if len(rows) == 1 else f"{mended:,} of them are resolved."
        raise Refused(Reason("resolved", says, "Look at the queue again: a check has been run since."))
    return rows


def _ids(ids: Ids) -> list[uuid.UUID]:
    try:
        return [one if isinstance(one, uuid.UUID) else uuid.UUID(one) for one in ids]
    except ValueError:
        raise Refused(Reason("gone", "There is no such exception.", "Look at the queue again.")) from None


def _words(text: str, *, what: str, needed: bool = True) -> str:
    text = cleaned(text)
    if reasons := rights.why_words_are_refused(text, what=what, needed=needed):
        raise Refused(*reasons)
    return text


def _colleague(user_id: int | None, rows: Sequence[QualityException]) -> User | None:
    """Whoever is to mend them, who must be able to see every one."""
    if user_id is None:
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    they = Viewer(user.pk, user.shown_name, Role(user.role)) if user else None
    if they is None or not all(rights.may_work(row.table_name, they) for row in rows):
        says = "They may not work on all of these exceptions, or cannot sign in any more."
        raise Refused(Reason("assigned_to", says, "Choose somebody whose role lets them."))
    return user


def _team(team_id: int | None) -> Team | None:
    if team_id is None:
        return None
    row = Team.objects.filter(pk=team_id).first()
    if row is None:
        raise Refused(Reason("team", "There is no such team any more.", "Choose another."))
    return row


def _change(
    rows: Sequence[QualityException],
    change: Callable[[QualityException], None],
    fields: Sequence[str],
    told: Told,
    *,
    by: Viewer,
    now: datetime.datetime,
    today: datetime.date,
) -> int:
    """Changes the rows and tells of it. Nothing to change is no event."""
    if rows:
        with keeping_count([row.pk for row in rows]):
            for row in rows:
                change(row)
            QualityException.objects.bulk_update(rows, list(fields), batch_size=1_000)
        _tell(rows, told, by=by, now=now, today=today)
    return len(rows)


def _tell(
    rows: Sequence[QualityException], told: Told, *, by: Viewer, now: datetime.datetime, today: datetime.date
) -> None:
    ExceptionEvent.objects.bulk_create(
        [
            ExceptionEvent(
                exception=row,
                what=told.what.value,
                at=now,
                on=today,
                by=by.name,
                by_user_id=by.user_id,
                to=told.to,
                said=told.said,
            )
            for row in rows
        ],
        batch_size=1_000,
    )
    record(
        by=by,
        now=now,
        action=told.audited,
        subject_type="exception",
        subject_id=str(rows[0].pk) if len(rows) == 1 else "",
        detail={
            "exceptions": len(rows),
            "rules": sorted({row.rule_id for row in rows})[:20],
            **({"to": told.to} if told.to else {}),
        },
    )
