"""The menu holds what exists and what the viewer may see, and nothing else."""

import pytest

from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from rooftree.web.context import href_for, menu

pytestmark = pytest.mark.urls("tests.web.pages")


def words(role: Role) -> list[str]:
    return [item.words for item in menu(Viewer(user_id=1, name="Alice", role=role))]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OFFICER, ["Start", "People"]),
        (Role.PLANNER, ["Start"]),
        (Role.ADMINISTRATOR, ["Start", "Users"]),
    ],
)
def test_each_role_has_its_own_menu(role: Role, expected: list[str]) -> None:
    assert words(role) == expected


def test_a_stranger_has_no_menu_and_no_search_box() -> None:
    assert menu(ANONYMOUS) == []
    assert href_for("search", ANONYMOUS) == ""


def test_a_route_that_does_not_exist_is_left_out() -> None:
    assert href_for("runs", Viewer(user_id=1, name="Alice", role=Role.OFFICER)) == ""
