"""The menu holds what exists and what the viewer may see, and nothing else."""

import pytest
from django.urls import reverse

from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from rooftree.web.context import MENU, href_for, menu
from tests.people import Somebody

pytestmark = pytest.mark.urls("tests.web.pages")


def viewer(role: Role) -> Viewer:
    return Viewer(user_id=1, name="Alice", role=role)


def words(role: Role) -> list[str]:
    return [group.words for group in menu(viewer(role))]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OFFICER, ["Start", "People"]),
        (Role.PLANNER, ["Start"]),
        (Role.ADMINISTRATOR, ["Start", "System"]),
    ],
)
def test_each_role_has_its_own_menu(role: Role, expected: list[str]) -> None:
    assert words(role) == expected


def test_a_part_of_the_menu_leads_to_the_first_of_its_pages_that_the_viewer_may_see() -> None:
    system = menu(viewer(Role.ADMINISTRATOR))[-1]
    assert [item.words for item in system.items] == ["Users", "Teams"]
    assert (system.href, system.names, system.is_one) == ("/users/", ("users", "teams"), False)


def test_a_part_of_which_one_page_is_left_is_called_as_that_page() -> None:
    people = menu(viewer(Role.OFFICER))[-1]
    assert (people.words, people.href, people.is_one) == ("People", "/people/", True)


@pytest.mark.urls("rooftree.config.urls")
def test_no_page_stands_in_the_menu_twice_and_every_route_of_it_exists() -> None:
    names = [name for _, routes in MENU for name, _ in routes]
    assert len(names) == len(set(names))
    assert [name for name in names if not reverse(name)] == []


def test_a_stranger_has_no_menu_and_no_search_box() -> None:
    assert menu(ANONYMOUS) == []
    assert href_for("search", ANONYMOUS) == ""


def test_a_route_that_does_not_exist_is_left_out() -> None:
    assert href_for("runs", viewer(Role.OFFICER)) == ""


@pytest.mark.urls("rooftree.config.urls")
def test_a_page_shows_what_its_part_holds_and_marks_where_you_are_also_when_folded(alice: Somebody) -> None:
    text = alice.client.get("/visits/").content.decode()
    part = text.split('<nav class="rt-subnav" aria-label="Repairs">')[1].split("</nav>")[0]
    assert '<a href="/visits/" aria-current="true">Visits</a>' in part
    assert '<a href="/repairs/">Repairs</a>' in part
    main = text.split('<nav class="rt-menu" aria-label="Main">')[1].split("</nav>")[0]
    fold, line = main.split("</details>")
    assert '<a href="/visits/" aria-current="true">Visits</a>' in fold
    assert '<a href="/repairs/" aria-current="true">Repairs</a>' in line
    assert "/users/" not in main
    assert 'class="rt-subnav"' not in alice.client.get("/").content.decode()
