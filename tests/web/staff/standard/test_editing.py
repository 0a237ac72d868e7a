"""A steward changes the standard on pages, sees what it would do, and another person publishes it."""

from __future__ import annotations

import datetime
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from rooftree.engine.checking.running.received import Received
from rooftree.nightly.last_night import LastNight, keep
from rooftree.reference.accounts.rules import Role
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.standard.quality.models import StandardDraft
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Severity
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import parquet_types
from tests.people import Somebody, add

pytestmark = pytest.mark.django_db
RULE = "tenancy.starts_on.required"
CHANGE = f"/standard/rules/{RULE}/change/"
OPEN = ("/standard/", f"/standard/rules/{RULE}/", "/standard/lists/", "/standard/lists/void_class/")
STEWARDS: tuple[str, ...] = (
    CHANGE,
    "/standard/rules/new/",
    "/standard/rules/new/unit/range/",
    "/standard/draft/",
    "/standard/release/",
)
STEWARDS += (
    "/standard/import/",
    "/standard/lists/void_class/new/",
    "/standard/lists/void_class/codes/other/",
)
POSTS: tuple[str, ...] = ("/standard/draft/forget/", "/standard/draft/up-to-date/")
POSTS += ("/standard/import/take/", "/standard/changes/1/take-back/")
NEW_RULE = {
    "column": "bedrooms",
    "title": "A home has at most three bedrooms",
    "given_max": "3",
    "severity": "minor",
    "dimension": "accuracy",
    "reason": "Families are offered homes that fit",
    "mend": "Correct it",
    "recommendation": "R7",
    "active": "on",
}


@pytest.fixture
def dilys(db: None) -> Somebody:
    return add("Dilys Steward", Role.DATA_STEWARD)


@pytest.fixture
def night(tmp_path: Path, settings: Settings) -> Path:
    """What the last check read: three homes of two, four and five bedrooms."""
    settings.LANDING = tmp_path
    shape = parquet_types(contracts()["unit"])
    empty: dict[str, Any] = dict.fromkeys(shape)
    rows = [
        {"source_system": "nec", "source_key": f"P{at}", "source_file": "homes", "source_row": at}
        | {"extract_id": 1, **empty, "bedrooms": at, "_problems": None}
        for at in (2, 4, 5)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "unit.parquet")
    keep(tmp_path, LastNight(1, datetime.date(2026, 11, 21), Received({"unit": [tmp_path / "unit.parquet"]})))
    return tmp_path


def form_of(client: Client, path: str) -> dict[str, Any]:
    """What a page's form holds, as a browser would send it."""
    form = client.get(path).context["form"]
    found: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False or value in ("", []):
            continue
        found[bound.html_name] = "on" if value is True else value
    return found


def text(answer: Any) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def test_who_may_see_and_who_may_change(
    nobody: Client, alice: Somebody, carys: Somebody, dev: Somebody
) -> None:
    for path in (*OPEN, "/standard/versions/"):
        assert nobody.get(path).status_code == 302, path
        assert [who.client.get(path).status_code for who in (alice, carys, dev)] == [200] * 3, path
    for path in STEWARDS:
        assert nobody.get(path).status_code == 302, path
        assert [who.client.get(path).status_code for who in (alice, carys, dev)] == [403, 200, 403], path
    for path in POSTS:
        assert [alice.client.post(path).status_code, nobody.post(path).status_code] == [403, 302], path
        assert carys.client.get(path).status_code == 405, path
    for path in ("/standard/changes/", "/standard/export/"):
        assert nobody.get(path).status_code == 302, path
    assert [who.client.get("/standard/changes/").status_code for who in (alice, carys, dev)] == [
        403,
        200,
        200,
    ]
    assert not StandardDraft.objects.exists()


def test_a_rule_is_changed_proposed_and_approved_by_another(carys: Somebody, dilys: Somebody) -> None:
    said = form_of(carys.client, CHANGE) | {"severity": "minor"}
    assert carys.client.post(CHANGE, said).url == "/standard/draft/"  # type: ignore[attr-defined]
    page = text(carys.client.get("/standard/draft/"))
    assert "1 change to the standard, not proposed yet" in page
    assert "Severity Critical Minor" in page
    assert carys.client.post("/standard/draft/", {"says": ""}).status_code == 422
    to = carys.client.post("/standard/draft/", {"says": "It is asked too often"})
    own = carys.client.post(to["Location"], {"decision": "approve"})
    assert own.status_code == 422
    assert "somebody else has to approve" in text(own)
    assert dilys.client.post(to["Location"], {"decision": "decline", "says": ""}).status_code == 422
    assert dilys.client.post(to["Location"], {"decision": "approve"}).status_code == 302
    assert standard_in_force().rules[RULE].severity is Severity.MINOR
    assert "Version 1" in text(carys.client.get(f"/standard/rules/{RULE}/"))
    assert "It is asked too often" in text(carys.client.get("/standard/versions/"))
    assert carys.client.get("/standard/versions/?from=9").status_code == 404


def test_a_rule_sent_back_as_it_is_changes_nothing(carys: Somebody) -> None:
    rules = [rule.id for rule in standard_in_force().rules.values()]
    one_of_each = {standard_in_force().rules[name].check.kind: name for name in rules}
    for name in one_of_each.values():
        path = f"/standard/rules/{name}/change/"
        answer = carys.client.post(path, form_of(carys.client, path))
        assert answer.status_code == 302, (name, text(answer)[:600])
    assert text(carys.client.get("/standard/draft/")).count("You have changed nothing") == 1


