"""What the web server does before it answers."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection, transaction
from django.template import engines
from django.test import Client

from rooftree.records.claims import statements
from rooftree.reference.accounts.rules import Role
from rooftree.reference.audit.models import AuditEntry
from rooftree.web import ahead, clock
from tests.factories.landlord import a_landlord
from tests.web.conftest import user_with

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("page", ["", "people/", "timeline/", "repairs/", "notes/"])
@pytest.mark.parametrize("of", ["unit", "person"])
def test_the_first_home_and_person_are_shown_in_words_that_were_made_ahead(of: str, page: str) -> None:
    with transaction.atomic():
        own = a_landlord()[of].pk
    path = {"unit": f"/homes/{own}/{page}", "person": f"/people/{own}/{page}"}[of]
    path = path.replace(f"/people/{own}/people/", f"/people/{own}/household/")
    statements._worded.cache_clear()
    ahead.prepare(today=clock.today())
    officer = Client()
    officer.force_login(user_with(Role.OFFICER), backend="rooftree.reference.accounts.backends.Backend")
    before = statements._worded.cache_info().misses
    assert officer.get(path).status_code == 200
    assert before > 0
    assert statements._worded.cache_info().misses == before


def test_nobody_has_read_anything_and_no_connection_is_left() -> None:
    with transaction.atomic():
        a_landlord()
    ahead.prepare(today=datetime.date(2026, 11, 3))
    assert connection.connection is None
    assert not AuditEntry.objects.filter(action="read").exists()


def test_a_landlord_without_homes_starts_too() -> None:
    ahead.prepare(today=datetime.date(2026, 11, 3))
    loaders = engines["django"].engine.template_loaders  # type: ignore[attr-defined]
    assert any("staff/home.html" in str(key) for key in loaders[0].get_template_cache)
