"""When a repair is over, and which states of a visit are still to come."""

import datetime

OVER = ("completed", "post_inspection", "closed", "invoiced", "paid", "cancelled", "aborted", "rejected")
BOOKED = ("booked", "confirmed", "offered", "on_route")
"""States of an appointment that is still to come."""


def is_open(*, status: str, completed_at: datetime.datetime | None) -> bool:
    """Whether somebody still waits for this repair."""
    return completed_at is None and status not in OVER


def is_overdue(
    *,
    status: str,
    completed_at: datetime.datetime | None,
    target_at: datetime.datetime | None,
    now: datetime.datetime,
) -> bool:
    """Whether it is open past its target."""
    return target_at is not None and target_at < now and is_open(status=status, completed_at=completed_at)
