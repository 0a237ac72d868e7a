"""One file that was sent: what was found in it, its error report, and what becomes of it."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rooftree.desk.freshness import title_of
from rooftree.oversight.agreements.actions import placing
from rooftree.oversight.agreements.checking import reports
from rooftree.oversight.agreements.queries import intakes
from rooftree.oversight.agreements.queries.intakes import IntakeShown
from rooftree.oversight.agreements.rules.intake import WAITS, Grade, IntakeState
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.showing import KEEPS, of
from rooftree.web.staff.extracts import size
from rooftree.web.staff.runs import BIGGEST_ID, file_words
from rooftree.web.visibility import visible_to

A_PAGE = 50
STATES: dict[IntakeState, Status] = {
    IntakeState.REFUSED: Status(Kind.OVER, "Refused"),
    IntakeState.TO_CONFIRM: Status(Kind.YOU, "Please confirm"),
    IntakeState.CHECKED: Status(Kind.YOU, "Sound, to be placed"),
    IntakeState.PLACED: Status(Kind.OK, "Placed for the run"),
    IntakeState.WITHDRAWN: Status(Kind.NONE, "Withdrawn"),
}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@visible_to(*KEEPS)
@require_safe
def intake(request: StaffRequest, intake_id: int) -> HttpResponse:
    """What was found, the gravest first; and the choice that is left."""
    one = _one(request, intake_id)
    grade = _grade(request, one)
    at = request.GET.get("page", "1")
    number = max(1, int(at)) if at.isascii() and at.isdecimal() and len(at) < 7 else 1
    total = one.critical if grade is Grade.CRITICAL else one.confirm
    page = Paginator(range(total), A_PAGE).get_page(number)
    found = intakes.found(
        one.id, grade, viewer=request.viewer, offset=(page.number - 1) * A_PAGE, limit=A_PAGE
    )
    _note(request, one, "page")
    context = {
        "nav": "agreements",
        "intake": one,
        "agreement": of(one.agreement, request.viewer)[0],
        "what": f"{title_of(one.system)}, {file_words(one.file)}",
        "heading": heading(one),
        "status": STATES[one.state],
        "size": size(one.size),
        "causes": [(each, reports.GRADES[Grade(each["grade"])], each["grade"]) for each in one.causes],
        "tabs": [
            Link(reports.GRADES[each], f"?grade={each.value}#rows", many, current=each is grade)
            for each, many in ((Grade.CRITICAL, one.critical), (Grade.CONFIRM, one.confirm))
            if many
        ],
        "found": found.shown,
        "page": page,
        "waits": one.state in WAITS,
        "confirms": one.state is IntakeState.TO_CONFIRM,
        "days": settings.ROOFTREE_INTAKE_DAYS,
    }
    return render(request, "staff/agreements/intake.html", context)


def heading(one: IntakeShown) -> str:
    """The finding."""
    if one.faults:
        return f"{one.name} cannot be read"
    if one.critical:
        rows = words.listed([words.counted(one.rows_critical, "row", "rows")])
        return f"{rows} of {one.name} must be mended before it is taken"
    if one.confirm:
        things = words.listed([words.counted(one.confirm, "thing", "things")])
        return f"{things} to confirm in {one.name}"
    return f"{one.name} is sound: nothing was found"


@visible_to(*KEEPS)
@require_safe
def report(request: StaffRequest, intake_id: int) -> HttpResponse:
    """The error report as a spreadsheet: a summary, and the file with what is wrong beside each cell."""
    one = _one(request, intake_id)
    made_of = intakes.report(one.id, _lines(request, one), viewer=request.viewer)
    if made_of is None:
        raise Http404
    _note(request, one, "error report")
    with tempfile.TemporaryDirectory(prefix="rooftree-report-") as folder:
        path = Path(folder) / "report.xlsx"
        reports.write(made_of, path)
        # Small beside what was sent: a file of ROOFTREE_INTAKE_MIB is the most that it repeats.
        answer = HttpResponse(path.read_bytes(), content_type=SHEET)
    name = f"errors-{one.system}-{one.file}-{one.id}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@visible_to(*KEEPS)
@require_POST
def place(request: StaffRequest, intake_id: int) -> HttpResponse:
    """Puts it where the next run reads it."""
    one = _one(request, intake_id)
    try:
        at = placing.place(
            intake_id=one.id,
            confirmed=request.POST.get("confirmed") == "yes",
            by=request.viewer,
            now=clock.now(),
        )
    except Refused as no:
        _told(request, no)
    else:
        messages.success(request, f"Placed as {at}. The next run reads it.")
    return HttpResponseRedirect(reverse("intake", args=[one.id]))


@visible_to(*KEEPS)
@require_POST
def withdraw(request: StaffRequest, intake_id: int) -> HttpResponse:
    """It is not to be used."""
    one = _one(request, intake_id)
    try:
        placing.withdraw(intake_id=one.id, by=request.viewer, now=clock.now())
    except Refused as no:
        _told(request, no)
    else:
        messages.success(request, "Withdrawn. The file is gone; what was found in it stays.")
    return HttpResponseRedirect(reverse("intake", args=[one.id]))


def _one(request: StaffRequest, intake_id: int) -> IntakeShown:
    found = intakes.intake(intake_id, viewer=request.viewer) if intake_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    return found


def _grade(request: StaffRequest, one: IntakeShown) -> Grade:
    asked = request.GET.get("grade", "")
    if asked in set(Grade):
        return Grade(asked)
    return Grade.CRITICAL if one.critical else Grade.CONFIRM


def _lines(request: StaffRequest, one: IntakeShown) -> list[tuple[str, str]]:
    terms = of(one.agreement, request.viewer)[0].terms
    return [
        ("Agreement", f"{terms.title}, {terms.organisation}"),
        ("File", f"{one.name} ({title_of(one.system)}, {file_words(one.file)})"),
        ("Checked", f"{words.moment(one.sent_at)}, sent by {one.sent_by}"),
        ("Rows", f"{one.rows or 0:,}"),
        ("Must be mended", f"{one.critical:,} in {one.rows_critical:,} rows"),
        ("Please confirm", f"{one.confirm:,}"),
        ("Rows are counted", "from the first under the headings"),
    ]


def _note(request: StaffRequest, one: IntakeShown, part: str) -> None:
    """The file says things of people: looking at what was found is noted."""
    record(
        by=request.viewer,
        now=clock.now(),
        action="read",
        subject_type="intake",
        subject_id=one.id,
        detail={"part": part},
    )


def _told(request: StaffRequest, no: Refused) -> None:
    if no.is_about_permission:
        raise no
    for reason in no.reasons:
        messages.error(request, f"{reason.says} {reason.mend}".strip())
