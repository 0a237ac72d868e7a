"""API tokens: one's own, and for administrators everybody's."""

import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rooftree.reference.accounts.queries import own_account, users
from rooftree.reference.accounts.rules import Scope, may_manage_users
from rooftree.reference.accounts.tokens import actions, queries
from rooftree.reference.accounts.tokens.rules import scopes_for
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.accounts.forms import TokenForm
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to_staff

FIELDS = {"token-name": "name", "token-scopes": "scopes", "token-lasts": "lasts", "user-unknown": "email"}


@visible_to_staff
@require_safe
def tokens(request: StaffRequest) -> HttpResponse:
    """One's own tokens; for administrators everybody else's too."""
    now = clock.now()
    own = queries.own(viewer=request.viewer, now=now)
    context = {
        "own": own,
        "working": sum(one.works for one in own),
        "others": queries.of_others(viewer=request.viewer, now=now),
        "manages": may_manage_users(request.viewer),
    }
    return render(request, "accounts/tokens.html", context)


@visible_to_staff
@require_http_methods(["GET", "POST"])
def make_token(request: StaffRequest) -> HttpResponse:
    """A new token; ends by showing it, this once."""
    form = TokenForm(
        request.POST if request.method == "POST" else None,
        scopes=_scopes(request),
        people=[(one.email, one.shown_name) for one in users(viewer=request.viewer) if one.is_active],
        initial={"email": own.email if (own := own_account(viewer=request.viewer)) else ""},
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            token = actions.make(
                name=said["name"],
                scopes=[Scope(one) for one in said["scopes"]],
                lasts=datetime.timedelta(days=int(said["lasts"])),
                by=request.viewer,
                now=clock.now(),
                email=said.get("email", ""),
            )
        except Refused as refused:
            form.add_refusal(refused, fields=FIELDS)
        else:
            return render(request, "accounts/token_made.html", {"token": token, "name": said["name"]})
    context = {"form": form, "button": "Make the token", "back": Link("API tokens", reverse("tokens"))}
    return render(request, "accounts/make_token.html", context)


@visible_to_staff
@require_POST
def stop_token(request: StaffRequest, token_id: int) -> HttpResponse:
    """Stops a token at once."""
    name = actions.stop(token_id=token_id, by=request.viewer, now=clock.now())
    messages.success(request, f"The token “{name}” opens nothing any more.")
    return HttpResponseRedirect(reverse("tokens"))


def _scopes(request: StaffRequest) -> tuple[Scope, ...]:
    """What can be chosen: what one may read oneself. An administrator may choose for others; the action holds
    it to their role."""
    role = request.viewer.role
    return tuple(Scope) if role is None or may_manage_users(request.viewer) else scopes_for(role)
