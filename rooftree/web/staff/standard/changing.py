"""Changing a rule, or making a new one: tried on last night's files, then kept in the steward's draft."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rooftree.engine.checking.kinds import Kind
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.rules import rule_name
from rooftree.reference.standard.editing.telling import told
from rooftree.reference.standard.quality.parts import (
    Difference,
    Part,
    PartKind,
    differences,
    parts_of,
    rule_in,
)
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.queries import contracts
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.staff.standard.forms import NewRuleForm
from rooftree.web.staff.standard.rule_form import GIVEN, RuleForm
from rooftree.web.visibility import visible_to

ASKS_FOR_A_COLUMN = frozenset(Kind) - {Kind.UNIQUE, Kind.SQL, Kind.RECONCILES, Kind.SET_ASIDE}


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD"])
def new(request: StaffRequest) -> HttpResponse:
    """Which kind of rule, about which table."""
    form = NewRuleForm(request.GET or None)
    if request.GET and form.is_valid():
        said = form.cleaned_data
        return HttpResponseRedirect(reverse("standard-rule-make", args=[said["table"], said["kind"]]))
    context = {"nav": "standard", "form": form, "button": "Continue", "back": _to_rules()}
    return render(request, "staff/standard/new.html", context, status=422 if form.errors else 200)


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: StaffRequest, table: str, kind: str) -> HttpResponse:
    """A new rule of one kind."""
    if table not in contracts() or kind not in set(Kind) - {Kind.SET_ASIDE}:
        raise Http404
    form = RuleForm(
        request.POST if request.method == "POST" else None, table=table, kind=Kind(kind), held=None
    )
    if Kind(kind) in ASKS_FOR_A_COLUMN:
        form.fields["column"].required = True
        form.fields["column"].error_messages["required"] = "Choose the column that the rule is about"
    documents = editing.documents_edited(viewer=request.viewer)
    name = ""
    if request.method == "POST" and form.is_valid():
        taken = {part.name for part in parts_of(f"contracts/{table}", documents[f"contracts/{table}"])}
        name = rule_name(table, form.cleaned_data["column"], kind, taken)
    place = Part(f"contracts/{table}", PartKind.RULE, name)
    return _answer(request, form, place, {"back": Link("Back to the kinds", reverse("standard-rule-new"))})


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, name: str) -> HttpResponse:
    """What a rule is to be from the next version on."""
    part, held = _rule(request, name)
    kind = Kind(held["implementation"]["kind"])
    table = part.document.partition("/")[2]
    form = RuleForm(request.POST if request.method == "POST" else None, table=table, kind=kind, held=held)
    back = Link("Back to the rule", reverse("standard-rule", args=[name]))
    if name not in standard_in_force().rules:
        back = Link("Back to your changes", reverse("standard-draft"))
    return _answer(request, form, part, {"back": back, "waiting": _waiting(request, part)})


def _answer(request: StaffRequest, form: RuleForm, part: Part, context: dict[str, Any]) -> HttpResponse:
    """The form; what trying it gave; or, once it is kept, the draft."""
    if request.method == "POST" and form.is_valid():
        value = form.value(part.name)
        try:
            if "try" in request.POST:
                context["tried"] = _tried(request, part, value)
            else:
                from rooftree.reference.standard.editing import actions  # loads DuckDB: not for every worker

                actions.keep(part=part, value=value, by=request.viewer, now=clock.now())
                messages.success(request, "Kept with your changes. Nothing is in force until it is approved.")
                return HttpResponseRedirect(reverse("standard-draft"))
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"rule": f"{GIVEN}select"})
    context |= {
        "nav": "standard",
        "form": form,
        "name": part.name if form.held else "",
        "kind": words.KINDS[form.kind],
        "table": contracts()[form.table].title,
    }
    return render(request, "staff/standard/change.html", context, status=422 if form.errors else 200)


def _tried(request: StaffRequest, part: Part, value: dict[str, Any]) -> dict[str, Any]:
    """What the rule would do on what the last check read."""
    from rooftree.nightly.trying import shows_values, try_out  # loads DuckDB: not for every worker
    from rooftree.reference.standard.editing.checks import check_of

    documents = editing.documents_edited(viewer=request.viewer)
    check = check_of(part, value, documents=documents)
    before = standard_in_force().rules.get(part.name)
    done, night = try_out(
        check,
        was=before.check if before and before.active else None,
        documents=documents,
        landing=settings.LANDING,
        viewer=request.viewer,
    )
    shows = shows_values(check, request.viewer)
    record(
        by=request.viewer,
        now=clock.now(),
        action="tried a rule of the recording standard",
        subject_type="standard_rule",
        subject_id=part.name,
        detail={"failed": done.now.failed, "shown": len(done.first), "values": shows},
    )
    contract = contracts().get(check.table)
    column = contract.column(check.column) if contract else None
    return {"of": done, "night": night, "shows": shows, "column": column.title if column else ""}


@visible_to(*words.EDITS)
@require_POST
def forget(request: StaffRequest) -> HttpResponse:
    """Takes one change out of the draft."""
    from rooftree.reference.standard.editing import actions

    kind = request.POST.get("kind", "")
    if kind not in set(PartKind):
        raise Http404
    part = Part(request.POST.get("document", ""), PartKind(kind), request.POST.get("name", ""))
    actions.forget(part=part, by=request.viewer, now=clock.now())
    messages.success(request, "Taken out of your changes.")
    return HttpResponseRedirect(reverse("standard-draft"))


def _rule(request: StaffRequest, name: str) -> tuple[Part, dict[str, Any]]:
    """The rule as the steward's draft has it."""
    document = f"contracts/{name.partition('.')[0]}"
    documents = editing.documents_edited(viewer=request.viewer)
    held = rule_in(documents[document], name) if document in documents else None
    if held is None:
        raise Http404
    return Part(document, PartKind.RULE, name), held


def _waiting(request: StaffRequest, part: Part) -> Any:
    """What the draft changes in this very rule already."""
    draft = editing.open_draft(viewer=request.viewer)
    if draft is None or part.document not in draft.changes:
        return None
    base = editing.documents_of(draft.based_on)
    found: list[Difference] = differences(base, {part.document: draft.changes[part.document]})
    return next(iter(told([each for each in found if each.part == part])), None)


def _to_rules() -> Link:
    return Link("Back to the standard", reverse("standard"))
