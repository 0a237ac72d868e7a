"""How an address of the API is declared (what it answers, which right it needs), and held to it."""

import difflib
import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from pydantic import BaseModel

from rooftree.api.problems import NotUnderstood
from rooftree.api.shapes import Problem
from rooftree.reference.accounts.rules import Role, Scope, Viewer
from rooftree.reference.accounts.tokens.rules import SCOPE_WORDS, scopes_for
from rooftree.reference.accounts.visibility import Visibility
from rooftree.reference.refusals.rules import Reason, Refused

Read = TypeVar("Read", bound=Callable[..., Any])
PROBLEMS = {401: Problem, 403: Problem, 404: Problem, 422: Problem}

declared: dict[str, Visibility] = {}
"""Who may see each address, by the name of its route."""


class ApiRequest(HttpRequest):
    """What every read takes: the doors have set who asks."""

    viewer: Viewer
    token_name: str


def reads(
    router: Router,
    path: str,
    *,
    name: str,
    answers: type[BaseModel],
    scope: Scope,
    roles: Iterable[Role] = Role,
) -> Callable[[Read], Read]:
    """Declares a read. Those roles may ask it whose right the scope is; a token must have the scope."""
    allowed = frozenset(role for role in roles if scope in scopes_for(role))
    declared[f"api-{name}"] = Visibility(roles=allowed)

    def declare(read: Read) -> Read:
        known = _parameters(read)

        @functools.wraps(read)
        def checked(request: ApiRequest, **asked: Any) -> BaseModel | HttpResponseBase:
            if not request.viewer.reaches(scope, *allowed):
                raise Refused(out_of_scope(scope))
            _check_names(request, known)
            answer: BaseModel | HttpResponseBase = read(request, **asked)
            return answer

        router.get(
            path,
            response={200: answers, **PROBLEMS},
            url_name=f"api-{name}",
            operation_id=name,
            summary=(read.__doc__ or name).strip().partition(".")[0].partition(":")[0],
            exclude_unset=True,
            openapi_extra={
                "x-scope": scope.value,
                "x-roles": sorted(role.value for role in allowed),
            },
        )(checked)
        return read

    return declare


def out_of_scope(scope: Scope) -> Reason:
    """That a token may not be let at this, in words."""
    return Reason(
        "not-allowed-scope",
        f"This token may not read this: {SCOPE_WORDS[scope].lower()}.",
        "Make a token that may, on the page “API tokens”.",
    )


def _parameters(read: Callable[..., Any]) -> frozenset[str]:
    """The names that the question may hold: the fields of its one `asked`."""
    asked = read.__annotations__.get("asked")
    model = getattr(asked, "__origin__", asked)
    return frozenset(getattr(model, "model_fields", ()))


def _check_names(request: HttpRequest, known: frozenset[str]) -> None:
    """A name that is not known would be passed over in silence, and the list be another than was meant."""
    for name in request.GET:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            mend = (
                f"Did you mean “{near[0]}”?" if near else f"It may be: {', '.join(sorted(known)) or 'none'}."
            )
            raise NotUnderstood(name[:60], "there is no such parameter here.", mend)
        if len(request.GET.getlist(name)) > 1:
            raise NotUnderstood(name, "it is given more than once.", "Give it once.")
