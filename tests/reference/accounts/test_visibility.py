"""A route says who may see it; one that does not is seen by nobody."""

import pytest
from django.http import HttpRequest, HttpResponse

from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from rooftree.reference.accounts.visibility import (
    View,
    visibility_of,
    visible_to,
    visible_to_everyone,
    visible_to_staff,
)


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def viewer(role: Role) -> Viewer:
    return Viewer(user_id=1, name="Alice", role=role)


def allowed(view: View) -> set[Role]:
    visibility = visibility_of(view)
    assert visibility is not None
    return {role for role in Role if visibility.allows(viewer(role))}


def test_a_page_for_one_role_is_for_that_role_alone() -> None:
    marked = visible_to(Role.OFFICER)(lambda request: page(request))
    assert allowed(marked) == {Role.OFFICER}
    assert not marked.visible_to.allows(ANONYMOUS)  # type: ignore[attr-defined]
    assert not marked.visible_to.allows(SYSTEM)  # type: ignore[attr-defined]


def test_a_page_for_staff_is_for_every_role_but_not_for_strangers() -> None:
    marked = visible_to_staff(lambda request: page(request))
    assert allowed(marked) == set(Role)
    assert not marked.visible_to.allows(ANONYMOUS)  # type: ignore[attr-defined]


def test_a_page_for_everyone_is_for_strangers_too() -> None:
    marked = visible_to_everyone(lambda request: page(request))
    assert marked.visible_to.allows(ANONYMOUS)  # type: ignore[attr-defined]


def test_a_page_that_says_nothing_has_no_visibility() -> None:
    assert visibility_of(page) is None


def test_naming_no_role_is_a_mistake_found_at_once() -> None:
    with pytest.raises(ValueError, match="at least one role"):
        visible_to()
