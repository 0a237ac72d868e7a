"""What each owner is told in the morning: what is new, due, or came back, in a few lines of text."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries import checks
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.oversight.quality.rules.states import STANDING, State
from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.accounts.teams.models import Team

SOON = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Digest:
    """One owner's morning. `kind` is person, team or role; `name` what they are called."""

    kind: str
    name: str
    owner_id: int | None
    standing: int
    new: int
    reopened: int
    overdue: int
    due_soon: int
    critical: int
    business_on: datetime.date

    @property
    def text(self) -> str:
        """As a message: no name of a resident, no address, no value."""
        lines = [f"{self.name}: {_many(self.standing, 'exception')} to be mended."]
        if self.new or self.reopened:
            lines.append(f"Since the last check: {self.new:,} new, {self.reopened:,} back after a mend.")
        if self.overdue:
            lines.append(f"Past the day they were to be mended by: {self.overdue:,}.")
        if self.due_soon:
            lines.append(f"To be mended within a week: {self.due_soon:,}.")
        if self.critical:
            lines.append(
                f"Critical, where somebody may come to harm or the law is broken: {self.critical:,}."
            )
        day = f"{self.business_on.day} {self.business_on:%B %Y}"
        return "\n".join([*lines, f"As the check of {day} found them."])


def digests(*, viewer: Viewer, today: datetime.date) -> list[Digest]:
    """One for each owner with anything to mend: who it was given to, each team with all that it has, and the
    role that answers for what was given to nobody."""
    latest = checks.latest(viewer=viewer)
    if latest is None:
        return []
    rows = QualityException.objects.filter(
        resolved_on=None, state__in=STANDING, table_name__in=sorted(tables_of(viewer))
    )
    people = _counted(rows.filter(assigned_to__isnull=False), "assigned_to_id", today)
    teams = _counted(rows.filter(team__isnull=False), "team_id", today)
    roles = _counted(rows.filter(assigned_to=None, team=None), "owner", today)
    users = {user.pk: user.shown_name for user in User.objects.filter(pk__in=people)}
    groups = dict(Team.objects.filter(pk__in=teams).values_list("id", "name"))
    made = [
        *(_digest("person", users[key], key, counts, latest) for key, counts in people.items()),
        *(_digest("team", groups[key], key, counts, latest) for key, counts in teams.items()),
        *(_digest("role", key, None, counts, latest) for key, counts in roles.items()),
    ]
    return sorted(made, key=lambda one: (one.kind, one.name))


def _counted(rows: QuerySet[QualityException], by: str, today: datetime.date) -> dict[Any, dict[str, int]]:
    counted = rows.values(key=F(by)).annotate(
        standing=Count("id"),
        new=Count("id", filter=Q(state=State.NEW)),
        reopened=Count("id", filter=Q(state=State.REOPENED)),
        overdue=Count("id", filter=Q(due_on__lt=today)),
        due_soon=Count("id", filter=Q(due_on__gte=today, due_on__lte=today + SOON)),
        critical=Count("id", filter=Q(severity="critical")),
    )
    names = ("standing", "new", "reopened", "overdue", "due_soon", "critical")
    return {one["key"]: {name: int(one[name]) for name in names} for one in counted.values("key", *names)}


def _digest(
    kind: str, name: str, owner_id: int | None, counts: Mapping[str, int], latest: checks.CheckShown
) -> Digest:
    return Digest(kind, name or "Nobody", owner_id, **counts, business_on=latest.business_on)


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
