"""The one place where the API reads the clock; rules, actions and queries are told the time."""

import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime.datetime:
    """This moment: for tokens and for the audit trail."""
    return timezone.now()


def today() -> datetime.date:
    """The business date: the real day in London, or ROOFTREE_TODAY where that is set."""
    chosen: datetime.date | None = settings.ROOFTREE_TODAY
    return chosen or timezone.localdate()
