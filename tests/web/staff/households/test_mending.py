"""Sending what is not right about a household to be mended at its source."""

from __future__ import annotations

import re

from django.utils import timezone

from rooftree.records import models as m
from rooftree.services.notes.models import Task
from tests.factories.records import make
from tests.people import Somebody
from tests.web.staff.households.test_pages import page, unit

__all__ = ["unit"]


def mend_path(text: str) -> str:
    found = re.search(r'href="(/homes/[^"]+/people/mend/[^"]+)"', text)
    assert found, "the page leads to the form"
    return found[1]


def test_it_becomes_a_task_for_the_system_that_is_wrong_and_the_page_says_so(
    unit: m.Unit, alice: Somebody
) -> None:
    path = mend_path(page(alice, f"/homes/{unit.pk}/people/"))
    assert "still lists Ada Frost here" in page(alice, path)
    said = {"system": "locata", "right": "She lives with her sister", "why": "She rang us", "to": ""}
    response = alice.client.post(path, said)
    assert response["Location"].endswith(f"/homes/{unit.pk}/people/#findings")
    task = Task.objects.get()
    assert (task.kind, task.record_type, task.record_id) == ("mend_at_source", "unit", str(unit.pk))
    assert task.about["system"] == "locata"
    text = page(alice, f"/homes/{unit.pk}/people/")
    assert "Sent to Locata on" in text
    assert "Send to be mended" not in text
    assert "Who lives here" in page(alice, f"/tasks/{task.pk}/")


def test_what_is_missing_is_asked_for_and_what_is_settled_is_not_found(
    unit: m.Unit, alice: Somebody, dev: Somebody
) -> None:
    path = mend_path(page(alice, f"/homes/{unit.pk}/people/"))
    answer = alice.client.post(path, {"system": "keystone", "right": "", "why": ""})
    assert answer.status_code == 422
    assert dev.client.get(path).status_code == 403
    m.HousingApplication.objects.update(status="closed")
    page(alice, path, 404)
    page(alice, f"/homes/{unit.pk}/people/mend/nothing-such/", 404)
    page(alice, "/homes/not-an-id/people/mend/left/", 404)


def test_each_thing_that_is_not_right_is_sent_by_itself(unit: m.Unit, alice: Somebody) -> None:
    make(m.Void, unit=unit, starts_on=timezone.localdate().replace(day=1))
    text = page(alice, f"/homes/{unit.pk}/people/")
    paths = re.findall(r'href="(/homes/[^"]+/people/mend/[^"]+)"', text)
    assert len(paths) == len(set(paths)) == 2
