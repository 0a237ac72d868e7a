"""Every agreement, and how its month goes."""

import datetime
from collections.abc import Sequence

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.oversight.agreements.queries import held, months
from rooftree.oversight.agreements.queries.held import Shown
from rooftree.oversight.agreements.queries.months import Scored
from rooftree.oversight.agreements.rules.months import Month, Standing, month_of
from rooftree.oversight.agreements.rules.rights import may_keep_agreements
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.showing import BELOW, SEES, month_words
from rooftree.web.staff.lists.listing import as_csv
from rooftree.web.visibility import visible_to

ENDS_SOON = datetime.timedelta(days=90)
HEADS = ("Organisation", "Agreement", "Looked after by", "From", "Until", "This month", "Month before")


@visible_to(*SEES)
@require_safe
def agreements(request: StaffRequest) -> HttpResponseBase:
    """The register, by organisation."""
    today, viewer = clock.today(), request.viewer
    found = held.agreements(viewer=viewer)
    now = month_of(today)
    scores = months.scores(viewer=viewer, today=today, since=now.before)
    rows = [(one, runs(one, today), how(one, now, scores), how(one, now.before, scores)) for one in found]
    if request.GET.get("format") == "csv":
        return as_csv("agreements", HEADS, (_cells(row) for row in rows))
    context = {
        "nav": "agreements",
        "heading": heading(found, now, scores),
        "rows": rows,
        "now": month_words(now),
        "before": month_words(now.before),
        "may_keep": may_keep_agreements(viewer),
    }
    return render(request, "staff/agreements/register.html", context)


def heading(found: Sequence[Shown], now: Month, scores: Sequence[Scored]) -> str:
    """The finding."""
    if not found:
        return "No agreement is registered yet"
    below = {one.agreement for one in scores if one.month == now and one.standing in BELOW}
    many = words.listed([words.counted(len(found), "agreement", "agreements")])
    if not below:
        return f"{many}, none below what was agreed this month"
    of = f"{len(below)} of {len(found)} agreements" if len(found) > 1 else "The agreement"
    return f"{of} {'is' if len(below) == 1 else 'are'} below what was agreed this month"


def how(one: Shown, month: Month, scores: Sequence[Scored]) -> Status:
    """How one month of an agreement goes, in a word or two."""
    ours = [each for each in scores if each.agreement == one.id and each.month == month]
    keys = {each.key for each in one.requirements}
    counted = [
        each
        for each in ours
        if each.requirement in keys and each.standing not in (Standing.NOTHING_ASKED, Standing.UNMEASURED)
    ]
    below = sum(each.standing in BELOW for each in counted)
    if not ours:
        return Status(Kind.WAIT, "Not scored yet")
    if not counted:
        return Status(Kind.NONE, "Nothing to count")
    if below:
        breached = any(each.standing is Standing.BREACHED for each in counted)
        return Status(Kind.OVER if breached else Kind.DUE, f"{below} of {len(counted)} below")
    return Status(Kind.OK, f"All {len(counted)} kept" if len(counted) > 1 else "Kept")


def runs(one: Shown, today: datetime.date) -> Status | None:
    """What is to be known of its days; nothing while it simply runs."""
    terms = one.terms
    if terms.starts_on > today:
        return Status(Kind.WAIT, "Not begun")
    if terms.ends_on and terms.ends_on < today:
        return Status(Kind.NONE, "Ended")
    if terms.ends_on and terms.ends_on - today <= ENDS_SOON:
        return Status(Kind.DUE, "Ends soon")
    return None


def _cells(row: tuple[Shown, Status | None, Status, Status]) -> Sequence[object]:
    one, _, now, before = row
    terms = one.terms
    return (
        terms.organisation,
        terms.title,
        terms.owner,
        terms.starts_on,
        terms.ends_on,
        now.words,
        before.words,
    )
