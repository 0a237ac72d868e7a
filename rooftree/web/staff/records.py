"""What the pages of all records share: references in a line, and banners for files that are stale."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from rooftree.desk.freshness import stale_among, title_of
from rooftree.records.claims.held import Held, Records, Said
from rooftree.reference.accounts.rules import may_see_extracts
from rooftree.sources.extracts.queries.freshness import Freshness
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class StaleBanner:
    """That what one file brought is older than it should be."""

    system: str
    extract: str
    since: object
    why: str
    link: Link | None


def references_line(references: Iterable[Held]) -> str:
    """ "NEC 118204 · Locata 30881": what each system calls it."""
    shown = [f"{title_of(one.lineage.system)} {one.lineage.key}" for one in references if not one.ended_on]
    return " · ".join(shown[:6])


def known_since(records: Records) -> datetime.date:
    """The first day on which something of what is shown was known; a day before it would show nothing."""
    moments = [one.known_from for rows in records.values() for one in rows]
    return timezone.localdate(min(moments)) if moments else datetime.date.max


def stale_banners(records: Records, said: Iterable[Said] = (), *, request: StaffRequest) -> list[StaleBanner]:
    """A banner for each stale file that brought something to this page."""
    lineages = [one.lineage for rows in records.values() for one in rows] + [one.lineage for one in said]
    files = {(one.system, one.file) for one in lineages}
    found = stale_among(files, viewer=request.viewer, now=clock.now())
    return [_banner(one, may_open=may_see_extracts(request.viewer)) for one in found]


def _banner(one: Freshness, *, may_open: bool) -> StaleBanner:
    target = one.refused_extract_id or one.extract_id
    link = Link("What happened", reverse("extract", args=[target])) if may_open and target else None
    why = one.why.split(". ")[0].rstrip(".")
    return StaleBanner(title_of(one.system), one.file.replace("_", " "), one.extracted_at, why, link)
