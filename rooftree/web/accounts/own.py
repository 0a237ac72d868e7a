"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from rooftree.reference.accounts import actions, queries
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.accounts.forms import PasswordForm
from rooftree.web.accounts.sign_in import CAME_BY_LINK
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to_staff


@visible_to_staff
@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "POST"])
def own_password(request: StaffRequest) -> HttpResponse:
    """Choose or change one's own password; other sessions of the same person end."""
    account = queries.own_account(viewer=request.viewer)
    came_by_link = bool(request.session.get(CAME_BY_LINK))
    asks_current = bool(account and account.has_password and not came_by_link)
    form = PasswordForm(request.POST if request.method == "POST" else None, asks_current=asks_current)
    if form.is_valid():
        try:
            user = actions.change_own_password(
                new=form.cleaned_data["new"],
                current=form.cleaned_data.get("current"),
                by=request.viewer,
                now=clock.now(),
                came_by_link=came_by_link,
            )
        except Refused as refused:
            form.add_refusal(refused, fields={"current-password": "current", "password": "new"})
        else:
            update_session_auth_hash(request, user)
            request.session.pop(CAME_BY_LINK, None)
            messages.success(request, "Your password is changed. You are signed out everywhere else.")
            return HttpResponseRedirect(resolve_url("/"))
    return render(
        request, "accounts/own_password.html", {"form": form, "account": account, "button": "Save password"}
    )
