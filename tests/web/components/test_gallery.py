"""The gallery shows every part in use, to everybody who works here."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from rooftree.reference.accounts.rules import Role
from rooftree.web.components.gallery import GROUPS
from rooftree.web.components.gallery_edges import ICONS
from tests.web.conftest import user_with

pytestmark = pytest.mark.urls("tests.web.pages")
TEMPLATES = Path(__file__).parents[3] / "rooftree" / "web" / "templates"
NOT_PARTS = {"components/live.html", "components/sprite.html"}
"""A script and the icons' drawings: what they do is seen, they are not."""


def client_of(role: Role) -> Client:
    client = Client()
    client.force_login(user_with(role), backend="rooftree.reference.accounts.backends.Backend")
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_works_here_may_see_it_and_finds_it_from_each_page(role: Role) -> None:
    client = client_of(role)
    index = client.get("/components/")
    assert index.status_code == 200
    assert b'href="/components/"' in index.content.split(b"<footer")[1]
    for name in GROUPS:
        assert f'href="/components/{name}/"'.encode() in index.content


@pytest.mark.django_db
def test_every_template_of_a_part_is_shown() -> None:
    client, drawn = client_of(Role.OFFICER), set()
    for name in GROUPS:
        answer = client.get(f"/components/{name}/")
        assert answer.status_code == 200, name
        assert b"style=" not in answer.content, name
        assert b"onclick" not in answer.content, name
        drawn |= {used.name for used in answer.templates}
    parts = {
        path.relative_to(TEMPLATES).as_posix()
        for folder in ("components", "forms")
        for path in (TEMPLATES / folder).glob("*.html")
    }
    kinds = {f"kinds/{path.name}" for path in (TEMPLATES / "kinds").glob("*.html")} - {"kinds/split.html"}
    assert sorted((parts | kinds) - drawn - NOT_PARTS) == []


@pytest.mark.django_db
def test_every_icon_is_shown_and_every_icon_in_use_exists() -> None:
    sprite = (TEMPLATES / "components" / "sprite.html").read_text()
    drawn = {part.split('"')[0] for part in sprite.split('id="i-')[1:]}
    assert drawn == {name for name, _ in ICONS}
    used = {
        part.split('"')[0]
        for page in TEMPLATES.rglob("*.html")
        for part in page.read_text().split('{% icon "')[1:]
    }
    assert sorted(used - drawn) == []


@pytest.mark.django_db
def test_there_is_no_group_of_another_name() -> None:
    assert client_of(Role.OFFICER).get("/components/nothing/").status_code == 404


@pytest.mark.django_db
def test_every_template_says_what_it_is_for() -> None:
    silent = [
        path.name
        for folder in ("components", "forms", "kinds")
        for path in (TEMPLATES / folder).glob("*.html")
        if "{% comment %}" not in path.read_text()
    ]
    assert sorted(silent) == []
