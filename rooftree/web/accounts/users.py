"""Who may sign in: for administrators."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rooftree.reference.accounts import actions, queries
from rooftree.reference.accounts.rules import Role
from rooftree.reference.refusals.rules import Refused
from rooftree.web import clock
from rooftree.web.accounts.forms import RoleForm, UserForm
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to


@visible_to(Role.ADMINISTRATOR)
@require_safe
def users(request: StaffRequest) -> HttpResponse:
    """Everybody who can, or could, sign in."""
    accounts = queries.users(viewer=request.viewer)
    active = sum(account.is_active for account in accounts)
    context = {"accounts": accounts, "active": active, "stopped": len(accounts) - active, "nav": "users"}
    return render(request, "accounts/users.html", context)


@visible_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def add_user(request: StaffRequest) -> HttpResponse:
    """Somebody new; ends by showing their one-time link."""
    form = UserForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.add(
                email=email,
                full_name=form.cleaned_data["full_name"],
                role=Role(form.cleaned_data["role"]),
                by=request.viewer,
                now=clock.now(),
            )
        except Refused as refused:
            form.add_refusal(refused, fields={"email": "email"})
        else:
            return _show_link(request, email)
    return render(
        request, "accounts/add_user.html", {"form": form, "button": "Add and make a link", "nav": "users"}
    )


@visible_to(Role.ADMINISTRATOR)
@require_POST
def new_link(request: StaffRequest) -> HttpResponse:
    """A new one-time link for somebody."""
    return _show_link(request, request.POST.get("email", ""))


@visible_to(Role.ADMINISTRATOR)
@require_POST
def stop_user(request: StaffRequest) -> HttpResponse:
    """Stops somebody signing in."""
    email = request.POST.get("email", "")
    actions.stop(email=email, by=request.viewer, now=clock.now())
    messages.success(
        request, f"{email} can no longer sign in, and any page they have open has stopped working."
    )
    return HttpResponseRedirect(reverse("users"))


@visible_to(Role.ADMINISTRATOR)
@require_POST
def allow_user(request: StaffRequest) -> HttpResponse:
    """Lets somebody sign in again."""
    email = request.POST.get("email", "")
    actions.allow(email=email, by=request.viewer, now=clock.now())
    messages.success(request, f"{email} can sign in again.")
    return HttpResponseRedirect(reverse("users"))


@visible_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def change_role(request: StaffRequest) -> HttpResponse:
    """Another role for somebody."""
    account = queries.account_of(request.GET.get("email", ""), viewer=request.viewer)
    if account is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = RoleForm(posted, initial={"role": account.role.value})
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        actions.change_role(email=account.email, role=role, by=request.viewer, now=clock.now())
        messages.success(request, f"{account.shown_name} is now {role.words.lower()}.")
        return HttpResponseRedirect(reverse("users"))
    context = {"form": form, "account": account, "button": "Change the role", "nav": "users"}
    return render(request, "accounts/change_role.html", context)


def _show_link(request: StaffRequest, email: str) -> HttpResponse:
    token = actions.make_sign_in_link(email=email, by=request.viewer, now=clock.now())
    link = request.build_absolute_uri(reverse("sign-in-by-link", args=[token]))
    return render(request, "accounts/link_made.html", {"email": email, "link": link, "nav": "users"})
