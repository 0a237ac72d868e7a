"""A signed-in user is read in one question; one who was stopped, or never was, is nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooftree.reference.accounts.backends import Backend
from rooftree.reference.accounts.rules import Role
from tests.people import add

pytestmark = pytest.mark.django_db


def test_a_user_is_read_whole_in_one_question_as_django_would_read_them() -> None:
    user = add("Olwen Officer", Role.OFFICER).user
    with CaptureQueriesContext(connection) as counted:
        found = Backend().get_user(user.pk)
        assert found is not None
        assert {field.attname: getattr(found, field.attname) for field in user._meta.concrete_fields} == {
            field.attname: getattr(user, field.attname) for field in user._meta.concrete_fields
        }
    assert len(counted) == 1
    assert not found._state.adding


def test_who_was_stopped_or_never_was_there_is_nobody() -> None:
    user = add("Sefton Steward", Role.DATA_STEWARD).user
    user.is_active = False
    user.save()
    assert Backend().get_user(user.pk) is None
    assert Backend().get_user(user.pk + 1) is None
