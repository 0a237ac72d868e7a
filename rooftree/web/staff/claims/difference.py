"""What we believed on two days, side by side: a home, a person, a tenancy."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.histories import difference as desk
from rooftree.desk.histories.difference import Difference
from rooftree.records.claims.held import Held, day_in_london, record_id
from rooftree.records.claims.history import first_known
from rooftree.records.tenancies.queries import id_of
from rooftree.reference.audit.actions import record_reading
from rooftree.services.notes.subjects import subjects
from rooftree.web import clock
from rooftree.web.components.forms import DayField, PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import day_fault, day_in
from rooftree.web.staff.homes import SEES_PEOPLE, SEES_RECORDS
from rooftree.web.staff.names import name_of, short_address
from rooftree.web.staff.sections.difference import heading, sections
from rooftree.web.staff.showing.labels import what_a_row_is
from rooftree.web.visibility import visible_to

Read = Callable[..., Difference | None]


class TwoDays(PlainForm):
    """The two days to compare; today when the second is left empty."""

    from_day = DayField(label="What we believed on")
    to_day = DayField(label="And on (today, if left empty)", required=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that can be compared: its table, its page, how it is read and what it is called."""

    table: str
    route: str
    nav: str
    read: Read
    name: Callable[[Held], str]


HOME = Kind("unit", "home", "homes", desk.home_difference, short_address)
PERSON = Kind("person", "person", "people", desk.person_difference, name_of)
TENANCY = Kind(
    "tenancy",
    "tenancy",
    "tenancies",
    desk.tenancy_difference,
    lambda held: f"tenancy {held.text('tenancy_ref')}",
)


@visible_to(*SEES_RECORDS)
@require_safe
def home(request: StaffRequest, unit_id: str) -> HttpResponse:
    """A home on two days."""
    return _page(request, str(record_id(unit_id) or ""), HOME)


@visible_to(*SEES_PEOPLE)
@require_safe
def person(request: StaffRequest, person_id: str) -> HttpResponse:
    """A person on two days."""
    return _page(request, str(record_id(person_id) or ""), PERSON)


@visible_to(*SEES_PEOPLE)
@require_safe
def tenancy(request: StaffRequest, ref: str) -> HttpResponse:
    """A tenancy on two days."""
    return _page(request, id_of(ref, viewer=request.viewer), TENANCY)


def _page(request: StaffRequest, own: str, kind: Kind) -> HttpResponse:
    today = clock.today()
    first = first_known(kind.table, own, viewer=request.viewer) if own else None
    if first is None:
        raise Http404
    form, days = _asked(request.GET, today=today, since=day_in_london(first))
    if form.is_bound and form.is_valid() and days is None:
        return HttpResponseRedirect(_address(form))
    base = reverse(kind.route, args=[own])
    held = subjects([(kind.table, own)], viewer=request.viewer).get((kind.table, own))
    context: dict[str, object] = {"nav": kind.nav, "form": form, "base": base, "since": day_in_london(first)}
    context["name"] = kind.name(held) if held else f"a {what_a_row_is(kind.table).lower()}"
    if days:
        from_on, to_on = days
        found = kind.read(own, from_on=from_on, to_on=to_on, viewer=request.viewer, today=today)
        if found is None:
            raise Http404
        part = f"difference between {from_on} and {to_on}"
        record_reading(by=request.viewer, now=clock.now(), subject_type=kind.table, subject_id=own, part=part)
        context |= {
            "heading": heading(found, kind.name(found.subject)),
            "sections": sections(found),
            "back": Link(kind.name(found.subject), base),
            "days": [_day_link(base, day, today) for day in days],
            "found": found,
            "kind": what_a_row_is(kind.table).lower(),
            "from_first": f"?{urlencode({'from': day_in_london(first), 'to': to_on})}"
            if day_in_london(first) < to_on
            else "",
        }
    return render(request, "staff/difference.html", context, status=422 if form.errors else 200)


def _day_link(base: str, day: datetime.date, today: datetime.date) -> str:
    """The record's own page on that day."""
    return base if day >= today else f"{base}?{urlencode({'on': day.isoformat()})}"


def _address(form: TwoDays) -> str:
    said = {"from": form.cleaned_data["from_day"], "to": form.cleaned_data["to_day"]}
    return f"?{urlencode({name: day.isoformat() for name, day in said.items() if day})}"


def _asked(
    query: QueryDict, *, today: datetime.date, since: datetime.date
) -> tuple[TwoDays, tuple[datetime.date, datetime.date] | None]:
    """The form, and the two days when the address names them rightly, the earlier first."""
    if any(name.startswith(("from_day_", "to_day_")) for name in query):
        form = TwoDays(query)
        if form.is_valid():
            _judge(form, form.cleaned_data["from_day"], form.cleaned_data["to_day"], today, since)
        return form, None
    texts = {"from_day": query.get("from", ""), "to_day": query.get("to", "")}
    if not any(texts.values()):
        return TwoDays(), None
    form = TwoDays({f"{name}_{at}": part for name, text in texts.items() for at, part in _boxes(text)})
    if not form.is_valid():
        return form, None
    first, second = form.cleaned_data["from_day"], form.cleaned_data["to_day"]
    _judge(form, first, second, today, since)
    if form.errors:
        return form, None
    low, high = sorted((first, second or today))
    return form, (low, high)


def _boxes(text: str) -> list[tuple[int, str]]:
    """A day of the address as the form's boxes; what is no day stands in the first, to be told of."""
    day = day_in(text)
    if day is None:
        return [(0, text[:20])] if text else []
    return [(0, str(day.day)), (1, str(day.month)), (2, str(day.year))]


def _judge(
    form: TwoDays,
    first: datetime.date,
    second: datetime.date | None,
    today: datetime.date,
    since: datetime.date,
) -> None:
    for name, day in (("from_day", first), ("to_day", second)):
        if day and (fault := day_fault(day, today)):
            form.add_error(name, fault)
    if not form.errors and max(first, second or today) < since:
        form.add_error("to_day", "Nothing was known of it on either day")
    if not form.errors and first == (second or today):
        form.add_error("to_day", "Choose two different days")
