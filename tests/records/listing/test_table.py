"""Lists read from tables: filters, order, rights, and any day, links between records included."""

from __future__ import annotations

import datetime

import pytest

from rooftree.desk import lists
from rooftree.records import models as m
from rooftree.records.homes.listing.certificates import CERTIFICATES
from rooftree.records.homes.listing.homes import HOMES
from rooftree.records.listing import table
from rooftree.records.listing.shape import NOT_KNOWN, Asked, List, Then
from rooftree.records.people.listing import PEOPLE
from rooftree.records.repairs.listing import REPAIRS
from rooftree.records.tenancies.listing.tenancies import TENANCIES
from rooftree.records.tenancies.listing.voids import VOIDS
from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from tests.factories.clock import on
from tests.factories.landlord import a_landlord, disagreement
from tests.factories.records import make

MARCH, JUNE, TODAY = datetime.date(2026, 3, 1), datetime.date(2026, 6, 1), datetime.date(2026, 11, 22)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
PLANNER = Viewer(user_id=2, name="Bob", role=Role.PLANNER)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def then(day: datetime.date | None = None, viewer: Viewer = OFFICER) -> Then:
    return lists.then(viewer=viewer, now=NOW, today=TODAY, on=day)


def shown(wanted: List, name: str, asked: Asked | None = None, at: Then | None = None) -> list[object]:
    """One column of a list, by the page, the stream and the count alike."""
    at, asked = at or then(), asked or Asked()
    asked = Asked(**{one: getattr(asked, one) for one in Asked.__slots__} | {"columns": (name,)})
    page = [row[name] for row in wanted.rows.page(wanted, asked, at, skip=0, most=100)]
    assert page == [row[name] for row in wanted.rows.every(wanted, asked, at)]
    assert len(page) == wanted.rows.count(wanted, asked, at, most=1000)
    return page


def test_a_day_shows_rows_and_the_homes_they_point_to_as_known_then() -> None:
    with on(MARCH):
        unit = make(m.Unit, address_line="1 Old Row", area_code="P1")
        tenancy = make(m.Tenancy, unit=unit, tenancy_ref="T1", starts_on=MARCH)
        gone = make(m.Tenancy, unit=unit, tenancy_ref="T2", starts_on=MARCH)
    with on(JUNE):
        m.Unit.objects.filter(pk=unit.pk).update(address_line="1 New Row", area_code="P2")
        m.Tenancy.objects.filter(pk=tenancy.pk).update(starts_on=JUNE)
        gone.delete()
        make(m.Tenancy, unit=unit, tenancy_ref="T3", starts_on=JUNE)
    march = then(datetime.date(2026, 5, 31))
    assert sorted(shown(TENANCIES, "reference", at=march)) == ["T1", "T2"]  # type: ignore[type-var]
    assert shown(TENANCIES, "home", at=march) == ["1 Old Row"] * 2
    assert shown(TENANCIES, "starts", at=march) == [MARCH] * 2
    assert set(shown(TENANCIES, "reference")) == {"T1", "T3"}
    assert set(shown(TENANCIES, "home")) == {"1 New Row"}
    patch = Asked(equals={"area": "P1"})
    assert len(shown(TENANCIES, "reference", patch, march)) == 2
    assert shown(TENANCIES, "reference", patch) == []
    assert len(shown(TENANCIES, "reference", Asked(text="old row"), march)) == 2
    assert shown(TENANCIES, "reference", Asked(text="old")) == []
    assert shown(TENANCIES, "reference", at=then(datetime.date(2026, 2, 28))) == []


def test_who_lived_where_and_what_differed_are_as_known_then() -> None:
    with on(MARCH):
        old, new = make(m.Unit, address_line="1 Old Row"), make(m.Unit, address_line="2 New Row")
        person = make(m.Person, full_name="Ola Brandt", family_name="Brandt")
        tenancy = make(m.Tenancy, unit=old)
        make(m.HouseholdMember, person=person, tenancy=tenancy, is_tenancy_party=True, starts_on=MARCH)
        differs = disagreement(person, "family_name", {"nec": "A"}, "A")
    with on(JUNE):
        m.Tenancy.objects.filter(pk=tenancy.pk).update(unit=new)
        differs.delete()
    march = then(MARCH)
    assert shown(PEOPLE, "lives_at", at=march) == ["1 Old Row"]
    assert shown(PEOPLE, "lives_at") == ["2 New Row"]
    assert shown(PEOPLE, "name", Asked(ticks=("differ",)), march) == ["Ola Brandt"]
    assert shown(PEOPLE, "name", Asked(ticks=("differ",))) == []
    assert shown(TENANCIES, "tenants", Asked(ticks=("all",)), march) == ["Ola Brandt"]


