"""The matrix: each key requirement beside each system."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.desk.exports.capability import COLUMNS, row_of
from rooftree.desk.freshness import title_of
from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.queries import matrix as held
from rooftree.oversight.capability.queries.figures import Counting, counting
from rooftree.oversight.capability.queries.matrix import CellShown, RowShown
from rooftree.oversight.capability.rules.cells import Can
from rooftree.reference.audit.actions import record
from rooftree.reference.register.queries import systems
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.capability.words import SEES, beneath, holds
from rooftree.web.staff.lists.listing import Choice, Filter, as_csv
from rooftree.web.staff.runs import SEES_RUNS
from rooftree.web.visibility import visible_to

GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One cell of the page; nothing but a dash where it is not asked of the system."""

    system: str
    title: str
    asked: bool
    status: Status
    lines: Sequence[str]
    need_id: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the matrix is narrowed to."""

    subject: str
    system: str
    only_gaps: bool

    @property
    def is_narrowed(self) -> bool:
        """Whether it is not the whole."""
        return bool(self.subject or self.system or self.only_gaps)


@visible_to(*SEES)
@require_safe
def capability(request: StaffRequest) -> HttpResponseBase:
    """Which system can and does hold what a landlord must record."""
    viewer, asked = request.viewer, _asked(request.GET)
    rows = held.matrix(viewer=viewer, today=clock.today())
    shown = narrowed(rows, asked)
    if request.GET.get("format") == "csv":
        told = [row_of(row, one) for row in shown for one in row.cells]
        record(
            by=viewer,
            now=clock.now(),
            action="exported",
            subject_type="capability",
            detail={"rows": len(told), "filter": request.GET.urlencode()[:200]},
        )
        return as_csv("capability-matrix", [column.name for column in COLUMNS], told)
    counted = counting(viewer=viewer)
    context = {
        "nav": "capability",
        "heading": heading(rows, shown, asked, counted),
        "counted": counted,
        "sees_runs": viewer.has_role(*SEES_RUNS),
        "filters": _filters(asked),
        "narrowed": asked.is_narrowed,
        "systems": [title_of(one.name) for one in systems() if asked.system in ("", one.name)],
        "groups": _groups(shown),
        "needs": sum(bool(row.need_id) + sum(bool(one.need_id) for one in row.cells) for row in rows),
        "review_months": catalogue().review_months,
    }
    return render(request, "staff/capability/matrix.html", context)


def _asked(said: QueryDict) -> Asked:
    """What is not known narrows nothing."""
    subject, system = said.get("subject", ""), said.get("system", "")
    return Asked(
        subject if subject in catalogue().subjects else "",
        system if system in {one.name for one in systems()} else "",
        said.get("show") == GAPS,
    )


def narrowed(rows: Sequence[RowShown], asked: Asked) -> list[RowShown]:
    """The rows and cells that are asked for; a row with no cell left that matters is left out."""
    found = []
    for row in rows:
        if asked.subject and row.requirement.subject != asked.subject:
            continue
        cells = [one for one in row.cells if asked.system in ("", one.cell.system)]
        if asked.system and all(one.cell.can is Can.NOT_ASKED for one in cells):
            continue
        # Held nowhere is lacking in every system that should hold it, so it stays when one is chosen.
        one = replace(row, cells=cells)
        if asked.only_gaps and not one.gaps:
            continue
        found.append(one)
    return found


def heading(
    rows: Sequence[RowShown], shown: Sequence[RowShown], asked: Asked, counted: Counting | None
) -> str:
    """The finding."""
    if asked.is_narrowed:
        said = words.listed([words.counted(len(shown), "key requirement", "key requirements")])
        return f"{said} {'fits' if len(shown) == 1 else 'fit'} what you chose"
    if counted is None:
        return "What our systems hold has not been counted yet"
    none = sum(bool(row.nowhere) for row in rows)
    lacking = sum(bool(row.gaps) for row in rows)
    if not lacking:
        return f"Every one of {len(rows)} key requirements is held as it should be"
    said = f"{lacking} of {len(rows)} key requirements have a gap"
    return f"{said}; {words.counted(none, 'is', 'are')} held in no system" if none else said


def _groups(rows: Sequence[RowShown]) -> list[tuple[str, str, list[tuple[RowShown, list[Drawn]]]]]:
    found = []
    for name, title in catalogue().subjects.items():
        own = [(row, [_drawn(one) for one in row.cells]) for row in rows if row.requirement.subject == name]
        if own:
            found.append((name, title, own))
    return found


def _drawn(one: CellShown) -> Drawn:
    return Drawn(
        one.cell.system,
        title_of(one.cell.system),
        one.cell.can is not Can.NOT_ASKED,
        holds(one),
        beneath(one),
        one.need_id,
    )


def _filters(asked: Asked) -> list[Filter]:
    return [
        Filter("subject", "About", _choices(dict(catalogue().subjects), asked.subject)),
        Filter(
            "system", "System", _choices({one.name: title_of(one.name) for one in systems()}, asked.system)
        ),
        Filter("show", "Which", _choices({GAPS: "With a gap"}, GAPS if asked.only_gaps else "")),
    ]


def _choices(known: dict[str, str], chosen: str) -> list[Choice]:
    return [Choice(value, said, None, value == chosen) for value, said in known.items()]
