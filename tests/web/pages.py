"""Addresses for tests of the door: pages that say who may see them, one that does not, some that fail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import include, path

from rooftree.reference.accounts.rules import Role
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web.components.parts import Kind, Status
from rooftree.web.visibility import visible_to, visible_to_everyone, visible_to_staff


@visible_to_staff
def start(request: HttpRequest) -> HttpResponse:
    return HttpResponse("start")


@visible_to(Role.OFFICER)
def people(request: HttpRequest) -> HttpResponse:
    return HttpResponse("people")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a secret")


@visible_to_everyone
def refusing(request: HttpRequest) -> HttpResponse:
    raise Refused(Reason("busy", "A run is under way.", "Wait for it to end."))


@visible_to_everyone
def forbidding(request: HttpRequest) -> HttpResponse:
    raise Refused(Reason("not-allowed", "You cannot start runs."))


@visible_to_everyone
def breaking(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("a secret")


LIVE = """{% extends "kinds/list.html" %}{% load rooftree %}{% block title %}Live{% endblock %}
{% block scripts %}{% include "components/live.html" %}{% endblock %}{% block heading %}Live{% endblock %}
{% block main %}{% section "Run" "runs" %}{% include "components/progress.html" %}{% endsection %}
{% endblock %}"""


def progress(request: HttpRequest) -> dict[str, object]:
    """A run that has ended by the time it is asked about again."""
    ended = request.path.endswith("/now/")
    status = Status(Kind.OK, "Ended") if ended else Status(Kind.NOW, "Under way")
    shared = {"id": "run", "title": "Run 1", "renew": "/live/now/", "done": 1, "out_of": 1}
    return shared | {"status": status, "running": not ended}


@visible_to_everyone
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Template(LIVE).render(RequestContext(request, progress(request))))


@visible_to_everyone
def live_now(request: HttpRequest) -> HttpResponse:
    return render(request, "components/progress.html", progress(request))


@visible_to_everyone
def live_broken(request: HttpRequest) -> HttpResponse:
    shown = progress(request) | {"renew": "/breaking/"}
    return HttpResponse(Template(LIVE).render(RequestContext(request, shown)))


urlpatterns = [
    path("live/broken/", live_broken),
    path("live/", live),
    path("live/now/", live_now),
    path("", start, name="start"),
    path("people/", people, name="people"),
    path("search/", start, name="search"),
    path("undeclared/", undeclared, name="homes"),
    path("refusing/", refusing),
    path("forbidding/", forbidding),
    path("breaking/", breaking),
    path("", include("rooftree.web.urls")),
]
handler403 = "rooftree.web.errors.forbidden"
handler404 = "rooftree.web.errors.not_found"
handler500 = "rooftree.web.errors.broken"
