"""Looking after who may sign in."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from rooftree.reference.accounts import queries
from rooftree.reference.accounts.rules import ANONYMOUS, Role
from tests.web.conftest import user_with

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]
SignedIn = Callable[[Role], Client]
ERIN = {"full_name": "Erin Dene", "email": "Erin@example.org", "role": "planner"}


def test_adding_somebody_shows_a_link_that_works(signed_in: SignedIn) -> None:
    page = signed_in(Role.ADMINISTRATOR).post("/users/add/", ERIN).content.decode()
    link = re.search(r"http://testserver(/sign-in/[\w-]+/)", page)
    assert link is not None
    assert Client().post(link[1]).status_code == 302


def test_the_list_names_everybody_and_how_they_stand(signed_in: SignedIn) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    user_with(Role.PLANNER)
    client.post("/users/stop/", {"email": "bob@example.org"})
    page = client.get("/users/").content.decode()
    assert "One person may sign in; one is stopped" in page
    assert "Bob Planner" in page
    assert queries.viewer_by_email("bob@example.org") is ANONYMOUS
    client.post("/users/allow/", {"email": "bob@example.org"})
    assert "Two people may sign in" in client.get("/users/").content.decode()


def test_the_same_address_twice_is_said_at_its_field(signed_in: SignedIn) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    client.post("/users/add/", ERIN)
    assert (
        '<a href="#id_email">erin@example.org can already sign in.'
        in client.post("/users/add/", ERIN).content.decode()
    )


def test_a_role_is_changed_and_the_next_page_knows(signed_in: SignedIn) -> None:
    admin, bob = signed_in(Role.ADMINISTRATOR), Client()
    bob.force_login(user_with(Role.PLANNER), backend="rooftree.reference.accounts.backends.Backend")
    assert bob.get("/people/").status_code == 403
    page = admin.post("/users/role/?email=bob@example.org", {"role": "officer"}, follow=True).content.decode()
    assert "Bob Planner is now housing officer." in page
    assert bob.get("/people/").status_code == 200


def test_the_role_of_nobody_and_no_role_are_not_changed(signed_in: SignedIn) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert admin.get("/users/role/?email=stranger@example.org").status_code == 404
    assert admin.post("/users/role/?email=dev@example.org", {"role": "officer"}).status_code == 409
    assert (
        "Select a valid choice"
        in admin.post("/users/role/?email=dev@example.org", {"role": "king"}).content.decode()
    )


def test_nobody_stops_themselves(signed_in: SignedIn) -> None:
    response = signed_in(Role.ADMINISTRATOR).post("/users/stop/", {"email": "dev@example.org"})
    assert (response.status_code, "You cannot stop yourself." in response.content.decode()) == (409, True)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/users/", "/users/add/", "/users/link/", "/users/stop/", "/users/allow/"])
def test_other_roles_are_refused(signed_in: SignedIn, role: Role, path: str) -> None:
    assert signed_in(role).post(path, ERIN).status_code == 403


@pytest.mark.parametrize("path", ["/users/link/", "/users/stop/", "/users/allow/"])
def test_what_changes_something_is_not_done_by_opening_a_page(signed_in: SignedIn, path: str) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(path).status_code == 405