def test_a_new_rule_is_tried_on_last_nights_files(carys: Somebody, night: Path) -> None:
    path = "/standard/rules/new/unit/range/"
    page = text(carys.client.post(path, NEW_RULE | {"try": "1"}))
    assert "It would raise 2 exceptions" in page
    assert "Asked of 3 rows that the check of 21 November 2026 read" in page
    assert "P4 Nec 4 4 P5 Nec 5 5" in page
    assert not StandardDraft.objects.exists()
    assert AuditEntry.objects.get(subject_type="standard_rule").detail["failed"] == 2
    assert carys.client.post(path, NEW_RULE).status_code == 302
    assert "A home has at most three bedrooms" in text(carys.client.get("/standard/draft/"))


def test_what_cannot_be_asked_is_told_at_the_form(carys: Somebody, night: Path) -> None:
    sql = "/standard/rules/new/unit/sql/"
    for select, words in (
        ("SELECT * FROM read_csv('/etc/passwd')", "files and functions cannot be read"),
        ("SELECT source_system, source_key FROM unit; DROP TABLE unit", "only one"),
        ("SELECT source_system, source_key FROM no_such", "no table no_such"),
        ("SELEKT", "must be a SELECT"),
    ):
        for way in ({"try": "1"}, {}):
            answer = carys.client.post(sql, NEW_RULE | {"column": "", "given_select": select} | way)
            assert (answer.status_code, words in text(answer)) == (422, True), (select, text(answer)[:900])
    wide = "/standard/rules/new/unit/range/"
    for changes, words in (
        ({"given_max": "many"}, "neither a number nor a day"),
        ({"given_max": ""}, "a range needs min, max or both"),
        ({"when": "nothing is so"}, "is no column of unit"),
        ({"when": "status wibbles"}, "after the column say"),
        ({"column": ""}, "Choose the column"),
    ):
        answer = carys.client.post(wide, {**NEW_RULE, **changes})
        assert (answer.status_code, words.lower() in text(answer).lower()) == (422, True), changes


def test_without_a_check_there_is_nothing_to_try_on(
    carys: Somebody, tmp_path: Path, settings: Settings
) -> None:
    settings.LANDING = tmp_path
    answer = carys.client.post("/standard/rules/new/unit/range/", NEW_RULE | {"try": "1"})
    assert "no check has been made here yet" in text(answer)


def test_values_that_a_viewer_may_not_read_are_not_shown(carys: Somebody, night: Path) -> None:
    shape = parquet_types(contracts()["equality_information"])
    row = {
        "source_system": "nec",
        "source_key": "E1",
        "source_file": "people",
        "source_row": 1,
        "extract_id": 1,
    }
    row |= dict.fromkeys(shape) | {"religion_source": "zzsecret", "_problems": None}
    pq.write_table(pa.Table.from_pylist([row]), night / "e.parquet")
    files = Received({"equality_information": [night / "e.parquet"]})
    keep(night, LastNight(1, datetime.date(2026, 11, 21), files))
    said = NEW_RULE | {"column": "religion_source", "given_pattern": "^[0-9]+$", "try": "1"}
    page = text(carys.client.post("/standard/rules/new/equality_information/format/", said))
    assert "It would raise 1 exception " in page
    assert "zzsecret" not in page


def test_a_code_is_added_relabelled_and_ended(carys: Somebody) -> None:
    base = "/standard/lists/void_class/"
    assert carys.client.post(f"{base}new/", {"code": "other", "label": "Twice"}).status_code == 422
    assert carys.client.post(f"{base}new/", {"code": "fire", "label": "Fire damage"}).status_code == 302
    day = {"ends_on_0": "1", "ends_on_1": "4", "ends_on_2": "2027"}
    assert carys.client.post(f"{base}codes/other/", {"label": "Something else", **day}).status_code == 302
    page = text(carys.client.get("/standard/draft/"))
    assert "Fire damage" in page
    assert "Label Other Something else" in page
    assert "Ends on Nothing 2027-04-01" in page
    gone = {"document": "codes/void_class", "kind": "code", "name": "fire"}
    carys.client.post("/standard/draft/forget/", gone)
    assert "Fire damage" not in text(carys.client.get("/standard/draft/"))


def test_an_export_comes_back_as_it_is_and_a_change_in_it_is_shown_before_it_is_taken(
    carys: Somebody,
) -> None:
    zipped = carys.client.get("/standard/export/").content
    same = carys.client.post("/standard/import/", {"file": SimpleUploadedFile("s.zip", zipped)})
    assert "says what the standard says" in text(same)
    import zipfile

    yaml = zipfile.ZipFile(io.BytesIO(zipped)).read("codes/void_class.yaml").decode()
    sent = yaml.replace("label: General", "label: Ordinary").encode()
    answer = carys.client.post("/standard/import/", {"file": SimpleUploadedFile("v.yaml", sent)})
    assert "v.yaml would change 1 thing" in text(answer)
    assert not StandardDraft.objects.exists()
    kept = answer.context["kept"]
    assert carys.client.post("/standard/import/take/", {"kept": f"{kept}x"}).status_code == 409
    assert carys.client.post("/standard/import/take/", {"kept": kept}).status_code == 302
    assert "Label General Ordinary" in text(carys.client.get("/standard/draft/"))
    bad = carys.client.post(
        "/standard/import/", {"file": SimpleUploadedFile("b.yaml", b"a: !!python/none x")}
    )
    assert (bad.status_code, "is no plain value" in text(bad)) == (422, True)
