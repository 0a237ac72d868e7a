"""Needs of systems: their states, the steps between them, and what one must say."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rooftree.oversight.capability.rules.cells import GapKind, Priority
from rooftree.reference.refusals.rules import Reason

LONGEST = 1_000


class NeedState(StrEnum):
    """How far a need is."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    MET = "met"
    DECLINED = "declined"


OPEN_STATES = (NeedState.PROPOSED, NeedState.ACCEPTED, NeedState.IN_PROGRESS)
STATE_WORDS = {
    NeedState.PROPOSED: "Proposed",
    NeedState.ACCEPTED: "Accepted",
    NeedState.IN_PROGRESS: "In progress",
    NeedState.MET: "Met",
    NeedState.DECLINED: "Declined",
}
STEPS: dict[NeedState, tuple[NeedState, ...]] = {
    NeedState.PROPOSED: (NeedState.ACCEPTED, NeedState.DECLINED),
    NeedState.ACCEPTED: (NeedState.IN_PROGRESS, NeedState.MET, NeedState.DECLINED),
    NeedState.IN_PROGRESS: (NeedState.MET, NeedState.ACCEPTED, NeedState.DECLINED),
    NeedState.MET: (NeedState.PROPOSED,),
    NeedState.DECLINED: (NeedState.PROPOSED,),
}
"""From closed ones there is one way back: it is proposed again, with the reason."""


@dataclass(frozen=True, slots=True)
class NeedTerms:
    """What somebody asks for: what, of whom, how pressing, by when."""

    needed: str
    owner: str
    priority: Priority
    due_on: datetime.date


def why_terms_are_refused(
    terms: NeedTerms, today: datetime.date, *, due_was: datetime.date | None = None
) -> tuple[Reason, ...]:
    """Why a need cannot be kept so. A day that has gone is right only for a need that had it already."""
    found = []
    if not terms.needed:
        found.append(
            Reason("needed", "Enter what is needed.", "A sentence that a supplier would understand.")
        )
    if not terms.owner:
        found.append(Reason("owner", "Enter who answers for it.", "A role or a person."))
    for code, text in (("needed", terms.needed), ("owner", terms.owner)):
        if len(text) > LONGEST:
            found.append(
                Reason(
                    code, f"It can have {LONGEST:,} characters; this has {len(text):,}.", "Make it shorter."
                )
            )
    if terms.due_on <= today and terms.due_on != due_was:
        found.append(Reason("due_on", "The day it is due has gone.", "Enter a day after today."))
    return tuple(found)


def why_step_is_refused(now: NeedState, to: NeedState, said: str) -> tuple[Reason, ...]:
    """Why a need cannot take this step: there is no such way, or the words for it are missing."""
    if to not in STEPS[now]:
        return (
            Reason(
                "to",
                f"It is {STATE_WORDS[now].lower()}, and cannot become {STATE_WORDS[to].lower()} from there.",
            ),
        )
    if len(said) > LONGEST:
        return (
            Reason(
                "said", f"It can have {LONGEST:,} characters; this has {len(said):,}.", "Make it shorter."
            ),
        )
    if not said and (to is NeedState.DECLINED or now not in OPEN_STATES):
        return (Reason("said", "Enter the reason.", "It stays with the need."),)
    return ()


def seems_met(
    state: NeedState, because: Collection[GapKind], still: Collection[GapKind], *, is_fresh: bool
) -> bool:
    """Whether an open need looks met: by the last run nothing that it was raised for is lacking."""
    return state in OPEN_STATES and bool(because) and is_fresh and not set(because) & set(still)


def is_late(state: NeedState, due_on: datetime.date, today: datetime.date) -> bool:
    """Whether it is open and its day has gone."""
    return state in OPEN_STATES and due_on < today
