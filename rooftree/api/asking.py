"""What every question to the API may hold: a day, a page of so many, filters; each checked first."""

import base64
import binascii
import datetime
import re
import uuid
from typing import Annotated, Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Q
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field

from rooftree.api import clock
from rooftree.records.claims.held import LONDON, end_of

MOST = 500
EARLIEST = datetime.date(1900, 1, 1)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _a_day(text: object) -> object:
    """Only what is written YYYY-MM-DD: a number of seconds is no day."""
    if not isinstance(text, str):
        return text
    if not ISO_DAY.fullmatch(text):
        raise ValueError("this is no day written as YYYY-MM-DD")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day in the calendar") from None


def _has_been(day: datetime.date) -> datetime.date:
    if day > clock.today():
        raise ValueError("that day has not come yet")
    if day < EARLIEST:
        raise ValueError("nothing was known so long ago")
    return day


def _plain(text: str) -> str:
    if any(ord(mark) < 32 for mark in text):
        raise ValueError("it holds a character that no record has")
    return text


def _an_id(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        raise ValueError("this is no id of ours") from None


def _a_cursor(text: str) -> str:
    """The id after which the page begins."""
    if not text:
        return ""
    try:
        return str(uuid.UUID(bytes=base64.urlsafe_b64decode(text + "==")))
    except (ValueError, binascii.Error):
        raise ValueError("this is no cursor of ours") from None


def cursor_of(after: str) -> str:
    """The last id of a page, as the next page's cursor."""
    return base64.urlsafe_b64encode(uuid.UUID(after).bytes).decode().rstrip("=")


Day = Annotated[datetime.date, BeforeValidator(_a_day)]
PastDay = Annotated[Day, AfterValidator(_has_been)]
Text = Annotated[str, Field(max_length=100), AfterValidator(_plain)]
RecordId = Annotated[str, Field(max_length=40), AfterValidator(_an_id)]


class Asked(Schema):
    """Today, or as known at the end of a day."""

    on: PastDay | None = Field(
        None,
        description="As known at the end of this day in London (YYYY-MM-DD); today when not given.",
        examples=["2026-03-03"],
    )

    @property
    def day(self) -> datetime.date | None:
        """The day asked for; nothing for today."""
        return self.on if self.on and self.on < clock.today() else None

    @property
    def moment(self) -> datetime.datetime | None:
        """When it was known; nothing for now."""
        return end_of(self.day) if self.day else None


class Paging(Schema):
    """A page of a list. `columns` says which question is asked of which column."""

    limit: int = Field(100, ge=1, le=MOST, description="How many, at most.")
    cursor: Annotated[str, Field(max_length=40), AfterValidator(_a_cursor)] = Field(
        "", description="Where the page begins: take it from `next` of the page before."
    )
    columns: ClassVar[dict[str, str]] = {}

    def where(self) -> Q:
        """What was asked, as one condition; what was not asked narrows nothing."""
        found = Q()
        for name, column in self.columns.items():
            said = getattr(self, name)
            if said not in (None, ""):
                found &= Q(**{column: _moment(said) if column.partition("__")[0].endswith("_at") else said})
        return found

    def next(self, path: str, after: str) -> str | None:
        """The address of the page that follows; nothing at the end."""
        if not after:
            return None
        kept = {
            name: _said(value)
            for name, value in self.model_dump(exclude_unset=True).items()
            if name != "cursor" and value not in (None, "")
        }
        return f"{path}?{urlencode(kept | {'cursor': cursor_of(after)})}"


class Listing(Asked, Paging):
    """A page of a list of today, or as known on a day."""


def _moment(said: Any) -> Any:
    """The beginning of a day in London, for a column that holds moments."""
    if isinstance(said, datetime.date):
        return datetime.datetime.combine(said, datetime.time(), LONDON)
    return said


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
