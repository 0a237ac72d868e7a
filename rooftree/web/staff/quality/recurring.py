"""What comes back again and again, and which rules could not be asked, as the dashboard says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.oversight.quality.queries.checks import NotSettled
from rooftree.oversight.quality.queries.recurring import Recurring
from rooftree.oversight.quality.rules.recurring import Remedy
from rooftree.web.components.parts import Kind, Row, Status
from rooftree.web.staff.quality.words import queue

REMEDIES = {
    Remedy.SYSTEM: "Change a system",
    Remedy.TRAINING: "Training",
    Remedy.INTERFACE: "Mend an interface",
}
MOST_UNSETTLED = 20


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
    """Each rule with why, errors first; of one reason that holds for many, the first and how many more."""
    rows = []
    for one in found[:MOST_UNSETTLED]:
        of = f", {title_of(one.source_system)}" if one.source_system else ""
        status = (
            Status(Kind.OVER, "Could not be asked") if one.is_error else Status(Kind.DUE, "Settles nothing")
        )
        rows.append(
            Row(f"{one.title}{of}", href=reverse("rule", args=[one.rule_id]), lines=(one.why,), status=status)
        )
    return rows
