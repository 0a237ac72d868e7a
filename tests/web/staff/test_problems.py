"""What was wrong in a file, row by row: to look at, to narrow, and to take away."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytest_django import Settings

from rooftree.reference.audit.models import AuditEntry
from rooftree.sources.extracts.models import Extract, ExtractProblem
from tests.factories.records import extract
from tests.people import Somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def clients(settings: Settings, tmp_path: Path) -> Extract:
    """Locata's clients, with sixty bad postcodes, one formula and an ethnicity that nobody knows."""
    settings.LANDING = tmp_path
    file = extract("locata", "clients")
    rows = [(at, "Postcode", f"ZZ{at}", "bad_postcode") for at in range(1, 61)]
    rows += [(61, "Surname", "=1+1", "missing_value"), (62, "Ethnicity", "a secret", "unknown_code")]
    columns = zip(
        *((file.pk, "clients", *row, f"{row[1]} is wrong.", "Mend it.") for row in rows), strict=True
    )
    names = ("extract_id", "file", "row", "column", "value", "kind", "says", "mend")
    (tmp_path / "problems").mkdir()
    made = pa.table(dict(zip(names, map(list, columns), strict=True)))
    pq.write_table(made, tmp_path / "problems" / f"locata-clients-{file.pk}-abc.parquet")
    for kind, column, value in (
        ("bad_postcode", "Postcode", "ZZ1"),
        ("unknown_code", "Ethnicity", "a secret"),
    ):
        ExtractProblem.objects.create(
            extract=file,
            stage="standardise",
            kind=kind,
            column=column,
            value=value,
            says="Wrong.",
            mend="Mend.",
        )
    return file


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_each_kind_of_problem_leads_to_its_rows(clients: Extract, carys: Somebody) -> None:
    path = f"/extracts/{clients.pk}/problems/"
    assert f'href="{path}?kind=bad_postcode&amp;column=Postcode"' in text_of(
        carys, f"/extracts/{clients.pk}/"
    )
    text = text_of(carys, f"{path}?kind=bad_postcode&column=Postcode")
    assert "Locata, clients: 60 problems in the column Postcode: not a postcode</h1>" in text
    assert "1 to 50 of 60 problems" in text
    assert "ZZ1<" in text
    assert "=1+1" not in text
    assert "ZZ60" in text_of(carys, f"{path}?kind=bad_postcode&page=2")


def test_a_special_category_value_is_on_no_page_and_in_no_file(clients: Extract, carys: Somebody) -> None:
    for path in ("", "problems/?kind=unknown_code"):
        text = text_of(carys, f"/extracts/{clients.pk}/{path}")
        assert "a secret" not in text
        assert "not shown: special category" in text
    response = carys.client.get(f"/extracts/{clients.pk}/problems/?format=csv")
    taken = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert "a secret" not in taken
    assert "not shown: special category" in taken


def test_what_is_taken_away_is_safe_to_open_and_leaves_a_line_in_the_audit(
    clients: Extract, carys: Somebody
) -> None:
    response = carys.client.get(f"/extracts/{clients.pk}/problems/?column=Surname&format=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert ",=1+1" not in lines[1]
    assert "1+1" in lines[1]
    assert AuditEntry.objects.filter(action="exported", subject_type="extract problems").count() == 1


def test_nothing_to_show_is_said(clients: Extract, carys: Somebody) -> None:
    assert "Nothing fits what you chose" in text_of(carys, f"/extracts/{clients.pk}/problems/?column=Nope")
    assert "62 problems" in text_of(carys, f"/extracts/{clients.pk}/problems/?kind=%00&page=x")


def test_only_those_who_mend_data_may_look(clients: Extract, alice: Somebody, carys: Somebody) -> None:
    assert alice.client.get(f"/extracts/{clients.pk}/problems/").status_code == 403
    assert carys.client.get("/extracts/999999/problems/").status_code == 404
    assert carys.client.post(f"/extracts/{clients.pk}/problems/").status_code == 405
