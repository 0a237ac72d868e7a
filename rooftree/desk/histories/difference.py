"""What we believed on two days, and what came between: records added, gone and changed, since when.

Both days are read as their own pages read them, links between records included, so that the two agree. That
somebody was thought to live somewhere can change in two ways, and each is told apart: we came to know better
(a record changed), or the world went on (a tenancy ended on a day that we knew of all along).
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.desk.histories.comparing import (
    LivesChange,
    RecordChange,
    SaidChange,
    changes,
    lives_changes,
    said_changes,
)
from rooftree.desk.home import HomePage, Lives, home
from rooftree.desk.person import PersonPage, person
from rooftree.desk.tenancy import TenancyPage, tenancy
from rooftree.records.claims.held import Held, Records, Said
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two days. `own` is of the record itself, `linked` of what hangs from it."""

    subject: Held
    from_on: datetime.date
    to_on: datetime.date
    own: RecordChange | None
    linked: Sequence[RecordChange] = ()
    lives: Sequence[LivesChange] = ()
    said: Sequence[SaidChange] = ()
    lived_before: Sequence[Held] = ()
    live_after: Sequence[Held] = ()
    names: Mapping[str, Held] = field(default_factory=dict)
    was_known: bool = True
    """Whether we knew of it on the earlier day; if not, all of it is new and a page says just that."""

    @property
    def count(self) -> int:
        """How many records differ."""
        return len(self.linked) + (1 if self.own else 0)


def home_difference(
    unit_id: str, *, from_on: datetime.date, to_on: datetime.date, viewer: Viewer, today: datetime.date
) -> Difference | None:
    """What we believed of a home on two days; nothing when it was known on neither."""
    pages = [
        home(unit_id, viewer=viewer, today=today, on=day if day < today else None) for day in (from_on, to_on)
    ]
    before, after = pages
    if after is None:
        return None
    sides = [_home_side(one) for one in (before, after)]
    return _difference(after.home, sides, (from_on, to_on), viewer=viewer)


def person_difference(
    person_id: str, *, from_on: datetime.date, to_on: datetime.date, viewer: Viewer, today: datetime.date
) -> Difference | None:
    """What we believed of a person on two days."""
    before, after = (
        person(person_id, viewer=viewer, today=today, on=day if day < today else None)
        for day in (from_on, to_on)
    )
    if after is None:
        return None
    sides = [_person_side(one) for one in (before, after)]
    return _difference(after.person, sides, (from_on, to_on), viewer=viewer)


def tenancy_difference(
    tenancy_id: str, *, from_on: datetime.date, to_on: datetime.date, viewer: Viewer, today: datetime.date
) -> Difference | None:
    """What we believed of a tenancy on two days."""
    before, after = (
        tenancy(tenancy_id, viewer=viewer, today=today, on=day if day < today else None)
        for day in (from_on, to_on)
    )
    if after is None:
        return None
    sides = [_tenancy_side(one) for one in (before, after)]
    return _difference(after.tenancy, sides, (from_on, to_on), viewer=viewer)


@dataclass(frozen=True, slots=True)
class _Side:
    """What was held on one of the days; `is_known` says whether the record itself was."""

    is_known: bool = False
    records: Records = field(default_factory=dict)
    lives: Sequence[Lives] = ()
    said: Sequence[Said] = ()
    persons: Mapping[str, Held] = field(default_factory=dict)


def _home_side(page: HomePage | None) -> _Side:
    if page is None:
        return _Side()
    persons = {
        one.person.id: one.person for one in (*page.lives_here, *page.lived_here) if one.person is not None
    }
    records = {table: rows for table, rows in page.records.items() if table != "person"}
    return _Side(True, records | {"reference": page.references}, page.lives_here, page.said, persons)


def _person_side(page: PersonPage | None) -> _Side:
    if page is None:
        return _Side()
    records = {table: rows for table, rows in page.known.items() if table not in ("unit", "person")}
    own = {"person": [page.person]}
    lives = [Lives(one.member, one.person, None) for one in page.lives_with if one.now]
    return _Side(True, records | own, lives, page.said, page.persons)


def _tenancy_side(page: TenancyPage | None) -> _Side:
    if page is None:
        return _Side()
    persons = {one.person.id: one.person for one in (*page.lives, *page.lived) if one.person is not None}
    return _Side(True, page.records, page.lives, (), persons)


def _difference(
    subject: Held, sides: Sequence[_Side], days: tuple[datetime.date, datetime.date], *, viewer: Viewer
) -> Difference:
    before, after = sides
    found = changes(before.records, after.records, days, viewer=viewer)
    own = next((one for one in found if one.record.id == subject.id), None)
    by_id = {one.record.id: one for one in found}
    return Difference(
        subject=subject,
        from_on=days[0],
        to_on=days[1],
        own=own,
        linked=[one for one in found if one.record.id != subject.id],
        lives=lives_changes(before.lives, after.lives, by_id),
        said=list(said_changes(before.said, after.said)),
        lived_before=[one.person for one in before.lives if one.person],
        live_after=[one.person for one in after.lives if one.person],
        names={**before.persons, **after.persons},
        was_known=before.is_known,
    )
