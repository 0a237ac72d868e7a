"""Files taken in: somebody else's contract, and one of ours as an earlier release had it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality.queries import standard_in_force
from tests.people import Somebody
from tests.reference.standard.editing.test_theirs import theirs
from tests.web.staff.standard.test_editing import text

pytestmark = pytest.mark.django_db


def sent(who: Somebody, document: dict[str, Any]) -> Any:
    file = SimpleUploadedFile("theirs.yaml", yaml.safe_dump(document).encode())
    return who.client.post("/standard/import/", {"file": file})


def test_of_somebody_elses_contract_what_cannot_be_taken_is_told_and_the_rest_is_taken(
    carys: Somebody,
) -> None:
    said = theirs(metric="invalidValues", mustBe=0, arguments={"validValues": ["S", "A"]})
    said["schema"][0]["quality"] = [{"metric": "rowCount", "mustBeGreaterThan": 5, "name": "enough"}]
    answer = sent(carys, said)
    page = text(answer)
    assert "What cannot be taken from it" in page
    assert "tenancy, enough: rowCount counts a whole table and names no row; it is left out." in page
    assert "theirs.yaml would change 1 thing" in page
    assert carys.client.post("/standard/import/take/", {"kept": answer.context["kept"]}).status_code == 302
    assert "tenancy.tenure.invalidvalues" in text(carys.client.get("/standard/draft/"))


def test_a_contract_of_another_release_gives_its_rules_and_leaves_our_columns(carys: Somebody) -> None:
    said = copy.deepcopy(standard.contract_document("tenancy"))
    table = said["schema"][0]
    table["description"] = "As it was once"
    table["properties"] = [each for each in table["properties"] if each["name"] != "tenure"]
    gone = {"name": "colour", "logicalType": "string", "physicalType": "string", "quality": [{"name": "x"}]}
    table["properties"].append(gone)
    next(each for each in table["properties"] if each["name"] == "starts_on")["quality"][0]["severity"] = (
        "minor"
    )
    page = text(sent(carys, said))
    assert "there is no column colour, so the rules that stand at it are left out" in page
    assert "They change with a release only, so of this file its rules are taken" in page
    assert "Severity Critical Minor" in page
    assert "the contract itself" not in page
    assert standard_in_force().contracts["tenancy"].column("tenure")
