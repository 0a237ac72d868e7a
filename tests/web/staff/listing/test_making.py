"""A list written as a file, and the line that the audit trail keeps of it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from rooftree.desk import lists
from rooftree.desk.exports.shape import Row
from rooftree.records import models as m
from rooftree.records.homes.listing.homes import HOMES
from rooftree.records.listing.shape import Asked
from rooftree.reference.audit.models import AuditEntry
from rooftree.web.staff.listing import making
from rooftree.web.staff.listing.making import Taking
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def _taking(by: Somebody, form: str) -> Taking:
    make(m.Unit, address_line="1 Orchard Rise")
    then = lists.then(viewer=by.viewer, now=NOW, today=NOW.date())
    return Taking(HOMES, Asked(columns=("address",)), then, form, "State: Let")


def test_a_csv_leaves_one_file_behind_and_not_its_parts(alice: Somebody, tmp_path: Path) -> None:
    file, rows = making.write(_taking(alice, "csv"), tmp_path)
    assert rows == 1
    assert list(tmp_path.iterdir()) == [file]


def test_whoever_is_told_how_far_it_is_meets_every_row(alice: Somebody, tmp_path: Path) -> None:
    met: list[Row] = []

    def tells(rows: Iterator[Row]) -> Iterator[Row]:
        for one in rows:
            met.append(one)
            yield one

    _, rows = making.write(_taking(alice, "parquet"), tmp_path, tells=tells)
    assert (rows, [cells[1] for cells in met]) == (1, ["1 Orchard Rise"])


def test_the_audit_trail_says_who_took_what_and_how_it_was_narrowed(alice: Somebody) -> None:
    making.audit(_taking(alice, "xlsx"), rows=7, by=alice.viewer)
    entry = AuditEntry.objects.get(action="exported")
    assert (entry.subject_type, entry.detail["rows"], entry.detail["filter"]) == ("homes", 7, "State: Let")
