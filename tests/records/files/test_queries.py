"""The files of a repair."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.files import queries
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.factories.records import make


@pytest.mark.django_db
def test_the_files_of_one_repair_are_read() -> None:
    order = make(m.WorkOrder)
    make(m.Attachment, work_order=order, sha256="abc")
    make(m.Attachment, work_order=make(m.WorkOrder))
    found = queries.of_order(str(order.pk), viewer=SYSTEM)["attachment"]
    assert [one.text("sha256") for one in found] == ["abc"]
    assert queries.of_order(str(order.pk), viewer=ANONYMOUS)["attachment"] == []
