"""One rule's figures over the last checks, and how many exceptions of each rule stand."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from rooftree.oversight.quality.models import ExceptionTally, RuleResult
from rooftree.oversight.quality.queries.seeing import seen, tables_of
from rooftree.oversight.quality.rules.states import STANDING
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Night:
    """What one rule found in one system's rows in one check."""

    run_id: int
    business_on: datetime.date
    title: str
    table_name: str
    source_system: str
    asked: int | None
    failed: int | None
    error: str
    unsure: str


def nights(rule_id: str, *, viewer: Viewer, most: int = 60) -> list[Night]:
    """The last checks of one rule, system by system, the oldest first; none of tables not for this viewer."""
    # No name of a rule holds a nought, which the database would not even take.
    if (not viewer.is_system and not viewer.is_signed_in) or "\x00" in rule_id:
        return []
    found = RuleResult.objects.filter(rule_id=rule_id).select_related("check_run")
    runs = sorted(set(found.order_by("-check_run_id").values_list("check_run_id", flat=True)[: most * 4]))[
        -most:
    ]
    rows = found.filter(check_run_id__in=runs).order_by("check_run_id", "source_system")
    seen_tables = tables_of(viewer)
    return [
        Night(
            row.check_run_id,
            row.check_run.business_on,
            row.title,
            row.table_name,
            row.source_system,
            row.asked,
            row.failed,
            row.error,
            row.unsure,
        )
        for row in rows
        if row.table_name in seen_tables
    ]


def standing_by_rule(*, viewer: Viewer) -> Mapping[str, int]:
    """How many exceptions of each rule are to be mended."""
    rows = seen(ExceptionTally.objects.filter(state__in=STANDING), viewer)
    return dict(rows.values_list("rule_id").annotate(many=Sum("count")).filter(many__gt=0))


def asked_last(*, viewer: Viewer) -> Mapping[str, tuple[int, int]]:
    """Of the last check: of how many rows each rule was asked, and how many fell short."""
    latest = RuleResult.objects.order_by("-check_run_id").values_list("check_run_id", flat=True).first()
    rows = RuleResult.objects.filter(check_run_id=latest, table_name__in=sorted(tables_of(viewer)))
    summed = rows.values_list("rule_id").annotate(asked=Sum("asked"), failed=Sum("failed"))
    return {name: (asked or 0, failed or 0) for name, asked, failed in summed}
