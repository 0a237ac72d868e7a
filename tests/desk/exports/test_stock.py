"""The reconciliation as a file: every home once, with its key in each list and what was found."""

from __future__ import annotations

import pytest

from rooftree.desk.exports.catalogue import exports
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.records.stock.landlord import ALL, differ, home, night

pytestmark = pytest.mark.django_db


def test_every_home_is_there_once_with_what_was_found() -> None:
    whole, lacking = home("1 Ash Row", *ALL), home("2 Ash Row", "nec", "keystone")
    differ(whole, "uprn", {"nec": "100", "keystone": "200"})
    night()
    export = exports()["stock-reconciliation"]
    names = [column.name for column in export.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in export.rows(SYSTEM)}
    assert set(rows) == {str(whole), str(lacking)}
    assert rows[str(lacking)]["missing_from"] == "oneserve"
    assert rows[str(lacking)]["oneserve"] == ""
    assert str(rows[str(lacking)]["nec"]).startswith("nec-")
    assert rows[str(whole)]["differs_on"] == "uprn"
    assert {row["state"] for row in rows.values()} == {"open"}
    assert not list(export.rows(ANONYMOUS))
