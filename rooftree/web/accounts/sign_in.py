"""In and out."""

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rooftree.reference.accounts import actions, queries
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web import clock
from rooftree.web.accounts.forms import SignInForm
from rooftree.web.errors import refusal_response
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to_everyone, visible_to_staff

BACKEND = "rooftree.reference.accounts.backends.Backend"
CAME_BY_LINK = "came_by_link"
"""In the session of somebody who came in by a one-time link: they may set a password without the old one."""
WRONG = "The email address or password is not right. Check both, or ask an administrator for a sign-in link."


@visible_to_everyone
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: StaffRequest) -> HttpResponse:
    """Email and password; then back to the page that was asked for."""
    onward = safe_next(request)
    if request.viewer.is_signed_in:
        return HttpResponseRedirect(onward or resolve_url("/"))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = authenticate(request, email=form.cleaned_data["email"], password=form.cleaned_data["password"])
        if user is not None:
            login(request, user)
            actions.note_sign_in(by=queries.viewer_for(user), now=clock.now())
            return HttpResponseRedirect(onward or resolve_url("/"))
        form.add_error("email", WRONG)
    return render(request, "accounts/sign_in.html", {"form": form, "next": onward, "button": "Sign in"})


@visible_to_everyone
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: StaffRequest, token: str) -> HttpResponse:
    """A one-time link. Opening it shows a button, because mail scanners open links too; that uses it up."""
    if request.method == "GET":
        reasons = queries.why_link_cannot_be_used(token=token, now=clock.now())
        return render(request, "accounts/link.html", {"reasons": reasons}, status=410 if reasons else 200)
    try:
        user = actions.redeem_sign_in_link(token=token, now=clock.now())
    except Refused as refused:
        return render(request, "accounts/link.html", {"reasons": refused.reasons}, status=410)
    login(request, user, backend=BACKEND)
    request.session[CAME_BY_LINK] = True
    return HttpResponseRedirect(resolve_url("/") if user.has_usable_password() else reverse("own-password"))


@visible_to_staff
@require_POST
def sign_out(request: StaffRequest) -> HttpResponse:
    """Ends the session; what was asked for last is forgotten with it."""
    actions.note_sign_out(by=request.viewer, now=clock.now())
    logout(request)
    return HttpResponseRedirect(reverse("sign-in") + "?signed-out=1")


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """What django-axes shows after too many wrong passwords for one address from one place."""
    del response, credentials
    reason = Reason(
        "too-many-tries",
        "The wrong password was given five times for this email address.",
        "Wait 15 minutes without trying, then try again; or ask an administrator for a sign-in link.",
    )
    return refusal_response(request, (reason,), status=429)


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in, if it is on this site; never somewhere else."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    good = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if good else ""
