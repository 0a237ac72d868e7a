"""What the audit trail needs to know of whoever acts or asks.

Accounts' Viewer is one; the trail does not import it, because accounts write to the trail.
"""

from typing import Protocol


class Actor(Protocol):
    """Whoever did something."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...


class Reader(Actor, Protocol):
    """Whoever asks to see the trail."""

    @property
    def sees_audit(self) -> bool: ...

    @property
    def sees_people(self) -> bool: ...
