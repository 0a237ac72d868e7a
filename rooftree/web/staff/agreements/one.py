"""One agreement: what was agreed, month by month, and the records that fell short."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of as system_words
from rooftree.oversight.agreements.queries import intakes, months, notices
from rooftree.oversight.agreements.queries.held import Shown
from rooftree.oversight.agreements.queries.months import Scored
from rooftree.oversight.agreements.rules.months import Month, month_of
from rooftree.oversight.agreements.rules.notices import STATE_WORDS, is_late
from rooftree.oversight.agreements.rules.requirements import Requirement
from rooftree.oversight.agreements.rules.rights import may_keep_agreements, may_take_in_files
from rooftree.oversight.agreements.wording import agreed, counts, title_of
from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.reference.audit.actions import record
from rooftree.web import clock
from rooftree.web.components.parts import Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.files import STATES as INTAKE_STATES
from rooftree.web.staff.agreements.register import how, runs
from rooftree.web.staff.agreements.showing import (
    KEEPS,
    SEES,
    STANDINGS,
    Cell,
    by_place,
    month_asked,
    month_words,
    of,
    percent,
    short_month,
)
from rooftree.web.staff.lists.listing import A_PAGE, as_csv
from rooftree.web.staff.runs import SEES_RUNS, file_words
from rooftree.web.visibility import visible_to

MONTHS_SHOWN = 6
PAGES = ("repair", "run", "intake", "home", "person", "tenancy")
ONLY = {"run": SEES_RUNS, "intake": KEEPS, "person": (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)}
"""Pages that not everybody who sees agreements may open."""


@visible_to(*SEES)
@require_safe
def agreement(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """The agreement as it stands."""
    today, viewer = clock.today(), request.viewer
    every = of(agreement_id, viewer)
    now = every[0]
    scores = months.scores(viewer=viewer, today=today, agreement_id=agreement_id)
    shown = months.months_of(scores)[:MONTHS_SHOWN]
    this = shown[0] if shown else month_of(today)
    files = intakes.intakes(agreement_id, viewer=viewer)
    given = notices.notices(agreement_id, viewer=viewer)
    context = {
        "nav": "agreements",
        "agreement": now,
        "heading": heading(now, how(now, this, scores).words, this),
        "runs": runs(now, today),
        "month": month_words(this),
        "scored": next((one for one in scores if one.month == this), None),
        "heads": [short_month(month) for month in shown],
        "lines": lines(now, scores, shown),
        "files": [f"{system_words(system)}, {file_words(file)}" for system, file in now.terms.files],
        "versions": every,
        "intakes": [(one, INTAKE_STATES[one.state]) for one in files],
        "notices": [
            (one, STATE_WORDS[one.state], is_late(one.state, reply_by=one.reply_by, today=today))
            for one in given
        ],
        "sees_runs": viewer.has_role(*SEES_RUNS),
        "may_keep": may_keep_agreements(viewer),
        "may_send": may_take_in_files(viewer) and bool(now.terms.files),
        "may_notice": may_keep_agreements(viewer) and any(Cell(one).below for one in scores),
    }
    return render(request, "staff/agreements/agreement.html", context)


def heading(now: Shown, said: str, month: Month) -> str:
    """The finding of the latest month."""
    return (
        f"{now.terms.title}, {now.terms.organisation}: {said[:1].lower()}{said[1:]} in {month_words(month)}"
    )


def lines(
    now: Shown, scores: Sequence[Scored], shown: Sequence[Month]
) -> list[tuple[Requirement, str, str, str, Status | None, list[tuple[str, Cell]]]]:
    """Each requirement: its title, what was agreed, what is counted, how it stands, its months."""
    place = by_place(scores)
    found = []
    for one in now.requirements:
        cells = [(short_month(month), Cell(place.get((now.id, one.key, month.first)))) for month in shown]
        newest = cells[0][1].scored if cells else None
        standing = STANDINGS[newest.standing] if newest else None
        found.append((one, title_of(one), agreed(one), counts(one), standing, cells))
    return found


@visible_to(*SEES)
@require_safe
def rows(request: StaffRequest, agreement_id: int, requirement: str, month: str) -> HttpResponseBase:
    """The records that fell short of one requirement in one month."""
    today, viewer = clock.today(), request.viewer
    now, of_month = of(agreement_id, viewer)[0], month_asked(month)
    scores = months.scores(viewer=viewer, today=today, agreement_id=agreement_id)
    found = by_place(scores).get((agreement_id, requirement, of_month.first))
    if found is None:
        raise Http404
    wanted = next((one for one in now.requirements if one.key == requirement), None)
    title = title_of(wanted) if wanted else requirement
    short = months.shortfalls(agreement_id, requirement, of_month, viewer=viewer)
    if request.GET.get("format") == "csv":
        record(
            by=viewer,
            now=clock.now(),
            action="exported",
            subject_type="agreement",
            subject_id=agreement_id,
            detail={"requirement": requirement, "month": month, "rows": short.count()},
        )
        heads = ("Reference", "Day", "What fell short")
        return as_csv(f"shortfalls-{month}", heads, ((row.ref, row.on, row.says) for row in short))
    page = Paginator(short, A_PAGE).get_page(request.GET.get("page", 1))
    mended = months.mended(agreement_id, viewer=viewer).get((requirement, of_month.first), 0)
    context = {
        "nav": "agreements",
        "agreement": now,
        "title": title,
        "counts": counts(wanted) if wanted else "",
        "month": month_words(of_month),
        "found": found,
        "share": percent(found.share),
        "standing": STANDINGS[found.standing],
        "mended": mended,
        "page": page,
        "lines": [(row, _link(row.page, row.page_id, viewer)) for row in page],
        "sees_runs": viewer.has_role(*SEES_RUNS),
    }
    return render(request, "staff/agreements/rows.html", context)


def _link(page: str, own: str, viewer: Viewer) -> Link | None:
    """The page of a record that fell short, for those who may open it."""
    if page not in PAGES or not own or not viewer.has_role(*ONLY.get(page, SEES)):
        return None
    return Link("", reverse(page, args=[own]))
