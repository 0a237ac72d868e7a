"""Every version of the standard, what one has otherwise than another, and the standard as files."""

import io
import zipfile

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.reference.audit.actions import record
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.telling import told
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import may_propose
from rooftree.web import clock
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.runs import BIGGEST_ID
from rooftree.web.visibility import visible_to_staff


@visible_to_staff
@require_safe
def versions(request: StaffRequest) -> HttpResponse:
    """Who published what, when and why; the difference between any two."""
    every = editing.versions()
    newest = every[0].number if every else 0
    first, second = _asked(request, "from", newest - 1), _asked(request, "to", newest)
    found = editing.between(first, second) if newest else []
    if found is None:
        raise Http404
    context = {
        "nav": "standard",
        "versions": every,
        "may_edit": may_propose(request.viewer),
        "numbers": [*(one.number for one in every), 0],
        "first": first,
        "second": second,
        "changes": told(found),
    }
    return render(request, "staff/standard/versions.html", context)


def _asked(request: StaffRequest, name: str, otherwise: int) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 and int(said) < BIGGEST_ID else max(otherwise, 0)


@visible_to_staff
@require_safe
def export(request: StaffRequest) -> HttpResponse:
    """Every contract as the Open Data Contract Standard has it, and every code list, in one zip."""
    from rooftree.nightly.plans import plan_of  # loads DuckDB: not for every worker
    from rooftree.reference.standard.quality import writing

    held = standard_in_force()
    documents = editing.documents_in_force()
    plan = plan_of(held, settings.LANDING / "plans", today=clock.today())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in writing.of_standard(held, documents, plan).items():
            packed.writestr(f"contracts/{name}", text)
        for name, said in documents.items():
            if name.startswith("codes/"):
                packed.writestr(f"{name}.yaml", writing.text(said))
    record(
        by=request.viewer,
        now=clock.now(),
        action="exported the recording standard",
        subject_type="standard_version",
        subject_id=held.number,
    )
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="recording-standard-{held.number}.zip"'
    return response
