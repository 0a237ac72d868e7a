"""Pages for when something cannot be shown, and the same as RFC 9457 problems for programs."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from rooftree.reference.refusals.rules import Reason, as_problem
from rooftree.web.requests import wants_json
from rooftree.web.visibility import visible_to_everyone

TITLES = {
    401: "You have not signed in",
    403: "You cannot see this page",
    404: "There is no page at this address",
    409: "That was not done",
    429: "Too many tries to sign in",
}


def refusal_response(request: HttpRequest, reasons: Sequence[Reason], *, status: int) -> HttpResponse:
    """The reasons as a page, or as a problem for a program."""
    title = TITLES.get(status, TITLES[409])
    if wants_json(request):
        return problem(status=status, title=title, reasons=reasons)
    return render(request, "errors/refused.html", {"title": title, "reasons": reasons}, status=status)


def problem(*, status: int, title: str, reasons: Sequence[Reason]) -> JsonResponse:
    """The same for a program."""
    body = as_problem(status=status, title=title, reasons=reasons)
    return JsonResponse(body, status=status, content_type="application/problem+json")


@visible_to_everyone
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's own "permission denied"."""
    del exception
    return refusal_response(request, (Reason("not-allowed", "You may not do this."),), status=403)


@visible_to_everyone
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is at this address, or nothing that this viewer may know of."""
    del exception
    reason = Reason(
        "not-found", "The address may be mistyped, or the record may have been joined to another."
    )
    if wants_json(request):
        return problem(status=404, title=TITLES[404], reasons=(reason,))
    return render(request, "errors/not_found.html", status=404)


@visible_to_everyone
def broken(request: HttpRequest) -> HttpResponse:
    """Something unexpected. Drawn without database, session or context, since any may be what broke."""
    if wants_json(request):
        return problem(status=500, title=HTTPStatus(500).phrase, reasons=())
    return render(None, "errors/broken.html", status=500)


@visible_to_everyone
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back without its proof: the page was open too long, or cookies are off."""
    del reason
    stale = Reason(
        "form-too-old",
        "The form was open for too long, or your browser does not keep our cookie. Nothing was saved.",
        "Go back, refresh the page, and send it again.",
    )
    return refusal_response(request, (stale,), status=403)
