"""What comes back again and again, and which rules could not be asked, as the dashboard says them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.oversight.quality.queries.checks import NotSettled
from rooftree.oversight.quality.queries.recurring import Recurring
from rooftree.oversight.quality.rules.recurring import Remedy
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Row, Status
from rooftree.web.staff.quality.words import queue

REMEDIES = {
    Remedy.SYSTEM: "Change a system",
    Remedy.TRAINING: "Training",
    Remedy.INTERFACE: "Mend an interface",
}
NAMED = 3
"""Of many rules with one reason, so many are named; all are in the list of rules."""


@dataclass(frozen=True, slots=True)
class Back:
    """One thing that comes back: in which system, why that is said, what would stop it, the way to it."""

    title: str
    href: str
    system: str
    because: Sequence[str]
    remedy: Status
    says: str


def backs(found: Sequence[Recurring]) -> list[Back]:
    """Each with what is suggested."""
    return [
        Back(
            one.title,
            queue(rule=one.rule_id, system=one.source_system, team=one.team_id, stands="all"),
            title_of(one.source_system),
            one.suggestion.because,
            Status(Kind.YOU, REMEDIES[one.suggestion.remedy]),
            one.suggestion.says,
        )
        for one in found
    ]


def unsettled(found: Sequence[NotSettled]) -> list[Row]:
    """Each reason with the rules it holds for, errors first."""
    of = attrgetter("is_error", "why", "source_system")
    ordered = sorted(found, key=lambda one: (not one.is_error, one.why, one.source_system))
    return [_row(list(told)) for _, told in groupby(ordered, key=of)]


def _row(told: Sequence[NotSettled]) -> Row:
    """Rules of one reason: one by its title, many by how many and the first few."""
    one = told[0]
    of = f", {title_of(one.source_system)}" if one.source_system else ""
    over = Status(Kind.OVER, "Could not be asked")
    status = over if one.is_error else Status(Kind.DUE, "Settles nothing")
    if len(told) == 1:
        href = reverse("rule", args=[one.rule_id])
        return Row(f"{one.title}{of}", href=href, lines=(one.why,), status=status)
    titles = [each.title for each in told[:NAMED]]
    if len(told) > NAMED:
        titles.append(words.counted(len(told) - NAMED, "more", "more"))
    return Row(f"{len(told)} rules{of}", reverse("rules"), lines=(one.why, "; ".join(titles)), status=status)
