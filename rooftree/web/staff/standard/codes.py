"""The code lists: what each code means, new codes, other labels, and codes that end."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.rules import why_code_is_refused
from rooftree.reference.standard.quality.parts import Part, PartKind
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import may_propose
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import CodeList
from rooftree.sources.connectors import registry
from rooftree.web import clock
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.staff.standard.forms import CodeForm
from rooftree.web.visibility import visible_to, visible_to_staff


@visible_to_staff
@require_safe
def lists(request: StaffRequest) -> HttpResponse:
    """Every code list, and where it is used."""
    held = standard_in_force().code_lists
    rows = [(one, _used(name)) for name, one in sorted(held.items(), key=lambda pair: pair[1].title)]
    return render(request, "staff/standard/lists.html", {"nav": "standard", "rows": rows})


@visible_to_staff
@require_safe
def one(request: StaffRequest, name: str) -> HttpResponse:
    """One list with its codes."""
    held = standard_in_force().code_lists.get(name)
    if held is None:
        raise Http404
    today = clock.today()
    rows = []
    for code, label in held.codes.items():
        ends = held.ends.get(code)
        ended = Status(Kind.NONE, "Used no more") if ends and ends <= today else None
        rows.append(
            (code, label, ends, ended or Status(Kind.DUE if ends else Kind.OK, "Ends" if ends else "In use"))
        )
    context = {
        "nav": "standard",
        "list": held,
        "rows": rows,
        "from_on": _from(held.effective_from),
        "used": _used(name),
        "still_written": _still_written(held, today),
        "may_edit": may_propose(request.viewer),
    }
    return render(request, "staff/standard/list.html", context)


def _from(said: str) -> datetime.date | str:
    """The day a list says it is in force from; as it is said where that is no day."""
    try:
        return datetime.date.fromisoformat(said)
    except ValueError:
        return said


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: StaffRequest, name: str, code: str = "") -> HttpResponse:
    """One code of a list as it is to be; a new one where none is named."""
    document = f"codes/{name}"
    documents = editing.documents_edited(viewer=request.viewer)
    if document not in documents:
        raise Http404
    every = {str(each["code"]): each for each in documents[document]["codes"]}
    held = every.get(code)
    if code and held is None:
        raise Http404
    form = _form(request, held)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form, Part(document, PartKind.CODE, code), every)
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"code": "code", "label": "label"})
        else:
            messages.success(request, "Kept with your changes. Nothing is in force until it is approved.")
            return HttpResponseRedirect(reverse("standard-draft"))
    context = {
        "nav": "standard",
        "form": form,
        "title": documents[document]["title"],
        "code": code,
        "button": "Keep with your changes",
        "back": Link("Back to the list", reverse("standard-list", args=[name])),
    }
    return render(request, "staff/standard/code.html", context, status=422 if form.errors else 200)


def _form(request: StaffRequest, held: Mapping[str, Any] | None) -> CodeForm:
    ends = held.get("ends_on") if held else None
    day = datetime.date.fromisoformat(ends) if ends else None
    first = {"label": held["label"], "ends_on": day} if held else {}
    form = CodeForm(request.POST if request.method == "POST" else None, initial=first)
    if held:
        del form.fields["code"]
    return form


def _keep(request: StaffRequest, form: CodeForm, part: Part, every: Mapping[str, Mapping[str, Any]]) -> None:
    """The code as it was typed, into the draft; a new one is named by the form."""
    from rooftree.reference.standard.editing import actions  # loads DuckDB: not for every worker

    said = form.cleaned_data
    if not part.name:
        if reasons := why_code_is_refused(said["code"], said["label"], every):
            raise Refused(*reasons)
        part = replace(part, name=said["code"])
    value = {**every.get(part.name, {}), "code": part.name, "label": said["label"]}
    value.pop("ends_on", None)
    if said["ends_on"]:
        value["ends_on"] = said["ends_on"].isoformat()
    actions.keep(part=part, value=value, by=request.viewer, now=clock.now())


def _still_written(held: CodeList, today: datetime.date) -> list[str]:
    """Which mappings write codes that the list has ended: each such record falls short of the list's rule."""
    if len(held.standing_on(today)) == len(held.codes):
        return []
    systems = registry.load(settings.ROOFTREE_MAPPINGS)
    return registry.writing_ended(systems, {held.name: held}, today)


def _used(name: str) -> list[str]:
    """The columns that hold codes of the list."""
    return [
        f"{words.table(contract.table)}, {column.title.lower()}"
        for contract in contracts().values()
        for column in contract.columns
        if column.codes == name
    ]
