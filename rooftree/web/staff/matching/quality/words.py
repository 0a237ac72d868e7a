"""Shares and intervals as the quality page says them."""

from rooftree.records.matching.sampling.rules import Share


def percent(share: float) -> str:
    """ "98.2 %", rounded to a tenth."""
    return f"{100 * share:.1f}\u00a0%"


def between(share: Share) -> str:
    """Within which the true share lies."""
    return f"{100 * share.low:.1f}\u00a0% to {100 * share.high:.1f}\u00a0%"
