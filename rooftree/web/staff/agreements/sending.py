"""Sending a third party's file to be checked before it is taken."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.oversight.agreements.actions import taking
from rooftree.oversight.agreements.actions.taking import Sent
from rooftree.oversight.agreements.queries.held import Shown
from rooftree.oversight.agreements.rules.intake import MIB
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web import clock
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.showing import KEEPS, of
from rooftree.web.staff.runs import file_words
from rooftree.web.visibility import visible_to

FORM_AROUND = MIB
"""What a form adds to the file that it carries is far less than this."""


class SendForm(PlainForm):
    """Which file it is, and the file."""

    what = forms.ChoiceField(
        label="Which file is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which file it is"},
    )
    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        error_messages={"required": "Choose a file", "invalid": "Choose a file"},
    )

    def __init__(self, *args: Any, now: Shown, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [
            (f"{system}/{file}", f"{title_of(system)}, {file_words(file)}")
            for system, file in now.terms.files
        ]
        if len(now.terms.files) == 1:
            what.initial = "/".join(now.terms.files[0])
        self.fields[
            "file"
        ].help_text = f"CSV or Excel (.xlsx), up to {most // MIB} MiB, with the line of headings first."


@csrf_exempt
@visible_to(*KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """The form. What is too large is turned away before any of it is read, the form's token included."""
    now, most = of(agreement_id, request.viewer)[0], taking.most_bytes()
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    if request.method == "POST" and size > most + FORM_AROUND:
        form = SendForm(None, now=now, most=most)
        too_large = Reason(
            "file",
            f"The file has more than {most // MIB} MiB, which is the most that is taken here.",
            "Send it in parts, or put it in the folder of extracts, which takes any size.",
        )
        form.cleaned_data, form._errors = {}, forms.utils.ErrorDict()  # type: ignore[attr-defined]
        form.add_refusal(Refused(too_large), fields={"file": "file"})
        return _page(request, form, now, status=413)
    answer: HttpResponse = _send(request, now, most)
    return answer


@csrf_protect
def _send(request: StaffRequest, now: Shown, most: int) -> HttpResponse:
    posted = request.method == "POST"
    form = (
        SendForm(request.POST, request.FILES, now=now, most=most) if posted else SendForm(now=now, most=most)
    )
    if posted and form.is_valid():
        try:
            made = _take(request, form, now)
        except Refused as no:
            if no.is_about_permission:
                raise
            form.add_refusal(no, fields={"file": "file", "what": "what"})
        else:
            messages.success(request, "The file is checked. Nothing of it is used yet.")
            return HttpResponseRedirect(reverse("intake", args=[made]))
    return _page(request, form, now, status=422 if form.errors else 200)


def _take(request: StaffRequest, form: SendForm, now: Shown) -> int:
    system, _, file = form.cleaned_data["what"].partition("/")
    uploaded = form.cleaned_data["file"]
    return taking.take_in(
        agreement_id=now.id,
        sent=Sent(uploaded.name, uploaded.size, uploaded.chunks(), system, file),
        by=request.viewer,
        now=clock.now(),
        today=clock.today(),
    )


def _page(request: StaffRequest, form: SendForm, now: Shown, *, status: int) -> HttpResponse:
    context = {
        "nav": "agreements",
        "form": form,
        "agreement": now,
        "button": "Check the file",
        "back": Link("Back to the agreement", reverse("agreement", args=[now.id])),
    }
    return render(request, "staff/agreements/send.html", context, status=status)
