"""The recording standard, read once from its YAML.

These reads take no `viewer=`: contracts and code lists are declarations that ship with the code. They hold no
fact about any home or person, and are the same for everyone.
"""

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from open_data_contract_standard.model import OpenDataContractStandard

from rooftree.reference.standard.rules import (
    Adjustment,
    Adjustments,
    CodeList,
    Contract,
    ContractColumn,
    Link,
    Mode,
    Write,
)

HERE = Path(__file__).parent


class BadStandardError(Exception):
    """A contract or code list that cannot be read: which file and why."""

    def __init__(self, file: Path, says: str) -> None:
        super().__init__(f"{file.name}: {says}")


@cache
def contracts() -> dict[str, Contract]:
    """Every canonical table's contract, by table."""
    return {file.stem: _contract(file) for file in sorted((HERE / "contracts").glob("*.yaml"))}


@cache
def code_lists() -> dict[str, CodeList]:
    """Every code list as it ships, by name; those in force are `quality.in_force`'s."""
    return {file.stem: _code_list(file) for file in sorted((HERE / "codes").glob("*.yaml"))}


@cache
def adjustments() -> Adjustments:
    """What to do at the door for each code of an alert about a person's needs."""
    file = HERE / "adjustments.yaml"
    said = _yaml(file)
    each = tuple(
        Adjustment(one["says"], frozenset(one["codes"]), tuple(one.get("phrases", ())))
        for one in said["adjustments"]
    )
    known = code_lists()["person_alert_code"].codes
    if unknown := {code for one in each for code in one.codes} - set(known):
        raise BadStandardError(file, f"names codes that the list does not hold: {', '.join(sorted(unknown))}")
    return Adjustments(each, tuple(said["unless"]))


@cache
def visits_by_certificate() -> dict[str, str]:
    """The visit that is made when a kind of certificate runs out; a kind that needs no visit is left out."""
    said = _yaml(HERE / "codes" / "certificate_kind.yaml")
    return {str(each["code"]): str(each["visit"]) for each in said["codes"] if "visit" in each}


@cache
def contract_shape(table: str) -> str:
    """All of a contract that its rows depend on, for a digest: a rule or a description is none of it."""
    return repr(replace(contracts()[table], title="", description="", version=""))


def contract_document(table: str) -> dict[str, Any]:
    """A table's whole contract as it ships, rules and all, to be read, changed and written again."""
    document: dict[str, Any] = _yaml(HERE / "contracts" / f"{table}.yaml")
    return document


def code_list_document(name: str) -> dict[str, Any]:
    """A whole code list as it ships."""
    document: dict[str, Any] = _yaml(HERE / "codes" / f"{name}.yaml")
    return document


def _yaml(file: Path) -> Any:
    """libyaml's safe loader where PyYAML was built with it: ten times as fast over some hundred files."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe either way


def _contract(file: Path) -> Contract:
    said = OpenDataContractStandard.model_validate(_without_rules(_yaml(file)))
    if not said.schema_ or len(said.schema_) != 1:
        raise BadStandardError(file, "must hold exactly one table")
    table = said.schema_[0]
    own = _properties(table.customProperties)
    try:
        return Contract(
            table=table.name or "",
            title=table.businessName or "",
            description=table.description or "",
            mode=Mode(own["mode"]),
            window=own.get("windowColumn"),
            write=Write(own["write"]),
            links=tuple(_link(link) for link in own.get("links", [])),
            columns=tuple(_column(column) for column in table.properties or []),
            version=said.version or "",
        )
    except (KeyError, ValueError) as fault:
        raise BadStandardError(file, f"mode, write or links: {fault}") from fault


def _without_rules(said: Any) -> Any:
    """The rules are read where they are wanted (quality.queries); every process needs the columns."""
    for table in said.get("schema", []):
        for holder in (table, *table.get("properties", [])):
            holder.pop("quality", None)
    return said


def _column(said: Any) -> ContractColumn:
    own = _properties(said.customProperties)
    return ContractColumn(
        name=said.name,
        logical_type=said.logicalType,
        physical_type=said.physicalType,
        key=bool(said.primaryKey),
        required=bool(said.required),
        classification=said.classification or "operational",
        critical=bool(said.criticalDataElement),
        published=bool(own.get("published", True)),
        codes=own.get("codeList"),
        unit=own.get("unit"),
        title=said.businessName or said.name,
    )


def _link(said: dict[str, Any]) -> Link:
    return Link(name=said["name"], table=said["table"], source_column=said["from"], system=said.get("system"))


def _properties(said: Any) -> dict[str, Any]:
    return {each.property: each.value for each in said or []}


def _code_list(file: Path) -> CodeList:
    return code_list_of(_yaml(file), file)


def code_list_of(said: Any, file: Path) -> CodeList:
    """A code list of what a file says, or of a published version's copy of it."""
    try:
        codes = {str(each["code"]): str(each["label"]) for each in said["codes"]}
        if len(codes) != len(said["codes"]):
            raise BadStandardError(file, "holds a code twice")
        return CodeList(
            name=said["list"],
            title=said["title"],
            version=str(said["version"]),
            source=said["source"],
            effective_from=str(said["effective_from"]),
            codes=codes,
            ends={str(each["code"]): _day(each["ends_on"]) for each in said["codes"] if each.get("ends_on")},
        )
    except (KeyError, TypeError) as fault:
        raise BadStandardError(file, f"lacks {fault}") from fault
    except ValueError as fault:
        raise BadStandardError(file, f"ends_on: {fault}; write a day as 2027-04-01") from fault


def _day(said: Any) -> datetime.date:
    return said if isinstance(said, datetime.date) else datetime.date.fromisoformat(str(said))
