"""Django made ready for a command, and the failures that a person can mend put into words."""

import datetime
import os

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from rooftree.engine.postgres import PostgresError
from rooftree.reference.refusals.rules import Refused

EXPECTED = (Refused, PostgresError, ImproperlyConfigured, OperationalError, OSError)
SETTINGS = "rooftree.config.settings"


def ready() -> None:
    """Settings read and Django set up. Only commands that need it ask, so that `--help` stays quick."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def now() -> datetime.datetime:
    """This moment."""
    return datetime.datetime.now(tz=datetime.UTC)


def words(no: BaseException) -> list[str]:
    """What happened and what mends it, one line each."""
    if isinstance(no, Refused):
        return [f"{reason.says} {reason.mend}".strip() for reason in no.reasons]
    if isinstance(no, OperationalError):
        return [
            f"The database did not do as it was asked: {no}".strip(),
            "Mend: `rooftree doctor` says what is wrong; `rooftree migrate` brings the tables up to date.",
        ]
    return [str(no)]
