"""Sending what is not right about a household to be mended at its source; Rooftree settles none of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.desk.households import living
from rooftree.desk.households.living import AtHome
from rooftree.desk.households.telling import Told
from rooftree.records.claims.held import record_id
from rooftree.reference.audit.actions import record_reading
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.register.rules import called
from rooftree.services.notes import actions, queries
from rooftree.services.notes.rules import may_read_on
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.claims.mending import KIND, SENDS, MendForm
from rooftree.web.staff.households.sections import ATTRIBUTE
from rooftree.web.staff.names import short_address
from rooftree.web.staff.notes.forms import named, of_teams
from rooftree.web.visibility import visible_to

FIELDS = {"why": "why", "right": "right", "assigned_to": "to", "team": "to"}


@visible_to(*SENDS)
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: StaffRequest, unit_id: str, key: str) -> HttpResponse:
    """The form for one thing that is not right today about who lives at a home."""
    own = record_id(unit_id)
    home = living.at_home(str(own), viewer=request.viewer, today=clock.today()) if own else None
    if home is None or not may_read_on("unit", request.viewer):
        raise Http404
    one = next((each for each in home.findings if each.finding.key == key), None)
    if one is None:
        raise Http404
    record_reading(
        by=request.viewer, now=clock.now(), subject_type="unit", subject_id=home.home.id, part="household"
    )
    form = _form(request, one)
    if request.method == "POST" and form.is_valid():
        try:
            _send(form, home, one, request)
        except Refused as no:
            form.add_refusal(no, fields=FIELDS)
        else:
            messages.success(request, "Sent to be mended at its source. The next extract settles it.")
            return HttpResponseRedirect(_back(home))
    context = {
        "nav": "homes",
        "form": form,
        "told": one,
        "home": short_address(home.home),
        "back": Link("Back to the home", _back(home)),
        "button": "Send to be mended",
    }
    return render(request, "staff/households_mend.html", context, status=422 if form.errors else 200)


def _form(request: StaffRequest, one: Told) -> MendForm:
    form = MendForm(request.POST if request.method == "POST" else None)
    asks = [
        *named(queries.colleagues("unit", viewer=request.viewer)),
        *of_teams(queries.teams(viewer=request.viewer)),
    ]
    form.choose([(system, called(system)) for system in one.finding.systems], asks)
    return form


def _back(home: AtHome) -> str:
    return f"{reverse('home', args=[home.home.id])}people/#findings"


def _send(form: MendForm, home: AtHome, one: Told, request: StaffRequest) -> None:
    said = form.cleaned_data
    actions.add_task(
        record_type="unit",
        record_id=home.home.id,
        title=f"Put right in {called(said['system'])} who lives here",
        by=request.viewer,
        now=clock.now(),
        kind=KIND,
        about={
            "system": said["system"],
            "attribute": ATTRIBUTE,
            "finding": one.finding.key,
            "right": said["right"],
            "why": said["why"],
        },
        assigned_to=said["to"],
        team=said["team"],
        due_on=said["due"],
    )
