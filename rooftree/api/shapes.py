"""What the API answers: one shape for each table, made from its data contract, so that both say the same."""

import datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from rooftree.api.examples import example
from rooftree.records.claims.held import readable
from rooftree.reference.standard.queries import code_lists, contracts
from rooftree.reference.standard.rules import ContractColumn

KINDS: dict[str, Any] = {
    "string": str,
    "date": datetime.date,
    "timestamp": datetime.datetime,
    "integer": int,
    "boolean": bool,
    "decimal(16,6)": float,
    "uuid": str,
}
MOST_CODES = 40


class Lineage(BaseModel):
    """Which row of which file of which system a record came from, and since when we have known it so."""

    system: str = Field(description="The system that said it.", examples=["nec"])
    key: str = Field(description="The row's own key in that system.", examples=["10001"])
    file: str = Field(description="The file it came in.", examples=["properties"])
    row: int | None = Field(description="The row of that file, from 1.", examples=[7])
    extract: int | None = Field(description="The extract, as received: its number on our pages.")
    extracted_at: datetime.datetime | None = Field(description="When the system wrote the file.")
    known_from: datetime.datetime = Field(description="Since when we have held the record as it stands here.")
    ended_on: datetime.date | None = Field(
        description="The day the row was no longer in its system's file; the record is kept."
    )


class Linked(BaseModel):
    """A record that another points to."""

    id: str = Field(description="Its id.")
    href: str | None = Field(
        description="Where to read it; nothing where it is read with its home or person."
    )


class Record(BaseModel):
    """What every record has. A fact that is not for you is absent; one that nobody knows is null."""

    id: str = Field(description="Our own id; stable from night to night.")
    type: str = Field(description="The table of the recording standard.")
    links: dict[str, Linked] = Field(description="The records it points to.")
    lineage: Lineage
    origin: dict[str, str] = Field(
        default_factory=dict, description="For a record of several systems: which one each value came from."
    )


class Problem(BaseModel):
    """RFC 9457: what was refused and why."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["The question was not understood"])
    status: int = Field(examples=[422])
    detail: str = Field(description="Every reason and its mend, for a person to read.")
    reasons: list[dict[str, str]] = Field(description="Each reason: `code`, `says`, `mend`.")
    errors: list[dict[str, str]] = Field(
        default_factory=list,
        description="For 422: each `parameter`, what it `says` is wrong, and the `mend`.",
    )


class Says(BaseModel):
    """What one row of one system says of a record."""

    facts: dict[str, Any] = Field(description="Its values, by attribute.")
    said_on: datetime.date | None = Field(description="The day the system gives for it, where it gives one.")
    lineage: Lineage


class Disagreement(BaseModel):
    """An attribute on which systems disagree."""

    attribute: str = Field(examples=["bedrooms"])
    said: dict[str, Any] = Field(description="Each system's value.", examples=[{"nec": 2, "keystone": 3}])
    shown: str | None = Field(description="The value that pages show.", examples=["3"])
    known_from: datetime.datetime


def answer(name: str, doc: str, /, **fields: Any) -> type[BaseModel]:
    """The shape of an answer that is put together from records; its fields by `one`, `perhaps` and `many`."""
    made: type[BaseModel] = create_model(name, __doc__=doc, **fields)
    return made


def one(shape: str | type[BaseModel], says: str = "") -> tuple[Any, Any]:
    """A field that holds one record of a table, or of a shape."""
    return _shaped(shape), Field(description=says or None)


def perhaps(shape: str | type[BaseModel], says: str = "") -> tuple[Any, Any]:
    """A field that holds one, or nothing."""
    return _shaped(shape) | None, Field(description=says or None)


def many(shape: str | type[BaseModel], says: str = "") -> tuple[Any, Any]:
    """A field that holds several."""
    return list[_shaped(shape)], Field(description=says or None)  # type: ignore[misc]


def any_of(*tables: str) -> tuple[Any, Any]:
    """A field that holds a record of one of several tables, told by its `type`."""
    shapes = [SHAPES[table] for table in tables]
    if len(shapes) == 1:
        return one(shapes[0])
    return Annotated[reduce(or_, shapes), Field(discriminator="type")], Field()


def _shaped(shape: str | type[BaseModel]) -> Any:
    return SHAPES[shape] if isinstance(shape, str) else shape


def shape_of(table: str) -> type[BaseModel]:
    """The shape of one table's records."""
    return SHAPES[table]


def page_of(shape: type[BaseModel], *, name: str) -> type[BaseModel]:
    """The shape of a page of such records."""
    return create_model(
        name,
        __doc__="A page of a list, in a fixed order.",
        items=(list[shape], Field(description="The records.")),  # type: ignore[valid-type]
        next=(str | None, Field(description="The address of the page that follows; null at the end.")),
    )


def _shape(table: str) -> type[BaseModel]:
    contract = contracts()[table]
    fields: dict[str, Any] = {
        column.name: (KINDS[column.physical_type] | None, Field(None, description=_says(column)))
        for column in readable(contract)
    }
    fields["type"] = (Literal[table], Field(description=f"`{table}`."))
    name = "".join(part.capitalize() for part in table.split("_"))
    extra: dict[str, Any] = {"examples": [example(contract)]}
    config = ConfigDict(json_schema_extra=extra)
    # A base with a configuration of its own: pydantic takes either a base or a configuration.
    base = type(f"{name}Record", (Record,), {"model_config": config, "__module__": __name__})
    doc = f"{contract.title}. {contract.description}".strip()
    made: type[BaseModel] = create_model(name, __base__=base, __doc__=doc, **fields)
    return made


def _says(column: ContractColumn) -> str:
    """What the recording standard says of a column."""
    said = [f"{column.title}."]
    if column.unit:
        said.append(f"In {column.unit}.")
    held = code_lists().get(column.codes or "")
    if held and len(held.codes) <= MOST_CODES:
        said.append("Codes: " + "; ".join(f"`{code}` {label}" for code, label in held.codes.items()) + ".")
        said.append("A code that the list does not hold is kept as it came.")
    elif held:
        said.append(f"A code of the list “{held.title}”.")
    if column.classification == "personal":
        said.append("Personal: absent for those who may not see people.")
    if column.critical:
        said.append("A critical data element.")
    return " ".join(said)


TABLES = (
    "unit",
    "property",
    "site",
    "person",
    "person_name",
    "communication",
    "address",
    "household",
    "household_member",
    "tenancy",
    "tenancy_unit",
    "rent_account",
    "rent_charge",
    "letting",
    "void",
    "status_history",
    "housing_application",
    "homelessness_case",
    "temporary_accommodation_placement",
    "certification",
    "asset_component",
    "survey",
    "hazard_report",
    "decent_home",
    "location_alert",
    "room",
    "service_request",
    "work_order",
    "work_element",
    "appointment",
    "job_status_update",
    "notification",
    "operative",
    "organization",
    "attachment",
    "complaint",
    "reference",
)
"""The tables whose records the API answers."""
SHAPES: dict[str, type[BaseModel]] = {table: _shape(table) for table in TABLES}
