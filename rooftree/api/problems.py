"""Every "no" of the API as an RFC 9457 problem, in the words that a person would read on a page."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from rooftree.reference.refusals.rules import Reason, Refused, as_problem

MEDIA = "application/problem+json"
TITLES = {
    401: "You have not signed in",
    403: "You may not read this",
    404: "There is nothing here",
    405: "This address is only read",
    409: "That was not done",
    422: "The question was not understood",
}
MENDS = {
    "limit": "Give a whole number from 1 to 500.",
    "on": "Give a day that has been, as YYYY-MM-DD.",
    "cursor": "Begin again without it, and follow `next`.",
}


class NotUnderstood(Exception):  # noqa: N818 - it is a "no", not an error
    """A parameter that cannot be used: which, why, and what would do."""

    def __init__(self, field: str, says: str, mend: str) -> None:
        self.field, self.says, self.mend = field, says, mend
        super().__init__(f"{field}: {says}")


def problem(*, status: int, reasons: Sequence[Reason], **more: Any) -> JsonResponse:
    """The reasons as a problem."""
    body = as_problem(status=status, title=TITLES.get(status, TITLES[409]), reasons=reasons) | more
    return JsonResponse(body, status=status, content_type=MEDIA)


def not_understood(faults: Sequence[tuple[str, str, str]]) -> JsonResponse:
    """422: every parameter that cannot be used, why, and what would do."""
    reasons = [Reason(f"bad-{name}", f"{name}: {says}", mend) for name, says, mend in faults]
    errors = [{"parameter": name, "says": says, "mend": mend} for name, says, mend in faults]
    return problem(status=422, reasons=reasons, errors=errors)


def handle(api: NinjaAPI) -> None:
    """Puts the API's refusals into words."""
    handlers: dict[type[Exception], Any] = {
        Http404: _not_found,
        Refused: _refused,
        NotUnderstood: _not_understood,
        ValidationError: _invalid,
        HttpError: _http,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _not_found(request: HttpRequest, no: Http404) -> JsonResponse:
    del request
    says = str(no) or "There is no such record, or it is not for you to read."
    return problem(status=404, reasons=(Reason("not-found", says, "Look for it with /api/v1/search."),))


def _refused(request: HttpRequest, no: Refused) -> JsonResponse:
    del request
    return problem(status=403 if no.is_about_permission else 409, reasons=no.reasons)


def _not_understood(request: HttpRequest, no: NotUnderstood) -> JsonResponse:
    del request
    return not_understood([(no.field, no.says, no.mend)])


def _invalid(request: HttpRequest, no: ValidationError) -> JsonResponse:
    del request
    faults = []
    for fault in no.errors:
        name = str(fault["loc"][-1])
        says = str(fault["msg"]).removeprefix("Value error, ")
        faults.append((name, says[:1].lower() + says[1:] + ".", MENDS.get(name, "See /api/v1/openapi.json.")))
    return not_understood(faults)


def _http(request: HttpRequest, no: HttpError) -> JsonResponse:
    del request
    return problem(status=no.status_code, reasons=(Reason("refused", str(no)),))
