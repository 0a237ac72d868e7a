"""The environment, read by helpers that fail loudly.

Every name read here is described in docs/operations.md; a test holds the two together.
"""

import datetime
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


class BadSettingError(ImproperlyConfigured):
    """A setting has a value that Rooftree cannot use. Says which, and what would do."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"The setting {name} is {value!r}; it must be {wanted}. Change it or unset it.")


def env_text(name: str, default: str = "", *, choices: tuple[str, ...] = ()) -> str:
    """The setting as text; one of `choices` when they are given."""
    value = os.environ.get(name, "").strip() or default
    if choices and value not in choices:
        raise BadSettingError(name, value, "one of " + ", ".join(choices))
    return value


def env_date(name: str) -> datetime.date | None:
    """The setting as a day (YYYY-MM-DD), or None when it is not set."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise BadSettingError(name, value, "a real day written YYYY-MM-DD") from None


def env_number(name: str, default: int) -> int:
    """The setting as a whole number, nothing or more."""
    value = os.environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit()):
        raise BadSettingError(name, value, "a whole number, such as 20000")
    return int(value) if value else default


def env_path(name: str, default: Path) -> Path:
    """The setting as an absolute folder or file; `~` is understood."""
    value = os.environ.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else default
