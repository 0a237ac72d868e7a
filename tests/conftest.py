"""What every test may ask for: a real database, and the four people."""

from __future__ import annotations

import gc
import math
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from pytest_socket import socket_allow_hosts

from rooftree.reference.accounts.rules import Role
from tests import databases
from tests.browser import chromium
from tests.people import Somebody, add

__all__ = ["chromium"]

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-database`: for a run on another PostgreSQL, which what asks none need not repeat."""
    parser.addoption("--only-database", action="store_true", help="only the tests that ask a database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, when that is asked, what would run the same without it or on any; long ones first."""
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = [item for item in items if _asks_a_database(item)]
    long = [item for item in items if item.get_closest_marker("long")]
    others = [item for item in items if item not in long] if long else items
    # Tests are handed out by twos, so each process begins with one of them.
    paired = [item for pair in zip(long, others, strict=False) for item in pair]
    items[:] = [*paired, *long[len(others) :], *others[len(long) :]]


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end, so nothing looks through it for what could be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


def _asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_server"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or "django_db_setup" in fixtures)


def pytest_runtest_setup() -> None:
    """No test reaches beyond this machine."""
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The first process takes the home away, and the server in it, when all are done."""
    from rooftree.engine import postgres

    home = os.environ.get("ROOFTREE_TEST_HOME")
    if hasattr(config, "workerinput") or not home or not Path(home).is_dir():
        return
    postgres.remove(Path(home) / "var")
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the migrated template for this test process."""
    worker: str = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock(), databases.a_database(worker), databases.emptied_quickly():
        yield
        if worker == "main":
            databases.forget_template()


@pytest.fixture(autouse=True)
def _standard_as_it_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another test published is gone with it; a test without a database reads labels as they ship."""
    from rooftree.reference.standard.quality import in_force
    from rooftree.reference.standard.queries import code_lists

    monkeypatch.setattr(in_force, "_kept", in_force._Kept(code_lists(), math.inf))


@pytest.fixture
def alice(db: None) -> Somebody:
    """Alice, a housing officer."""
    return add("Alice Officer", Role.OFFICER)


@pytest.fixture
def bob(db: None) -> Somebody:
    """Bob, a repairs planner."""
    return add("Bob Planner", Role.PLANNER)


@pytest.fixture
def carys(db: None) -> Somebody:
    """Carys, a data steward."""
    return add("Carys Steward", Role.DATA_STEWARD)


@pytest.fixture
def dev(db: None) -> Somebody:
    """Dev, who looks after Rooftree itself."""
    return add("Dev Administrator", Role.ADMINISTRATOR)


@pytest.fixture
def nobody() -> Client:
    """A browser in which nobody has signed in."""
    return Client()
