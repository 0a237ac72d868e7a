"""What each owner has to mend this morning: by person, team and role, with the lines to send them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.oversight.quality.queries import digest
from rooftree.oversight.quality.queries.digest import Digest
from rooftree.web import clock
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.quality.words import queue
from rooftree.web.visibility import visible_to

KINDS = {"person": "Person", "team": "Team", "role": "Role"}


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner: whose figures, each with the address of its rows, and the same in a few lines."""

    kind: str
    name: str
    figures: tuple[tuple[str, int, str], ...]
    text: str


@visible_to(*SEES_RECORDS)
@require_safe
def owners(request: StaffRequest) -> HttpResponse:
    """Who has what to mend, as of now."""
    found = digest.digests(viewer=request.viewer, today=clock.today())
    return render(
        request, "staff/quality/owners.html", {"nav": "quality", "owners": [_owner(one) for one in found]}
    )


def _owner(one: Digest) -> Owner:
    rows: dict[str, dict[str, object]] = {
        "person": {"with": one.owner_id},
        "team": {"team": one.owner_id},
        "role": {"owner": one.name, "with": "nobody"},
    }
    theirs = rows[one.kind]
    figures = (
        ("To be mended", one.standing, queue(**theirs)),
        ("New", one.new, queue(**theirs, stands="new")),
        ("Came back", one.reopened, queue(**theirs, stands="reopened")),
        ("Overdue", one.overdue, queue(**theirs, due="overdue")),
        ("Due in a week", one.due_soon, queue(**theirs, due="week")),
        ("Critical", one.critical, queue(**theirs, severity="critical")),
    )
    return Owner(KINDS[one.kind], one.name, figures, one.text)
