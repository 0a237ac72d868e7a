"""What watches the server is told whether the database answers."""

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client


@pytest.mark.django_db
def test_it_is_well_when_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_it_says_so_when_the_database_does_not(client: Client) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert "does not answer" in response.json()["status"]
