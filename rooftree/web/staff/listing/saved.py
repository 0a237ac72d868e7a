"""Saved views of lists: the row above a list, saving one, and looking after one's own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rooftree.desk import lists
from rooftree.records.listing.shape import List
from rooftree.reference.accounts.teams.queries import own
from rooftree.reference.accounts.views import actions, queries
from rooftree.reference.accounts.views.queries import ViewShown
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.asked import NOT_FILTERS
from rooftree.web.visibility import visible_to

ONLY_ME = ""
ALONE = " Only you will see it: to share it, ask an administrator to put you in a team."


class SaveForm(PlainForm):
    """A name, and whom it is shared with."""

    name = forms.CharField(
        label="What do you call it?",
        help_text="For example, Gas overdue in my patch.",
        max_length=80,
        error_messages={"required": "Enter a name for the view"},
    )
    team = forms.ChoiceField(label="Who is it for?", required=False, widget=forms.RadioSelect)
    first = forms.BooleanField(label="Begin with it whenever I open this list", required=False)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(ONLY_ME, "Only me"), *teams]
        if not teams:
            del self.fields["team"]
            self.fields["name"].help_text += ALONE


class NameForm(PlainForm):
    """Another name."""

    name = forms.CharField(
        label="What do you call it now?",
        max_length=80,
        error_messages={"required": "Enter a name for the view"},
    )


def begins_with(request: StaffRequest, wanted: List) -> str:
    """The address of the view that this person begins the list with, when the address asks for nothing."""
    if request.GET:
        return ""
    first = queries.first(viewer=request.viewer, list_name=wanted.name)
    return address(first) if first else ""


def row(request: StaffRequest, wanted: List) -> dict[str, Any]:
    """The views of this list, the one that is shown marked; and where this one would be saved."""
    found = queries.views(viewer=request.viewer, list_name=wanted.name)
    question = kept(request.GET)
    current = next((one for one in found if question and QueryDict(one.query) == QueryDict(question)), None)
    links = [Link(wanted.begins or f"All {wanted.many}", "?view=none", current=not question)]
    links += [
        Link(
            one.label,
            f"{reverse(wanted.name)}?{one.query}",
            current=QueryDict(one.query) == QueryDict(question),
        )
        for one in wanted.ready
        if one.may(request.viewer)
    ]
    links += [Link(one.name, address(one), current=one is current) for one in found]
    save = f"{reverse('save-view', args=[wanted.name])}?{question}" if question and not current else ""
    return {
        "views": links if found or save or wanted.ready else [],
        "save_href": save,
        "any_views": bool(found),
    }


def ready_made(request: StaffRequest, wanted: List) -> str:
    """The label of the view ready made that is shown; nothing where the question is one's own."""
    asked = QueryDict(kept(request.GET))
    shown = [one for one in wanted.ready if one.may(request.viewer) and QueryDict(one.query) == asked]
    return shown[0].label if shown else ""


def kept(query: QueryDict) -> str:
    """What of an address makes the view: its page and the form of a file do not."""
    held = query.copy()
    for name in NOT_FILTERS:
        held.pop(name, None)
    return str(held.urlencode())


def address(one: ViewShown) -> str:
    """Where a view is opened."""
    return f"{reverse(one.list_name)}?{one.query}"


@visible_to(*SEES_RECORDS)
@require_http_methods(["GET", "POST"])
def save(request: StaffRequest, name: str) -> HttpResponse:
    """Saves the question of an address under a name."""
    wanted = lists.by_name(name, viewer=request.viewer)
    question = kept(request.GET)
    if wanted is None or not question:
        raise Http404
    teams = [(str(one.id), f"Everybody in {one.name}") for one in own(viewer=request.viewer)]
    form = SaveForm(
        request.POST if request.method == "POST" else None, teams=teams, initial={"team": ONLY_ME}
    )
    if form.is_valid():
        team = form.cleaned_data.get("team")
        try:
            own_id = actions.save(
                name=form.cleaned_data["name"],
                list_name=wanted.name,
                query=question,
                team_id=int(team) if team else None,
                by=request.viewer,
                now=clock.now(),
            )
        except Refused as refused:
            form.add_refusal(refused, fields={"name": "name", "team": "team"})
        else:
            if form.cleaned_data["first"]:
                actions.begin_with(view_id=own_id, by=request.viewer, now=clock.now())
            messages.success(request, f"“{form.cleaned_data['name']}” is saved.")
            return HttpResponseRedirect(f"{reverse(wanted.name)}?{question}")
    back = Link(wanted.title, f"{reverse(wanted.name)}?{question}")
    context = {"form": form, "list": wanted, "nav": wanted.name, "back": back, "button": "Save this view"}
    return render(request, "staff/save_view.html", context)


@visible_to(*SEES_RECORDS)
@require_safe
def views(request: StaffRequest) -> HttpResponse:
    """Every view one may open, with what one may do with it."""
    readable = {one.name: one for one in lists.LISTS if one.readable(request.viewer)}
    found = [one for one in queries.views(viewer=request.viewer) if one.list_name in readable]
    rows = [(one, readable[one.list_name], address(one)) for one in found]
    return render(request, "staff/views.html", {"rows": rows, "count": len(rows)})


@visible_to(*SEES_RECORDS)
@require_http_methods(["GET", "POST"])
def rename(request: StaffRequest, view_id: int) -> HttpResponse:
    """Another name for a view."""
    one = _view(request, view_id)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": one.name})
    if form.is_valid():
        try:
            actions.rename(view_id=one.id, name=form.cleaned_data["name"], by=request.viewer, now=clock.now())
        except Refused as refused:
            form.add_refusal(refused, fields={"name": "name"})
        else:
            messages.success(request, f"“{one.name}” is now called “{form.cleaned_data['name']}”.")
            return HttpResponseRedirect(reverse("views"))
    context = {"form": form, "view": one, "back": Link("Views", reverse("views")), "button": "Rename it"}
    return render(request, "staff/rename_view.html", context)


@visible_to(*SEES_RECORDS)
@require_POST
def first(request: StaffRequest, view_id: int) -> HttpResponse:
    """Begins the view's list with it, or no longer."""
    one = _view(request, view_id)
    if one.is_first:
        actions.begin_with_all(list_name=one.list_name, by=request.viewer, now=clock.now())
        messages.success(request, f"{one.list_name.capitalize()} begins with all of them again.")
    else:
        actions.begin_with(view_id=one.id, by=request.viewer, now=clock.now())
        messages.success(request, f"{one.list_name.capitalize()} now begins with “{one.name}”.")
    return HttpResponseRedirect(reverse("views"))


@visible_to(*SEES_RECORDS)
@require_POST
def remove(request: StaffRequest, view_id: int) -> HttpResponse:
    """A view that is no longer wanted."""
    one = _view(request, view_id)
    actions.remove(view_id=one.id, by=request.viewer, now=clock.now())
    messages.success(request, f"“{one.name}” is removed. The records it showed are as they were.")
    return HttpResponseRedirect(reverse("views"))


def _view(request: StaffRequest, view_id: int) -> ViewShown:
    found = queries.view(view_id, viewer=request.viewer)
    if found is None or lists.by_name(found.list_name, viewer=request.viewer) is None:
        raise Http404
    return found
