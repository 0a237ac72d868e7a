"""What comes back again and again, and what would stop it: a change to a system, or training (R5, R18)."""

from dataclasses import dataclass
from enum import StrEnum

from rooftree.engine.checking.kinds import Kind

PREVENTABLE = frozenset(
    {
        Kind.REQUIRED,
        Kind.REQUIRED_WHEN,
        Kind.CODELIST,
        Kind.FORMAT,
        Kind.RANGE,
        Kind.REAL_DATE,
        Kind.NOT_FUTURE,
    }
)
"""Kinds that a form can prevent where the value is typed in."""


class Remedy(StrEnum):
    """What is suggested."""

    SYSTEM = "system"
    TRAINING = "training"
    INTERFACE = "interface"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on something is said to come back."""

    days: int
    least: int
    share: float
    steady: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one rule, system and team within some days."""

    new: int
    """First seen in that time."""
    checks_with_new: int
    resolved: int
    came_back: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested, and why."""

    remedy: Remedy
    says: str
    because: tuple[str, ...]


def suggestion(counted: Counted, kind: Kind | None, limits: Thresholds) -> Suggestion | None:
    """What to suggest; nothing where little comes back."""
    because = []
    if counted.came_back >= limits.least and counted.came_back >= limits.share * max(counted.resolved, 1):
        because.append(f"{counted.came_back:,} came back after they were resolved, of {counted.resolved:,}.")
    if counted.new >= limits.least and counted.checks_with_new >= limits.steady:
        because.append(f"{counted.new:,} were new, on {counted.checks_with_new} different days.")
    if not because:
        return None
    if kind in (Kind.RECONCILES, Kind.REFERENCES):
        says = "Look at how the systems pass this to each other: what one has does not reach the other."
        return Suggestion(Remedy.INTERFACE, says, tuple(because))
    if kind in PREVENTABLE:
        says = (
            "Change the system so that it asks for this where it is typed in, and accepts only what is right."
        )
        return Suggestion(Remedy.SYSTEM, says, tuple(because))
    says = "Show those who record this what is meant and why it matters; a form cannot tell it for them."
    return Suggestion(Remedy.TRAINING, says, tuple(because))
