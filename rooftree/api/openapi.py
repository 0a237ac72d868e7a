"""The OpenAPI 3.1 description, made from the same declarations that are obeyed."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rooftree.api.problems import MEDIA
from rooftree.api.v1.api import api
from rooftree.reference.accounts.visibility import visible_to_everyone

BASE = "/api/v1/"
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The `ETag` of what you have; if nothing has changed the answer is 304, without a body.",
    "schema": {"type": "string"},
}
HEADERS = {
    "ETag": {"description": "Names exactly this answer.", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "Since when the newest of it has been known.",
        "schema": {"type": "string"},
    },
    "Link": {"description": 'The page that follows, as `rel="next"`.', "schema": {"type": "string"}},
}
SAYS = {
    "200": "What was asked for.",
    "401": "No token or session, or one that is not heeded.",
    "403": "Not for this role, or not within the token's scopes.",
    "404": "There is none, or it is not for you to read, or nothing was known of it on that day.",
    "422": "A parameter that cannot be used: which, why, and what would do.",
}


@cache
def description() -> dict[str, Any]:
    """The whole description; made once, because the declarations do not change while we run."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=BASE), default=str))
    for methods in made["paths"].values():
        for operation in methods.values():
            _amend(operation)
    made["servers"] = [{"url": "/"}]
    schemas = made["components"]["schemas"]
    made["components"]["schemas"] = {
        name: schema for name, schema in schemas.items() if not name.endswith("Asked")
    }  # what can be asked stands in the parameters
    return made


def _amend(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # a list belongs to the schema, which has it; beside it, a map
    operation["parameters"].append(IF_NONE_MATCH)
    responses = operation["responses"]
    for status, response in responses.items():
        response["description"] = SAYS[status]
        if status == "200":
            response["headers"] = HEADERS
        else:
            response["content"] = {MEDIA: next(iter(response["content"].values()))}
    responses["304"] = {"description": "Nothing has changed since the answer that you have."}
    roles = ", ".join(operation["x-roles"]).replace("_", " ")
    said = operation.get("description", "")
    operation["description"] = (
        f"{said} For: {roles}. A token needs the scope `{operation['x-scope']}`.".strip()
    )


@visible_to_everyone
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description. It says nothing of any home or person, so it is for everybody."""
    del request
    return HttpResponse(json.dumps(description(), indent=1), content_type="application/json")
