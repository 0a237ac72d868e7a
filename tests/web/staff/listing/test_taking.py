"""Files of lists, opened again: the same rows, words with codes beside, days as days, and their origin."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pyarrow.parquet as pq
import pytest

from rooftree.desk.exports import writing
from rooftree.records import models as m
from rooftree.reference.audit.models import AuditEntry
from tests.factories.clock import on
from tests.factories.records import make
from tests.people import Somebody
from tests.web.staff.listing.files import taken, unzipped

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)
AT = datetime.datetime(2026, 6, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def tenancy(db: None) -> m.Tenancy:
    unit = make(m.Unit, address_line="=HYPERLINK(1)", postcode="ZZ4 2LH")
    held: m.Tenancy = make(m.Tenancy, unit=unit, tenancy_ref="00451", kind="secure", starts_on=DAY)
    make(m.RentAccount, tenancy=held, balance_pence=-3446)
    make(m.WorkOrder, unit=unit, job_ref="HR-1", reported_at=AT, status="completed", cost_pence=1250)
    return held


def test_a_csv_is_plain_rows_with_its_dictionary_and_about(tenancy: m.Tenancy, alice: Somebody) -> None:
    files = unzipped(taken(alice, "/tenancies/?kind=secure&format=csv"))
    (row,) = files["tenancies.csv"]
    assert (row["kind"], row["kind_code"], row["starts"]) == ("Secure", "secure", "2026-03-01")
    assert (row["home"], row["reference"], row["balance"]) == ("'=HYPERLINK(1)", "00451", "-34.46")
    assert row["tenancy_id"] == str(tenancy.pk)
    told = {line["column"]: line["says"] for line in files["tenancies-dictionary.csv"]}
    assert told.keys() == row.keys()
    assert told["starts"] == "The first day of the tenancy."
    about = {line["about"]: line["says"] for line in files["tenancies-about.csv"]}
    assert (about["Filter"], about["Made by"], about["Rows"]) == ("Kind: Secure", "Alice Officer", "1")


def test_a_spreadsheet_holds_real_days_and_numbers_and_an_about_sheet(
    tenancy: m.Tenancy, alice: Somebody
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(taken(alice, "/tenancies/?format=xlsx")))
    heads, values = ([cell.value for cell in row] for row in book["Data"].iter_rows())
    row = dict(zip(heads, values, strict=True))
    assert row["starts"] == datetime.datetime(2026, 3, 1)
    assert (row["balance"], row["reference"], row["home"]) == (-34.46, "00451", "'=HYPERLINK(1)")
    said = [[cell.value for cell in line] for line in book["About"].iter_rows()]
    assert ["Rows", "1", None] in said
    assert ["starts", "day", "The first day of the tenancy."] in said
    book = openpyxl.load_workbook(io.BytesIO(taken(alice, "/repairs/?format=xlsx&columns=reported,cost")))
    assert [cell.value for cell in book["Data"][2]][2:] == [datetime.datetime(2026, 6, 1, 9, 30), 12.5]


def test_parquet_holds_types_and_says_what_it_was_made_from(tenancy: m.Tenancy, alice: Somebody) -> None:
    table = pq.read_table(io.BytesIO(taken(alice, "/repairs/?format=parquet&open=1")))
    assert table.num_rows == 0
    held = io.BytesIO(taken(alice, "/repairs/?format=parquet"))
    assert pq.read_metadata(held).metadata[b"Rows"] == b"1"
    table = pq.read_table(held)
    (row,) = table.to_pylist()
    assert (row["reported"], row["status"], row["status_code"]) == (AT, "Completed", "completed")
    told = table.schema.metadata
    assert b"every row" in told[b"Filter"]
    assert table.schema.field("reported").metadata[b"says"] == b"The moment somebody told us."


def test_a_file_as_known_on_a_day_says_so(alice: Somebody) -> None:
    with on(DAY):
        unit = make(m.Unit, address_line="1 Old Row")
    with on(DAY + datetime.timedelta(days=9)):
        m.Unit.objects.filter(pk=unit.pk).update(address_line="1 New Row")
    files = unzipped(taken(alice, "/homes/?on=2026-03-05&format=csv"))
    assert [row["address"] for row in files["homes.csv"]] == ["1 Old Row"]
    about = {line["about"]: line["says"] for line in files["homes-about.csv"]}
    assert about["As known"] == "At the end of 5 March 2026"


def test_columns_chosen_are_the_columns_taken_and_forbidden_ones_never_are(
    tenancy: m.Tenancy, alice: Somebody, bob: Somebody, dev: Somebody
) -> None:
    (row,) = unzipped(taken(alice, "/tenancies/?columns=starts,balance&format=csv"))["tenancies.csv"]
    assert list(row) == ["tenancy_id", "reference", "starts", "balance"]
    (row,) = unzipped(taken(bob, "/tenancies/?columns=starts,balance&format=csv"))["tenancies.csv"]
    assert list(row) == ["tenancy_id", "reference", "starts"]
    (row,) = unzipped(taken(bob, "/tenancies/?format=csv"))["tenancies.csv"]
    assert "balance" not in row
    (row,) = unzipped(taken(dev, "/repairs/?format=csv&columns=description"))["repairs.csv"]
    assert "description" not in row
    assert dev.client.get("/tenancies/?format=csv").status_code == 403


def test_taking_a_list_leaves_a_line_with_the_count(tenancy: m.Tenancy, alice: Somebody) -> None:
    taken(alice, "/tenancies/?kind=secure&format=parquet")
    entry = AuditEntry.objects.get(action="exported")
    assert entry.subject_type == "tenancies"
    assert entry.detail == {"rows": 1, "form": "parquet", "filter": "Kind: Secure"}


def test_more_rows_than_a_sheet_holds_are_refused_with_the_way_out(
    tenancy: m.Tenancy, alice: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SHEET_ROWS", 0)
    response = alice.client.get("/tenancies/?format=xlsx")
    assert response.status_code == 409
    assert "Take it as CSV or Parquet" in response.content.decode()
    assert alice.client.get("/tenancies/?format=docx").status_code == 404
