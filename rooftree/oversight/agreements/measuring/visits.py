"""Requirements on appointments: complete data, and an outcome that is recorded in time."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from rooftree.oversight.agreements.measuring.asked import Asked, Measured, Short, london_day
from rooftree.records.repairs.models import Appointment, JobStatusUpdate

EARLY = datetime.timedelta(hours=12)
"""An update of a visit is not older than this before the visit; an older one is of an earlier visit."""
SHOWN = ("id", "appointment_ref", "job_ref", "source_key", "starts_at", "work_order_id")


def appointment(asked: Asked) -> Measured:
    """Appointments of the month in which a fact is missing that each must have."""
    columns = [*asked.given["always"], *asked.given["made"]]
    count, short = 0, []
    for row in _of(asked).values(*{*SHOWN, *columns, "status"}):
        count += 1
        missing = missing_of(row, asked.given)
        if missing:
            short.append(_short(row, f"Missing: {', '.join(missing)}."))
    return Measured(count, short)


def missing_of(row: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """What an appointment lacks, in words."""
    wanted = dict(given["always"])
    if row["status"] in given["made_statuses"]:
        wanted |= given["made"]
    return [words for column, words in wanted.items() if row[column] in (None, "")]


def status_in_time(asked: Asked) -> Measured:
    """Visits made in the month whose outcome was not recorded in time; those whose time still runs wait."""
    within = datetime.timedelta(hours=asked.given["hours"])
    visits = _of(asked).filter(status__in=asked.given["statuses"])
    visits = visits.annotate(left_at=Coalesce("actual_end_at", "actual_start_at", "starts_at"))
    visits = visits.filter(left_at__lte=asked.now - within)
    told = JobStatusUpdate.objects.filter(
        Q(appointment=OuterRef("pk"))
        | Q(appointment__isnull=True, work_order=OuterRef("work_order"), work_order__isnull=False),
        code__in=asked.given["codes"],
        happened_at__lte=OuterRef("left_at") + within,
        happened_at__gte=OuterRef("starts_at") - EARLY,
    )
    count, short = 0, []
    for row in visits.annotate(meets=Exists(told)).values(*SHOWN, "meets"):
        count += 1
        if not row["meets"]:
            says = f"No outcome was recorded within {asked.given['hours']} hours of leaving."
            short.append(_short(row, says))
    return Measured(count, short)


def _of(asked: Asked) -> QuerySet[Any]:
    first, after = asked.moments
    return Appointment.objects.filter(
        work_order__contractor_id=asked.organisation,
        work_order__ended_on__isnull=True,
        ended_on__isnull=True,
        starts_at__gte=first,
        starts_at__lt=after,
    )


def _short(row: Mapping[str, Any], says: str) -> Short:
    ref = f"{row['job_ref'] or ''} {row['appointment_ref'] or ''}".strip() or row["source_key"]
    on = london_day(row["starts_at"])
    return Short("appointment", str(row["id"]), ref, on, says, "repair", str(row["work_order_id"]))
