"""Teams of staff, and who is in them: for administrators."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rooftree.reference.accounts.queries import users
from rooftree.reference.accounts.rules import Role
from rooftree.reference.accounts.teams import actions, queries
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.forms import PlainForm
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to


class TeamForm(PlainForm):
    """A name for a new team."""

    name = forms.CharField(
        label="What is it called?",
        help_text="For example, North patch, or Gas and electrical.",
        max_length=80,
        error_messages={"required": "Enter a name for the team"},
    )


@visible_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def teams(request: StaffRequest) -> HttpResponse:
    """Every team with who is in it; a new one."""
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add(name=form.cleaned_data["name"], by=request.viewer, now=clock.now())
        except Refused as refused:
            form.add_refusal(refused, fields={"name": "name"})
        else:
            messages.success(request, f"The team {form.cleaned_data['name']} is made. Put people in it.")
            return HttpResponseRedirect(reverse("teams"))
    active = [one for one in users(viewer=request.viewer) if one.is_active]
    found = queries.teams(viewer=request.viewer)
    context = {"teams": found, "form": form, "choices": active, "nav": "teams"}
    return render(request, "accounts/teams.html", context)


@visible_to(Role.ADMINISTRATOR)
@require_POST
def put_in(request: StaffRequest, team_id: int) -> HttpResponse:
    """Puts somebody in a team."""
    email = request.POST.get("email", "")
    actions.put_in(team_id=team_id, email=email, by=request.viewer, now=clock.now())
    messages.success(request, f"{email} is in the team.")
    return HttpResponseRedirect(f"{reverse('teams')}#team-{team_id}")


@visible_to(Role.ADMINISTRATOR)
@require_POST
def take_out(request: StaffRequest, team_id: int) -> HttpResponse:
    """Takes somebody out of a team."""
    email = request.POST.get("email", "")
    actions.take_out(team_id=team_id, email=email, by=request.viewer, now=clock.now())
    messages.success(request, f"{email} is no longer in the team, and no longer sees what is shared with it.")
    return HttpResponseRedirect(f"{reverse('teams')}#team-{team_id}")
