"""A session is read as Django kept it, until it runs out or is ended."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooftree.reference.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def _kept() -> str:
    store = SessionStore()
    store["appearance"] = "dark"
    store.save()
    assert store.session_key
    return store.session_key


def test_what_was_kept_is_read_in_one_question() -> None:
    key = _kept()
    with CaptureQueriesContext(connection) as counted:
        assert SessionStore(key)["appearance"] == "dark"
    assert len(counted) == 1


def test_one_that_ran_out_or_was_never_there_is_empty_and_its_key_is_not_taken_over() -> None:
    key = _kept()
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    for asked in (key, "0" * 32, "' OR 1=1 --"):
        store = SessionStore(asked)
        assert "appearance" not in store
        assert store.session_key is None


def test_an_ended_one_signs_nobody_in(client: Client) -> None:
    client.cookies["sessionid"] = _kept()
    Session.objects.all().delete()
    assert client.get("/homes/").status_code == 302
