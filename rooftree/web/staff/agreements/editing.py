"""Registering an agreement, and changing what it says."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.oversight.agreements.actions import keeping
from rooftree.oversight.agreements.queries import held
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.forms import FIELDS, AgreementForm
from rooftree.web.staff.agreements.showing import KEEPS, of
from rooftree.web.visibility import visible_to


@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """A new agreement."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        try:
            made = keeping.register(terms=form.terms(), by=request.viewer, now=clock.now())
        except Refused as no:
            _told(form, no)
        else:
            messages.success(request, "The agreement is registered. The next run scores it.")
            return HttpResponseRedirect(reverse("agreement", args=[made]))
    context = {
        "nav": "agreements",
        "form": form,
        "button": "Register it",
        "back": Link("Back to the agreements", reverse("agreements")),
        "heading": "What was agreed, and with whom?",
    }
    return render(request, "staff/agreements/edit.html", context, status=422 if form.errors else 200)


@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """Another version of what was agreed."""
    now = of(agreement_id, request.viewer)[0]
    form = _form(request, now)
    if request.method == "POST" and form.is_valid():
        try:
            number = keeping.change(
                agreement_id=agreement_id,
                seen=form.cleaned_data["seen"] or 0,
                terms=form.terms(),
                by=request.viewer,
                now=clock.now(),
            )
        except Refused as no:
            _told(form, no)
        else:
            messages.success(request, f"Version {number} is in force. Earlier versions stay.")
            return HttpResponseRedirect(reverse("agreement", args=[agreement_id]))
    context = {
        "nav": "agreements",
        "form": form,
        "button": "Keep as a new version",
        "back": Link("Back to the agreement", reverse("agreement", args=[agreement_id])),
        "heading": f"What changes in {now.terms.title}, {now.terms.organisation}?",
    }
    return render(request, "staff/agreements/edit.html", context, status=422 if form.errors else 200)


def _form(request: StaffRequest, now: held.Shown | None) -> AgreementForm:
    given: dict[str, Any] = {"data": request.POST} if request.method == "POST" else {}
    return AgreementForm(
        **given, now=now, contractors=held.contractors(viewer=request.viewer), owner=request.viewer.name
    )


def _told(form: forms.Form, no: Refused) -> None:
    if no.is_about_permission:
        raise no
    assert isinstance(form, AgreementForm)
    form.add_refusal(no, fields=FIELDS | form.targets())
