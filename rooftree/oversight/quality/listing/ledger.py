"""Rows of the ledger for its lists: those of the tables that a viewer may see, and how many are alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from rooftree.oversight.quality.models import ExceptionTally, QualityException
from rooftree.oversight.quality.queries.seeing import seen
from rooftree.oversight.quality.rules.states import STANDING
from rooftree.records.listing import conditions
from rooftree.records.listing.several import Several
from rooftree.records.listing.shape import Asked, Column, List, Then
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.rules import Severity

COUNTED = ("rule_id", "severity", "dimension", "table_name", "source_system", "owner", "area_code")
"""What the filters count: one statement for all of them."""


@dataclass(frozen=True, slots=True)
class Ledger(Several):
    """The ledger's rows; its filters offer what occurs, with how many are to be mended."""

    resolved: bool = False

    def count(self, wanted: List, asked: Asked, then: Then, *, most: int) -> int:
        """How many, counted no further than `most`: along an index, without what only a page shows."""
        if not wanted.readable(then.viewer):
            return 0
        where = conditions.where(QualityException, wanted, asked, then)
        found = seen(
            QualityException.objects.filter(where, resolved_on__isnull=not self.resolved), then.viewer
        )
        return found.order_by().values("pk")[:most].count()

    def choices(self, wanted: List, column: Column, then: Then) -> Sequence[tuple[str, int | None]]:
        """What occurs among what is to be mended, the most first; severities in their own order."""
        if not wanted.readable(then.viewer) or column.path not in COUNTED:
            return []
        found = then.once(_counted)[column.path]
        if column.name == "severity":
            return [(one.value, found.get(one.value, 0)) for one in Severity]
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _counted(*, viewer: Viewer) -> Mapping[str, Counter[str]]:
    """How many are to be mended, by each value of each filter."""
    rows = seen(ExceptionTally.objects.filter(state__in=STANDING), viewer)
    alike = rows.values_list(*COUNTED).annotate(many=Sum("count")).filter(many__gt=0)
    found: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
    for *values, many in alike:
        for name, value in zip(COUNTED, values, strict=True):
            if value:
                found[name][value] += many
    return found


LEADS_TO = Coalesce(F("unit_id"), F("person_id"))
NAME = Coalesce(NullIf(F("assigned_to__full_name"), Value("")), F("assigned_to__email"))


def standing(then: Then) -> Sequence[QuerySet[QualityException]]:
    """The exceptions that are not resolved and that this viewer may see."""
    rows = QualityException.objects.filter(resolved_on__isnull=True)
    return [seen(rows.annotate(given_to=NAME, leads_to=LEADS_TO), then.viewer)]


def resolved(then: Then) -> Sequence[QuerySet[QualityException]]:
    """Those that are resolved."""
    rows = QualityException.objects.filter(resolved_on__isnull=False)
    return [seen(rows.annotate(leads_to=LEADS_TO), then.viewer)]
