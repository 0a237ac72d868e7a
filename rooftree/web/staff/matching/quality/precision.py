"""How often links are right as the quality page shows it: in all, by how they were made, and week by week.

Each count leads to the very checks that were counted.
"""

import datetime
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.queries.answered import SETTLED
from rooftree.records.matching.sampling.queries.measured import by_week, measured
from rooftree.records.matching.sampling.rules import Measured, Stands, Week, counts, overall
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.components import words
from rooftree.web.components.charts import Chart, ranges
from rooftree.web.components.parts import Link
from rooftree.web.components.pictures import Range
from rooftree.web.staff.matching.quality.words import between, percent
from rooftree.web.staff.matching.words import KINDS


def precision(kind: EntityType, viewer: Viewer, today: datetime.date) -> dict[str, object]:
    """What is measured of the links of one kind."""
    strata = measured(kind, viewer=viewer, today=today)
    whole = overall(strata)
    weeks = by_week(kind, viewer=viewer, today=today)
    return {
        "title": KINDS[kind],
        "share": percent(whole.share) if whole else "",
        "between": between(whole) if whole else "",
        "drawn": Link("", href_of(kind), sum(one.drawn for one in strata)),
        "counts": links_of(kind, counts(strata)),
        "left_out": sum(1 for one in strata if not one.judged),
        "strata": [_stratum(kind, one) for one in strata],
        "chart": _chart(kind, weeks),
        "weeks": [_week(kind, one) for one in weeks],
    }


def href_of(kind: str, **asked: object) -> str:
    """The list of checks that are so."""
    said = {"kind": kind} | {name: str(value) for name, value in asked.items()}
    return f"{reverse('match-quality-checks')}?{urlencode(said)}"


def links_of(kind: str, found: Mapping[Stands, int], **asked: object) -> list[Link]:
    """How many stand how, each leading to them."""
    return [Link(one.words, href_of(kind, stands=one.value, **asked), many) for one, many in found.items()]


def _stratum(kind: EntityType, one: Measured) -> dict[str, object]:
    """By how they were made: those not settled lead nowhere, for who is asked next must not know it."""
    found = links_of(kind, counts([one]), method=one.method, band=one.band)
    return {
        "one": one,
        "counts": [
            link if so in SETTLED else Link(link.words, "", link.count)
            for so, link in zip(Stands, found, strict=True)
            if so is not Stands.WAITING
        ],
        "share": percent(one.precision.share) if one.precision else "",
        "between": between(one.precision) if one.precision else "",
    }


def _week(kind: EntityType, one: Week) -> dict[str, object]:
    found = one.precision
    return {
        "week": one.week,
        "drawn": Link("", href_of(kind, week=one.week), sum(one.counts.values())),
        "counts": links_of(kind, one.counts, week=one.week),
        "share": percent(found.share) if found else "",
        "between": between(found) if found else "",
    }


def _chart(kind: EntityType, weeks: Sequence[Week]) -> Chart | None:
    """Precision week by week; nothing before the first answer."""
    known = [(one.week, found) for one in weeks if (found := one.precision)]
    if not known:
        return None
    places = [
        Range(week, 100 * found.share, 100 * found.low, 100 * found.high, percent(found.share))
        for week, found in known
    ]
    on, last = known[-1]
    title = f"Links that are right, {KINDS[kind].lower()}, by week drawn"
    said = f"{KINDS[kind]}: {percent(last.share)} of those drawn in the week of {words.day(on)}"
    return ranges(places, title=title, sentence=f"{said} (95 % interval: {between(last)})")
