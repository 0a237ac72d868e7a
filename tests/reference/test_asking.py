"""A statement in words of ours: its values never part of its words, and seen by whoever counts."""

import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext

from rooftree.reference.asking import asked

pytestmark = pytest.mark.django_db
HOSTILE = ["' OR 1=1 --", "100%", "%s", "$2", "\\", "a\u202eb", "🏠" * 50]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_comes_back_as_it_was_given(text: str) -> None:
    assert asked("SELECT $1::text, $2::int", [text, 7]) == [(text, 7)]


def test_it_is_one_statement_to_whoever_counts() -> None:
    with CaptureQueriesContext(connection) as counted:
        asked("SELECT $1::uuid", [uuid.uuid4()])
    assert [one["sql"] for one in counted] == ["SELECT $1::uuid"]


def test_a_fault_of_the_database_is_told_as_django_tells_it() -> None:
    with pytest.raises(DataError):
        asked("SELECT 1 / $1::int", [0])


def test_what_is_asked_again_is_kept_prepared_by_the_server() -> None:
    assert settings.DATABASES["default"]["OPTIONS"]["prepare_threshold"] is not None
    sql = "SELECT $1::text AS kept_prepared"
    for _ in range(4):
        asked(sql, ["x"])
    kept = asked("SELECT count(*) FROM pg_prepared_statements WHERE statement = $1", [sql])
    assert kept == [(1,)]
