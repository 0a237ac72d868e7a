"""A database's address is taken whole, or refused in words."""

import pytest

from rooftree.config.environment import BadSettingError
from rooftree.config.settings import database


def test_an_address_gives_each_part_and_undoes_its_escapes() -> None:
    found = database("postgresql://roof:p%40ss@db.example.org:6432/rooftree_live")
    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "rooftree_live",
        "USER": "roof",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "6432",
    }


def test_what_stands_behind_the_question_mark_is_kept() -> None:
    found = database("postgresql://roof:pw@db.example.org/rooftree?sslmode=require&connect_timeout=5")
    assert found["OPTIONS"].items() >= {"sslmode": "require", "connect_timeout": "5"}.items()


def test_a_socket_folder_may_be_named_as_the_host() -> None:
    found = database("postgresql://roof:pw@/rooftree?host=%2Frun%2Fpostgresql&port=5433")
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "5433")
    assert not {"host", "port"} & set(found["OPTIONS"])


@pytest.mark.parametrize("address", ["mysql://roof@db.example.org/rooftree", "postgresql://db.example.org/"])
def test_another_kind_of_database_or_none_is_refused_with_the_form_that_is_wanted(address: str) -> None:
    with pytest.raises(BadSettingError, match="postgresql://user:password@host:port/name"):
        database(address)
