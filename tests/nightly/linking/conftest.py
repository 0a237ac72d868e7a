"""The ten nights, lived once for all tests of them, in a database of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.nightly.linking.lived import Lived, live
from tests.nights import Landlord


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lived]:
    """Whoever asks has the tenth night's database before them."""
    with databases.apart(django_db_blocker, "ten_nights"):
        yield live(Landlord(tmp_path_factory.mktemp("ten") / "landing"))
