"""Sending a disagreement to be mended at its source: which system is wrong, what is right, and why.

Rooftree corrects no fact of a source. It makes a task for whoever keeps that system; an extract settles it.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Differs, Held, Said, record_id
from rooftree.records.claims.queries import said_of
from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.reference.refusals.rules import Refused
from rooftree.services.notes import actions, queries
from rooftree.services.notes.reading import TaskShown
from rooftree.services.notes.rules import LONGEST_WORDS, may_read_on
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import DayField, PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.notes.forms import named, of_teams, whose
from rooftree.web.staff.showing.facts import value_worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.staff.showing.sections import in_order
from rooftree.web.visibility import visible_to

SENDS = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)
"""Those who may read people, about whom a task on a record always may be."""
KIND = "mend_at_source"
PAGES = {"unit": "home", "person": "person", "property": "block", "work_order": "repair"}
NAV = {"person": "people", "work_order": "repairs"}


class MendForm(PlainForm):
    """What is to be put right, and where."""

    system = forms.ChoiceField(
        label="Which system is wrong?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose which system is wrong"),
    )
    right = forms.CharField(
        label="What is right?",
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say what is right"},
    )
    why = forms.CharField(
        label="How do you know?",
        help_text="For whoever mends it: who told you, or which paper says so.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say how you know"},
    )
    to = forms.ChoiceField(label="Who should mend it?", required=False, help_text="Leave it open if unsure.")
    due = DayField(label="By when?", required=False)

    def choose(self, systems: Sequence[tuple[str, str]], asks: Sequence[tuple[str, str]]) -> None:
        """The systems that speak of the fact, and the colleagues and teams who can be asked."""
        self.fields["system"].choices = systems  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", "Nobody yet"), *asks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """`to` is a person's id, or `team` a team's."""
        return whose(self.cleaned_data, "to")

    def clean_due(self) -> datetime.date | None:
        """A day to mend it by has not gone yet."""
        day: datetime.date | None = self.cleaned_data["due"]
        if day and day < clock.today():
            raise forms.ValidationError("That day has gone")
        return day


def mendings_of(held: Held, *, viewer: Viewer) -> list[TaskShown] | None:
    """What was sent to be mended and is not done; None for one who may not send anything."""
    if not may_read_on(held.table, viewer):
        return None
    return queries.open_mendings(held.table, [held.id], viewer=viewer).get(held.id, [])


@visible_to(*SENDS)
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: StaffRequest, record_type: str, record_id_: str, attribute: str) -> HttpResponse:
    """The form for one fact on which systems differ today."""
    own = record_id(record_id_)
    if own is None or record_type not in PAGES:
        raise Http404
    said, differs = said_of(entity_type=record_type, entity_ids=[str(own)], viewer=request.viewer)
    fact = next((one for one in differs if one.attribute == attribute), None)
    if fact is None or not may_read_on(record_type, request.viewer):
        raise Http404
    form = MendForm(request.POST if request.method == "POST" else None)
    asks = [
        *named(queries.colleagues(record_type, viewer=request.viewer)),
        *of_teams(queries.teams(viewer=request.viewer)),
    ]
    form.choose(_systems(record_type, fact, said), asks)
    if request.method == "POST" and form.is_valid():
        try:
            _send(form, record_type, str(own), attribute, request)
        except Refused as no:
            form.add_refusal(no, fields={"why": "why", "right": "right", "assigned_to": "to", "team": "to"})
        else:
            messages.success(request, "Sent to be mended at its source. The next extract settles it.")
            return HttpResponseRedirect(_back(record_type, str(own)))
    context = {
        "nav": NAV.get(record_type, "homes"),
        "form": form,
        "fact": label(record_type, attribute),
        "back": Link("Back to the record", _back(record_type, str(own))),
        "button": "Send to be mended",
    }
    return render(request, "staff/mend.html", context, status=422 if form.errors else 200)


def _back(record_type: str, own: str) -> str:
    base = reverse(PAGES[record_type], args=[own])
    return f"{base}#disagreements" if record_type == "work_order" else f"{base}disagreements/"


def _systems(record_type: str, fact: Differs, said: Sequence[Said]) -> list[tuple[str, str]]:
    """ "Locata, which says 14 May 1951 (11 June 2019)"."""
    found = []
    for system in sorted(fact.said, key=in_order):
        value = words.shown(value_worded(record_type, fact.attribute, fact.said[system]))
        claim = next((one for one in said if one.lineage.system == system), None)
        at = (claim.said_on or claim.lineage.extracted_at) if claim else None
        day = f" ({words.day(at)})" if at else ""
        found.append((system, f"{title_of(system)}, which says {value}{day}"))
    return found


def _send(form: MendForm, record_type: str, own: str, attribute: str, request: StaffRequest) -> None:
    said, fact = form.cleaned_data, label(record_type, attribute)
    system = title_of(said["system"])
    actions.add_task(
        record_type=record_type,
        record_id=own,
        title=f"Put the {fact.lower()} right in {system}",
        by=request.viewer,
        now=clock.now(),
        kind=KIND,
        about={
            "system": said["system"],
            "attribute": attribute,
            "right": said["right"],
            "why": said["why"],
        },
        assigned_to=said["to"],
        team=said["team"],
        due_on=said["due"],
    )
