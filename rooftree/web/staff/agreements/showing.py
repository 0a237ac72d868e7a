"""What the pages of agreements share: who may see them, standings and shares in words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from rooftree.oversight.agreements.queries import held
from rooftree.oversight.agreements.queries.held import Shown
from rooftree.oversight.agreements.queries.months import Scored
from rooftree.oversight.agreements.rules.months import Month, Standing
from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.runs import BIGGEST_ID

SEES = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD, Role.ADMINISTRATOR)
KEEPS = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
"""As `may_keep_agreements` and `may_take_in_files` of the rules say."""
STANDINGS: dict[Standing, Status] = {
    Standing.KEPT: Status(Kind.OK, "Kept"),
    Standing.BREACHED: Status(Kind.OVER, "Below what was agreed"),
    Standing.SO_FAR_KEPT: Status(Kind.OK, "Kept so far"),
    Standing.SO_FAR_BELOW: Status(Kind.DUE, "Below so far"),
    Standing.NOTHING_ASKED: Status(Kind.NONE, "Nothing to count"),
    Standing.UNMEASURED: Status(Kind.WAIT, "Not measured"),
}
BELOW = (Standing.BREACHED, Standing.SO_FAR_BELOW)


def of(agreement_id: int, viewer: Viewer) -> list[Shown]:
    """Every version of an agreement, the newest first."""
    found = held.versions(agreement_id, viewer=viewer) if agreement_id <= BIGGEST_ID else []
    if not found:
        raise Http404
    return found


def month_words(month: Month) -> str:
    """ "November 2026"."""
    return f"{month.first:%B %Y}"


def month_asked(text: str) -> Month:
    """The month of an address, "2026-11"; anything else is no page."""
    try:
        return Month(datetime.datetime.strptime(text, "%Y-%m").date())
    except ValueError:
        raise Http404 from None


def short_month(month: Month) -> str:
    """ "Nov 26"; the year in two figures, for the head of a column."""
    return f"{month.first:%b} {month.first:%y}"


def percent(share: float | None) -> str:
    """ "94.9 %"; a whole share has no tenth."""
    if share is None:
        return ""
    return f"{share:.0f} %" if share == int(share) else f"{share:.1f} %"


@dataclass(frozen=True, slots=True)
class Cell:
    """One requirement in one month."""

    scored: Scored | None

    @property
    def words(self) -> str:
        """The share, or why there is none."""
        if self.scored is None:
            return ""
        if self.scored.standing is Standing.UNMEASURED:
            return "Not measured"
        return percent(self.scored.share) or "None"

    @property
    def below(self) -> bool:
        """Whether it is below what was agreed."""
        return self.scored is not None and self.scored.standing in BELOW

    @property
    def month(self) -> str:
        """The month as addresses write it."""
        return self.scored.month.first.strftime("%Y-%m") if self.scored else ""


def by_place(scores: Sequence[Scored]) -> dict[tuple[int, str, Any], Scored]:
    """Scores by agreement, requirement and month."""
    return {(one.agreement, one.requirement, one.month.first): one for one in scores}
