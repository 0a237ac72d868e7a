"""What the pages of all records share: references in a line, and banners for files that are stale."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from rooftree.desk.freshness import stale_among, title_of
from rooftree.records.claims.held import Held, Records, Said, end_of
from rooftree.records.claims.history import first_known
from rooftree.reference.accounts.rules import may_see_extracts
from rooftree.sources.extracts.queries.freshness import Freshness
from rooftree.sources.extracts.rules.states import FileState
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.showing.missing import missing, what_of


@dataclass(frozen=True, slots=True)
class StaleBanner:
    """What may be missing, why, and from when that is which is shown."""

    says: str
    since: datetime.datetime | None
    link: Link | None
    past: bool = False
    """Whether it tells of a day that has gone, to which nothing is added any more."""


def references_line(references: Iterable[Held]) -> str:
    """ "NEC 118204 · Locata 30881": what each system calls it."""
    shown = [f"{title_of(one.lineage.system)} {one.lineage.key}" for one in references if not one.ended_on]
    return " · ".join(shown[:6])


def known_since(records: Records) -> datetime.date:
    """The first day on which something of what is shown was known; a day before it would show nothing."""
    moments = [one.known_from for rows in records.values() for one in rows]
    return timezone.localdate(min(moments)) if moments else datetime.date.max


def stale_banners(
    records: Records,
    said: Iterable[Said] = (),
    *,
    request: StaffRequest,
    page: str = "",
    tab: str = "",
    on: datetime.date | None = None,
) -> list[StaleBanner]:
    """A banner for each stale file that brought something here, or would have to this kind of page or tab.

    On the page of another day: for each that was stale on that day.
    """
    lineages = [one.lineage for rows in records.values() for one in rows] + [one.lineage for one in said]
    files = {(one.system, one.file) for one in lineages}
    files |= {file for file, one in missing().items() if {page, f"{page}/{tab}"} & one.pages}
    moment = end_of(on) if on else None
    found = stale_among(files, viewer=request.viewer, now=clock.now(), moment=moment)
    return [_banner(one, may_open=may_see_extracts(request.viewer), past=on is not None) for one in found]


def _banner(one: Freshness, *, may_open: bool, past: bool) -> StaleBanner:
    target = one.refused_extract_id or one.extract_id
    link = Link("What happened", reverse("extract", args=[target])) if may_open and target else None
    says = f"{what_of(one.system, one.file)} may be missing: {_why(one)}"
    return StaleBanner(says, one.extracted_at, link, past)


def _why(one: Freshness) -> str:
    """ "Locata’s file of 21 November 2026 was refused"; never the name of a file."""
    whose = f"{title_of(one.system)}’s file"
    if one.state == FileState.MISSING:
        return f"{whose} did not come"
    return f"{whose} of {words.day(one.refused_at)} was refused" if one.refused_at else f"{whose} was refused"


def not_known_then(
    request: StaffRequest, on: datetime.date, *, what: str, href: str, table: str, own: str
) -> HttpResponse:
    """The page for a day before we knew of a record: since when we do, and where to see it."""
    first = first_known(table, own, viewer=request.viewer)
    since = timezone.localdate(first) if first else None
    context = {"on": on, "what": what, "href": href, "since": since, "nav": NAV.get(what, "people")}
    return render(request, "staff/not_known_then.html", context)


NAV = {"home": "homes", "tenancy": "tenancies", "repair": "repairs"}