def test_every_list_orders_by_every_column_it_says_it_does_both_ways_and_pages_show_no_row_twice() -> None:
    a_landlord()
    for wanted in lists.LISTS:
        for day in (None, TODAY):
            for column in wanted.columns:
                if column.sorts:
                    one, other = (
                        [row["id"] for row in wanted.rows.page(wanted, asked, then(day), skip=0, most=1_000)]
                        for asked in (Asked(sort=column.name, descending=down) for down in (False, True))
                    )
                    assert one == other[::-1]


def test_pages_far_into_a_list_hold_the_rows_that_near_ones_would(monkeypatch: pytest.MonkeyPatch) -> None:
    a_landlord()
    for wanted in lists.LISTS:
        asked = Asked(columns=tuple(one.name for one in wanted.columns if one.shown))
        days = (None, TODAY) if wanted.past else (None,)
        for at in [then(day) for day in days]:
            near = [wanted.rows.page(wanted, asked, at, skip=skip, most=2) for skip in (0, 2)]
            with monkeypatch.context() as far:
                far.setattr(table, "DEEP", 0)
                assert [wanted.rows.page(wanted, asked, at, skip=skip, most=2) for skip in (0, 2)] == near


def test_nothing_known_stands_last_in_the_usual_order_and_is_found_by_name() -> None:
    for issued, expires in ((MARCH, None), (MARCH, JUNE), (MARCH, MARCH)):
        make(m.Certification, kind=f"k{expires}", issued_on=issued, expires_on=expires, result=None)
    assert shown(CERTIFICATES, "expires") == [MARCH, JUNE, None]
    assert shown(CERTIFICATES, "expires", Asked(sort="expires", descending=True)) == [None, JUNE, MARCH]
    assert len(shown(CERTIFICATES, "kind", Asked(equals={"result": NOT_KNOWN}))) == 3


def test_only_the_latest_certificate_of_each_kind_is_shown_until_earlier_ones_are_asked_for() -> None:
    unit, other = make(m.Unit), make(m.Unit)
    for home, day in ((unit, MARCH), (unit, JUNE), (other, MARCH)):
        make(m.Certification, kind="gas_safety", unit=home, issued_on=day, expires_on=day, number=str(day))
    assert sorted(map(str, shown(CERTIFICATES, "number"))) == [str(MARCH), str(JUNE)]
    assert len(shown(CERTIFICATES, "number", Asked(ticks=("earlier",)))) == 3
    assert len(shown(CERTIFICATES, "number", Asked(ticks=("overdue",)))) == 2
    assert shown(CERTIFICATES, "number", Asked(ticks=("overdue",)), then(MARCH)) == []


def test_ranges_hold_their_last_day_in_london() -> None:
    late = datetime.datetime(2026, 6, 1, 22, 59, tzinfo=datetime.UTC)
    make(m.WorkOrder, job_ref="in", reported_at=late)
    make(m.WorkOrder, job_ref="out", reported_at=late + datetime.timedelta(minutes=1))
    asked = Asked(at_least={"reported": JUNE}, at_most={"reported": JUNE})
    assert shown(REPAIRS, "job", asked) == ["in"]


def test_voids_and_tenancies_are_those_that_run_on_the_day() -> None:
    make(m.Void, void_ref="now", starts_on=MARCH)
    make(m.Void, void_ref="past", starts_on=MARCH, ends_on=JUNE)
    assert shown(VOIDS, "reference") == ["now"]
    assert shown(VOIDS, "reference", Asked(ticks=("past",))) == ["past"]
    assert len(shown(VOIDS, "reference", Asked(ticks=("all",)))) == 2


def test_what_a_viewer_may_not_read_is_no_column_of_the_list() -> None:
    names = {
        viewer: {c.name for w in lists.LISTS for c in w.readable(viewer)} for viewer in (PLANNER, OFFICER)
    }
    assert names[OFFICER] - names[PLANNER] == {"balance"}
    assert PEOPLE.readable(ADMINISTRATOR) == () == TENANCIES.readable(ADMINISTRATOR)
    assert "description" not in {one.name for one in REPAIRS.readable(ADMINISTRATOR)}
    assert "description" in {one.name for one in REPAIRS.readable(PLANNER)}
    assert all(one.readable(ANONYMOUS) == () for one in lists.LISTS)


def test_words_that_a_viewer_may_not_read_find_nothing_for_them() -> None:
    make(m.WorkOrder, job_ref="HR-1", description="Her door was forced")
    asked = Asked(text="forced")
    assert shown(REPAIRS, "job", asked) == ["HR-1"]
    assert shown(REPAIRS, "job", asked, then(viewer=ADMINISTRATOR)) == []
    assert shown(HOMES, "address", at=then(viewer=ANONYMOUS)) == []
    hidden = Asked(columns=("job", "description"))
    rows = REPAIRS.rows.page(REPAIRS, hidden, then(viewer=ADMINISTRATOR), skip=0, most=5)
    assert "forced" not in str(rows)
