"""Where and when a run takes place, as the settings say."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from rooftree.engine import postgres
from rooftree.nightly.where import Place

HERE = ZoneInfo("Europe/London")


def place(*, accept_older: bool = False, memory: str = "1GB", train: bool = False) -> Place:
    """The landing area, mappings and key of this installation."""
    return Place(
        landing=settings.LANDING,
        mappings=settings.ROOFTREE_MAPPINGS,
        nino_key=settings.NINO_KEY,
        accept_older=accept_older,
        memory=memory,
        train_after_days=settings.ROOFTREE_MATCHING_DAYS,
        train=train,
        server_pid=None if settings.DATABASE_URL else postgres.status(settings.ROOFTREE_HOME).pid,
    )


def business_moment(
    now: datetime.datetime, today: datetime.date | None
) -> tuple[datetime.datetime, datetime.date]:
    """This moment and day; on the day of ROOFTREE_TODAY, at this time of day, when it is set."""
    local = now.astimezone(HERE)
    if today is None:
        return now, local.date()
    return local.replace(year=today.year, month=today.month, day=today.day), today
