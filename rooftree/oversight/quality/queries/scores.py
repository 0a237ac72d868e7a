"""Scores: of what was asked, how much holds; by any side of it, over time, each with the way to its rows."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Sum

from rooftree.oversight.quality.models import QualityScore
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.reference.accounts.rules import Viewer

DEFINITIONS = {
    "field": "Of the rows that each rule was asked of in this check, the share that holds. A row that three "
    "rules are asked of counts three times. Waived shortfalls count as shortfalls.",
    "patch": "Of the homes in the patch, the share with nothing to be mended: of its own rows or of its "
    "tenancies, repairs and certificates. Waived shortfalls are left out.",
    "contractor": "Of the records that name the contractor, the share with nothing to be mended. Waived "
    "shortfalls are left out.",
}


@dataclass(frozen=True, slots=True)
class Within:
    """What a figure is of; what is empty narrows nothing."""

    dimension: str = ""
    table_name: str = ""
    source_system: str = ""
    owner: str = ""
    area_code: str = ""
    contractor_id: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One figure: how many were counted, how many of them fall short, and what leads to those."""

    by: str
    counted: int
    failed: int
    run_id: int
    business_on: datetime.date
    rows: Within
    """The queue with the rows behind it."""

    @property
    def percent(self) -> float | None:
        """The share that holds, in percent, never rounded up to 100; nothing where nothing was counted."""
        if not self.counted:
            return None
        return math.floor(1_000 * (self.counted - self.failed) / self.counted) / 10


def scores(
    by: str, *, viewer: Viewer, within: Within | None = None, run_id: int | None = None
) -> list[Score]:
    """One check's scores by one side (the last check's when none is named), the lowest first.

    `by` is dimension, table_name, column_name, source_system, owner, area_code or contractor_id; `within`
    drills: to the tables of completeness is `scores("table_name", within=Within(dimension="completeness"))`.
    """
    told = _summed([by], viewer=viewer, within=within or Within(), of=_of(by))
    latest = run_id or _latest(told)
    rows = [_score(row, by, within or Within()) for row in told.filter(check_run_id=latest)]
    return sorted(rows, key=lambda one: (one.percent if one.percent is not None else 101.0, one.by))


def over_time(
    *, viewer: Viewer, by: str = "dimension", within: Within | None = None, most: int = 90
) -> list[Score]:
    """The same of the last checks, the oldest first."""
    told = _summed([by], viewer=viewer, within=within or Within(), of=_of(by))
    runs = sorted(told.values_list("check_run_id", flat=True).distinct().order_by("-check_run_id")[:most])
    found = told.filter(check_run_id__in=runs).order_by("check_run_id", by)
    return [_score(row, by, within or Within()) for row in found]


def definition(by: str) -> str:
    """What a score by that side counts, in words: it stands beside the figure."""
    return DEFINITIONS[_of(by)]


def _of(by: str) -> str:
    return {"area_code": "patch", "contractor_id": "contractor"}.get(by, "field")


def _summed(by: Sequence[str], *, viewer: Viewer, within: Within, of: str) -> Any:
    found = QualityScore.objects.filter(of=of)
    if of == "field":
        names = ("dimension", "table_name", "source_system", "owner")
        narrowed = {name: value for name in names if (value := getattr(within, name))}
        found = found.filter(table_name__in=sorted(tables_of(viewer)), **narrowed)
    elif of == "patch":
        # Kept as sums of distinct homes: an empty table or dimension is all of them, which names no record.
        found = found.filter(dimension=within.dimension, table_name=within.table_name)
        found = found.filter(table_name__in=["", *sorted(tables_of(viewer))])
    else:
        found = found.filter(dimension=within.dimension, table_name__in=sorted(tables_of(viewer)))
        found = found.filter(table_name=within.table_name) if within.table_name else found
    if not viewer.is_system and not viewer.is_signed_in:
        found = found.none()
    return found.values("check_run_id", *by, day=F("check_run__business_on")).annotate(
        all=Sum("counted"), short=Sum("failed")
    )


def _latest(found: Any) -> int:
    return found.order_by("-check_run_id").values_list("check_run_id", flat=True).first() or 0


def _score(row: dict[str, Any], by: str, within: Within) -> Score:
    value = "" if row[by] is None else str(row[by])
    narrowed = {name: getattr(within, name) for name in ("dimension", "table_name", "source_system", "owner")}
    if by != "column_name":
        narrowed[by] = value
    return Score(value, row["all"], row["short"], row["check_run_id"], row["day"], Within(**narrowed))
