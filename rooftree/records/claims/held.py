"""A record as a viewer may read it, and which facts of which tables that can be. Reads nothing itself."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rooftree.reference.accounts.rules import Viewer, may_see_homes, may_see_money, may_see_people
from rooftree.reference.standard.rules import Contract, ContractColumn

LONDON = ZoneInfo("Europe/London")
Value = str | int | float | bool | datetime.date | datetime.datetime | None

HOMES = frozenset(
    {
        "address",
        "asset_component",
        "certification",
        "decent_home",
        "hazard_report",
        "location_alert",
        "property",
        "room",
        "site",
        "survey",
        "unit",
        "void",
        "status_history",
        "letting",
        "tenancy_unit",
        "appointment",
        "attachment",
        "job_status_update",
        "notification",
        "operative",
        "organization",
        "service_request",
        "work_element",
        "work_order",
        "reference",
    }
)
PEOPLE = frozenset(
    {
        "communication",
        "household",
        "household_member",
        "person",
        "person_name",
        "tenancy",
        "bid",
        "offer",
        "housing_application",
        "homelessness_case",
        "homelessness_duty",
        "temporary_accommodation_placement",
        "complaint",
    }
)
MONEY = frozenset({"rent_account", "rent_charge", "rent_transaction", "arrears_action"})
RIGHTS: dict[str, Callable[[Viewer], bool]] = {
    **dict.fromkeys(HOMES, may_see_homes),
    **dict.fromkeys(PEOPLE, may_see_people),
    **dict.fromkeys(MONEY, may_see_money),
}
"""Who may read which table. One that is not named is read by nobody: equality and vulnerability are not."""

NEVER_READ = frozenset({("person", "ni_no_hmac")})
"""Published for matching; no page and no export has a use for it."""


def may_read(table: str, viewer: Viewer) -> bool:
    """Whether this viewer may read this table at all."""
    right = RIGHTS.get(table)
    return right is not None and right(viewer)


def readable(contract: Contract, *, viewer: Viewer | None = None) -> tuple[ContractColumn, ...]:
    """The columns of a table that may leave it: published, and not special category.

    For a viewer who may see homes but not people, without those that are about a person.
    """
    return columns_told(contract, people=viewer is None or may_see_people(viewer))


def columns_told(contract: Contract, *, people: bool) -> tuple[ContractColumn, ...]:
    """The columns of a table that may leave it, with or without those that are about a person."""
    if contract.table not in RIGHTS:
        return ()
    hidden = {"special_category"} if people else {"special_category", "personal"}
    return tuple(
        column
        for column in contract.columns
        if column.published
        and column.classification not in hidden
        and (contract.table, column.name) not in NEVER_READ
    )


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment a day ends in London: "as known on" a day means then."""
    following = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(following, datetime.time(), LONDON)


def day_in_london(moment: datetime.datetime) -> datetime.date:
    """The day that a moment falls on."""
    return moment.astimezone(LONDON).date()


def record_id(text: str) -> uuid.UUID | None:
    """The id that a link holds; nothing when it is no id."""
    try:
        return uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a record came from."""

    system: str = ""
    key: str = ""
    row: int | None = None
    extract_id: int | None = None
    file: str = ""
    extracted_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One record as held at a moment. `facts` has every readable column, `links` the ids it points to."""

    table: str
    id: str
    facts: Mapping[str, Value]
    links: Mapping[str, str]
    lineage: Lineage
    known_from: datetime.datetime
    ended_on: datetime.date | None = None
    origin: Mapping[str, str] | None = None
    known_to: datetime.datetime | None = None
    """Until when this was what we believed; nothing while we still do, or when nobody asked."""

    def text(self, column: str) -> str:
        """A fact as text; nothing known is no text."""
        value = self.facts.get(column)
        return "" if value is None else str(value)

    def day(self, column: str) -> datetime.date | None:
        """A fact that is a day (of a moment: its day in London)."""
        value = self.facts.get(column)
        if isinstance(value, datetime.datetime):
            return value.astimezone(LONDON).date()
        return value if isinstance(value, datetime.date) else None

    def moment(self, column: str) -> datetime.datetime | None:
        """A fact that is a moment."""
        value = self.facts.get(column)
        return value if isinstance(value, datetime.datetime) else None

    def whole(self, column: str) -> int | None:
        """A fact that is a whole number."""
        value = self.facts.get(column)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def link(self, name: str) -> str:
        """The id of the record it points to by that name, or no text."""
        return self.links.get(name, "")

    def runs_on(self, day: datetime.date, *, start: str = "starts_on", end: str = "ends_on") -> bool:
        """Whether the world's time of this record includes a day; an unknown start is long ago."""
        starts, ends = self.day(start), self.day(end)
        return (starts is None or starts <= day) and (ends is None or ends > day)


Records = Mapping[str, Sequence[Held]]
"""Records by table; a table that was asked for and is empty is there with none."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source row says of an entity."""

    lineage: Lineage
    facts: Mapping[str, object]
    said_on: datetime.date | None
    known_from: datetime.datetime
    ended_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Differs:
    """One attribute on which systems disagree: what each says, and what is shown."""

    attribute: str
    said: Mapping[str, object]
    shown: str
    known_from: datetime.datetime


def ids_of(records: Iterable[Held], link: str) -> list[str]:
    """The ids that records point to by one link, each once, in order."""
    return list(dict.fromkeys(found for record in records if (found := record.link(link))))
