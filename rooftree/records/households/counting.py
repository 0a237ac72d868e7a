"""How many households are not right, as the latest run found it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from rooftree.records.claims.held import may_read
from rooftree.records.households.models import HouseholdFault
from rooftree.records.households.queries import NEEDED
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class NotRight:
    """How many homes, and how many things by kind."""

    homes: int
    by_kind: Mapping[str, int]


def not_right(*, viewer: Viewer) -> NotRight | None:
    """The latest run's; nothing for who may not read people."""
    if not all(may_read(table, viewer) for table in NEEDED):
        return None
    rows = HouseholdFault.objects.all()
    by_kind = dict(rows.values_list("kind").annotate(many=Count("pk")))
    return NotRight(rows.values("unit_id").distinct().count(), by_kind)
