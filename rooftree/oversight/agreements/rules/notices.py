"""Improvement notices: what one must say, which steps it may take, whether its answer is late."""

import datetime
from collections.abc import Iterator, Sequence
from enum import StrEnum

from rooftree.oversight.agreements.rules.requirements import LONGEST_WORDS
from rooftree.reference.refusals.rules import Reason


class NoticeState(StrEnum):
    """How far a notice is."""

    GIVEN = "given"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STEPS: dict[NoticeState, tuple[NoticeState, ...]] = {
    NoticeState.GIVEN: (NoticeState.ANSWERED, NoticeState.CLOSED, NoticeState.WITHDRAWN),
    NoticeState.ANSWERED: (NoticeState.CLOSED, NoticeState.WITHDRAWN),
    NoticeState.CLOSED: (),
    NoticeState.WITHDRAWN: (),
}
STATE_WORDS = {
    NoticeState.GIVEN: "Given",
    NoticeState.ANSWERED: "Answered",
    NoticeState.CLOSED: "Closed: what was asked is mended",
    NoticeState.WITHDRAWN: "Withdrawn",
}


def why_notice_is_refused(
    *, reasons: str, asks: str, reply_by: datetime.date, breaches: Sequence[object], today: datetime.date
) -> tuple[Reason, ...]:
    """Every reason why a notice cannot be given as it stands."""
    return tuple(_faults(reasons=reasons, asks=asks, reply_by=reply_by, breaches=breaches, today=today))


def _faults(
    *, reasons: str, asks: str, reply_by: datetime.date, breaches: Sequence[object], today: datetime.date
) -> Iterator[Reason]:
    if not breaches:
        yield Reason("breaches", "No month is chosen that it rests on.", "Choose at least one.")
    for code, text, what in (("reasons", reasons, "why it is given"), ("asks", asks, "what is to be mended")):
        if not text.strip():
            yield Reason(code, f"Nothing says {what}.", "A few sentences stay with the notice.")
        elif len(text) > LONGEST_WORDS:
            yield Reason(code, f"The words are longer than {LONGEST_WORDS:,} characters.", "Shorten them.")
    if reply_by <= today:
        yield Reason("reply_by", "The day to answer by has gone.", "Choose a day that leaves time to answer.")


def why_step_is_refused(now: NoticeState, to: NoticeState, said: str) -> tuple[Reason, ...]:
    """Why a notice cannot take this step."""
    if to not in STEPS[now]:
        return (Reason("step", f"The notice is {now.value}; it cannot become {to.value}."),)
    if not said.strip():
        return (Reason("said", "Nothing is said about it.", "A few words stay with the notice."),)
    if len(said) > LONGEST_WORDS:
        return (Reason("said", f"The words are longer than {LONGEST_WORDS:,} characters.", "Shorten them."),)
    return ()


def is_late(state: NoticeState, *, reply_by: datetime.date, today: datetime.date) -> bool:
    """Whether an answer is owed and its day has gone."""
    return state is NoticeState.GIVEN and today > reply_by
