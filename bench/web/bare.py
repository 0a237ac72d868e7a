"""What everything is held against: a view that reads one row by its key and says it as JSON, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test.utils import CaptureQueriesContext

from rooftree.web.visibility import visible_to_everyone

COUNT = "X-Bench-Count"


@visible_to_everyone
def bare(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """One row by its primary key."""
    del request
    unit: Any = apps.get_model("records", "Unit")
    row = unit.objects.values("id", "address_line", "postcode").get(pk=home_id)
    return JsonResponse({name: str(value) for name, value in row.items()})


class CountMiddleware:
    """Says how many statements an answer took, to one who asks by a header; nobody is timed who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if COUNT not in request.headers:
            return self.get_response(request)
        with CaptureQueriesContext(connection) as counted:
            response = self.get_response(request)
        response[COUNT] = str(len(counted))
        return response
