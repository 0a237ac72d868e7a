"""The description is sound OpenAPI 3.1, and what is answered fits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from rooftree.api.openapi import description
from rooftree.api.shapes import SHAPES
from rooftree.records.claims.held import readable
from rooftree.records.stock.models import StockHome
from rooftree.reference.standard.queries import contracts
from rooftree.services.notes.actions import add_note, add_task
from rooftree.sources.extracts.models import Run
from tests.api.conftest import Programs
from tests.factories.landlord import Landlord, claim, disagreement
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]


def _operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        assert set(methods) == {"get"}
        yield path, methods["get"]


def _refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from _refs(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _refs(inner)


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": description()["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_anybody_may_fetch_it(nobody: Client) -> None:
    response = nobody.get("/api/v1/openapi.json")
    assert (response.status_code, response.json()) == (200, description())
    assert response.headers["ETag"]


def test_it_is_sound() -> None:
    said = description()
    assert said["openapi"] == "3.1.0"
    assert {"title", "version", "description"} <= set(said["info"])
    assert {one["type"] for one in said["components"]["securitySchemes"].values()} == {"http", "apiKey"}
    for schema in said["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    there = {f"#/components/schemas/{name}" for name in said["components"]["schemas"]}
    assert set(_refs(said)) <= there
    names = [operation["operationId"] for _, operation in _operations()]
    assert len(names) == len(set(names))


def test_every_address_is_described() -> None:
    schemes = set(description()["components"]["securitySchemes"])
    for path, operation in _operations():
        asked = {(one["in"], one["name"]): one for one in operation["parameters"]}
        assert len(asked) == len(operation["parameters"])
        in_path = {name for where, name in asked if where == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        assert all(asked["path", name]["required"] for name in in_path)
        assert all(one.get("description") for (where, _), one in asked.items() if where == "query"), path
        assert {name for one in operation["security"] for name in one} == schemes
        assert set(operation["responses"]) >= {"200", "304", "401", "403", "404", "422"}
        assert all(one["description"] for one in operation["responses"].values())
        assert operation["summary"]
        assert operation["description"]


@pytest.mark.parametrize("table", SHAPES)
def test_every_fact_that_may_leave_is_described_and_its_example_fits(table: str) -> None:
    schema = description()["components"]["schemas"].get(SHAPES[table].__name__) or SHAPES[
        table
    ].model_json_schema(ref_template="#/components/schemas/{model}")
    columns = {column.name for column in readable(contracts()[table])}
    assert columns <= set(schema["properties"])
    assert all(schema["properties"][name]["description"] for name in columns)
    for one in schema["examples"]:
        _validator(schema).validate(one)


def _a_note(by: Somebody, unit: Any) -> int:
    return add_note(
        record_type="unit",
        record_id=str(unit.pk),
        text="Knock twice",
        category="access",
        by=by.viewer,
        now=timezone.now(),
    )


def _a_task(by: Somebody, unit: Any) -> int:
    return add_task(
        record_type="unit", record_id=str(unit.pk), title="Look at it", by=by.viewer, now=timezone.now()
    )


def test_what_is_answered_fits(carys: Somebody, program: Programs, landlord: Landlord) -> None:
    unit, person = landlord["unit"], landlord["person"]
    claim(unit, "keystone", {"bedrooms": 3})
    disagreement(unit, "bedrooms", {"nec": 2, "keystone": 3}, "3")
    disagreement(person, "given_name", {"nec": "Olwen", "locata": "Olwyn"}, "Olwen")
    ids = {
        "home_id": unit.pk,
        "person_id": person.pk,
        "ref_or_id": landlord["tenancy"].pk,
        "repair_id": landlord["work_order"].pk,
        "run_id": Run.objects.get().pk,
        "note_id": _a_note(carys, unit),
        "task_id": _a_task(carys, unit),
    }
    needs = {"/api/v1/search": "?q=full"} | dict.fromkeys(
        ("/api/v1/notes", "/api/v1/tasks"), f"?type=unit&of={unit.pk}"
    )
    StockHome.objects.create(
        unit_id=unit.pk, systems=["nec"], open=["missing:keystone"], reads_as="", digest=""
    )
    reader, met = program(carys), 0
    for path, operation in _operations():
        response = reader.get(path.format(**ids) + needs.get(path, ""))
        assert response.status_code == 200, (path, response.content)
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        _validator(schema).validate(response.json())
        met += 1
    assert met == len(list(_operations()))


def test_a_refusal_fits_too(nobody: Client) -> None:
    schema = description()["components"]["schemas"]["Problem"]
    _validator(schema).validate(nobody.get("/api/v1/homes").json())
