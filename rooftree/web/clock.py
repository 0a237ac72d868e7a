"""The one place where pages read the clock; rules, actions and queries are told the time."""

import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime.datetime:
    """This moment. Sign-in and the audit trail always use the real one."""
    return timezone.now()


def today() -> datetime.date:
    """The business date: the real day in London, or ROOFTREE_TODAY where that is set."""
    chosen: datetime.date | None = settings.ROOFTREE_TODAY
    return chosen or timezone.localdate()
