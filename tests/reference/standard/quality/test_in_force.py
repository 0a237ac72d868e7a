"""What codes mean by the version in force, without asking the database for each label."""

from __future__ import annotations

import copy
import datetime
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import rooftree
from rooftree.reference.accounts.rules import SYSTEM, Role
from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality import actions, in_force
from rooftree.reference.standard.quality.in_force import code_lists, label
from tests.people import add

NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
LIST = "void_class"


def published(**codes: str) -> None:
    """A version in which the list has these codes as well, or calls them so."""
    document: dict[str, Any] = copy.deepcopy(standard.code_list_document(LIST))
    held = {str(each["code"]): each for each in document["codes"]}
    document["codes"] = [
        *({code: {"code": code, "label": said} for code, said in codes.items()} | held).values()
    ]
    for code, said in codes.items():
        next(each for each in document["codes"] if each["code"] == code)["label"] = said
    by = add("Sefton Steward", Role.DATA_STEWARD).viewer
    actions.publish_version(documents={f"codes/{LIST}": document}, author=SYSTEM, says="Fire", by=by, now=NOW)


def test_a_label_is_the_list_s_word_and_an_unknown_code_stands_for_itself() -> None:
    name, held = next(iter(standard.code_lists().items()))
    code, said = next(iter(held.codes.items()))
    assert label(name, code) == said
    assert label(name, "not-a-code") == "not-a-code"
    assert label("no_such_list", "code") == "code"
    assert label(name, None) == ""


@pytest.mark.django_db(transaction=True)
def test_a_published_code_and_label_are_what_everybody_reads_once_it_is_committed() -> None:
    assert label(LIST, "fire") == "fire"
    published(fire="Damaged by fire", general="Ordinary")
    assert (label(LIST, "fire"), label(LIST, "general")) == ("Damaged by fire", "Ordinary")
    assert set(code_lists()) == set(standard.code_lists())


@pytest.mark.django_db(transaction=True)
def test_many_labels_cost_one_statement() -> None:
    published(fire="Damaged by fire")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert {label(LIST, "fire") for _ in range(100)} == {"Damaged by fire"}
    assert len(asked) <= 2


@pytest.mark.django_db
def test_another_process_notices_a_version_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=1.0)
    monkeypatch.setattr(in_force, "_kept", in_force._Kept({}, 0.0))
    monkeypatch.setattr(in_force, "time", SimpleNamespace(monotonic=lambda: clock.now))
    assert label(LIST, "fire") == "fire"
    monkeypatch.setattr(in_force, "ask_again", lambda: None)
    published(fire="Damaged by fire")
    clock.now = in_force.EVERY
    assert code_lists()[LIST].codes.get("fire") is None
    clock.now = 1.0 + in_force.EVERY
    assert code_lists()[LIST].codes["fire"] == "Damaged by fire"


def test_pages_and_lists_read_no_list_as_it_ships() -> None:
    """Only what has no database, or ships with the code itself, may ask `standard.queries` for a list."""
    root = Path(rooftree.__file__).parent
    asks = re.compile(r"standard\.queries import (?:\w+, )*code_lists|standard\.queries import label")
    files = [
        file
        for part in ("web", "desk", "records", "services", "reports")
        for file in (root / part).rglob("*.py")
    ]
    assert files
    assert [str(file) for file in files if asks.search(file.read_text(encoding="utf-8"))] == []
