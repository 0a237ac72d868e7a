"""Accepted, for a person to look at, or rejected; and why, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rooftree.records.matching.linkage.addresses.saying import Said, beyond, in_common, missing
from rooftree.records.matching.linkage.addresses.thresholds import Thresholds, thresholds
from rooftree.records.matching.rules import Evidence


class Decision(StrEnum):
    """What becomes of an address."""

    ACCEPT = "accept"
    REVIEW = "review"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest home, by its place among the known ones, and how far it is ahead of the next."""

    home: int
    weight: float
    gap: float | None = None
    following: int | None = None


def strength(found: Found, at: Thresholds) -> Decision:
    """By how far ahead the likeliest home is, and by its own weight where no other comes near."""
    sure, worth = found.weight >= at.accept_alone, found.weight >= at.review_alone
    if found.gap is not None:
        sure = found.gap >= at.accept_gap and found.weight >= at.accept_weight
        worth = found.gap >= at.review_gap and found.weight >= at.review_weight
    if sure:
        return Decision.ACCEPT
    return Decision.REVIEW if worth else Decision.REJECT


def judge(asked: Said, home: Said, found: Found) -> Decision:
    """What speaks against the likeliest home counts for more than that no other is as likely."""
    decision = strength(found, thresholds())
    if missing(asked, home):
        return Decision.REJECT
    if is_elsewhere(asked, home) and found.weight < thresholds().elsewhere:
        return Decision.REJECT if is_far(asked, home) else _at_best(Decision.REVIEW, decision)
    if (
        beyond(asked, home)
        or is_far(asked, home)
        or not _is_named(asked, home)
        or _is_thin(asked, home, found)
    ):
        return _at_best(Decision.REVIEW, decision)
    return decision


def _at_best(best: Decision, decision: Decision) -> Decision:
    return best if decision is Decision.ACCEPT else decision


def _is_named(asked: Said, home: Said) -> bool:
    """That the address names the building or the street; a flat's two numbers in one postcode do as well."""
    two = len(home.units) > 1 and asked.postcode == home.postcode
    return bool(in_common(asked, home)) or two


def _is_thin(asked: Said, home: Said, found: Found) -> bool:
    """That nothing was there to compare it with, and the postcode does not say that it is the place."""
    return (
        found.gap is None
        and asked.postcode != home.postcode
        and found.weight < thresholds().accept_alone_elsewhere
    )


def is_elsewhere(asked: Said, home: Said) -> bool:
    """That the postcodes are not of the same few streets, and not all else is the same.

    Towns have several streets of one name; a flat's, a building's and a street's name are not the same twice.
    """
    one, other = asked.postcode, home.postcode
    if not one or not other or one[:-2] == other[:-2]:
        return False
    is_all_there = home.building and home.street and len(home.units) > 1 and home.names <= asked.words
    return not is_all_there


def is_far(asked: Said, home: Said) -> bool:
    """That the postcodes are of different districts, and not all else is the same."""
    return is_elsewhere(asked, home) and asked.postcode[:-3] != home.postcode[:-3]


def evidence(asked: Said, home: Said, found: Found, following: str = "") -> tuple[Evidence, ...]:
    """What speaks for the home and against it; first what speaks most."""
    told = [Evidence("Much the same address", round(found.weight, 1))]
    told += [Evidence(words) for words in (_units(asked, home), _names(asked, home)) if words]
    told.append(Evidence(_postcode(asked, home)))
    if found.gap is None:
        told.append(Evidence("No other home comes near"))
    elif following:
        told.append(Evidence(f"The next likeliest home is {following}, {found.gap:.1f} behind"))
    else:
        told.append(Evidence(f"The next likeliest home is {found.gap:.1f} behind"))
    return tuple(told)


def _units(asked: Said, home: Said) -> str:
    more, less = beyond(asked, home), missing(asked, home)
    if more:
        return f"The address says {_listed(more)}, which the home’s does not"
    if less:
        return f"The address does not say {_listed(less)}"
    return f"The same number: {_listed(home.units)}" if home.units else ""


def _names(asked: Said, home: Said) -> str:
    both = in_common(asked, home)
    if both:
        return f"Both name {_listed([name.capitalize() for name in both])}"
    return "No name of the home’s building or street is in the address"


def _postcode(asked: Said, home: Said) -> str:
    if not asked.postcode:
        return "No postcode is given"
    if asked.postcode == home.postcode:
        return "The same postcode"
    return f"Another postcode: {_spaced(asked.postcode)}, not {_spaced(home.postcode)}"


def _spaced(postcode: str) -> str:
    return f"{postcode[:-3]} {postcode[-3:]}" if postcode else "none"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
