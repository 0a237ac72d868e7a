"""Runs, for those who mind them; and how fresh the data is, for everybody."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import http_date
from ninja import Query, Router, Schema
from pydantic import BaseModel, Field

from rooftree.api import clock
from rooftree.api.asking import MOST
from rooftree.api.reading import ApiRequest, reads
from rooftree.reference.accounts.rules import Role, Scope
from rooftree.sources.extracts.queries import runs as held
from rooftree.sources.extracts.queries.freshness import freshness as freshness_of
from rooftree.sources.extracts.queries.runs import RunShown

router = Router(tags=["Runs and freshness"])
MINDS_RUNS = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
BIGGEST_ID = 2**63 - 1


class RunsAsked(Schema):
    """How many runs."""

    limit: int = Field(50, ge=1, le=MOST, description="How many, at most.")


class Step(BaseModel):
    """One step of a run."""

    name: str
    state: str
    seconds: float | None
    rows_in: int | None
    rows_out: int | None


class FileRead(BaseModel):
    """What a run made of one file."""

    system: str
    file: str
    state: str = Field(description="accepted, unchanged, refused or missing")
    extract: int | None
    rows: int | None


class Run(BaseModel):
    """One nightly run."""

    id: int
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    business_on: datetime.date
    outcome: str | None = Field(description="Nothing while it goes on.", examples=["published"])
    says: str
    published: bool = Field(description="Whether it left records.")


class RunRead(Run):
    """One nightly run, with its steps and files."""

    steps: list[Step]
    files: list[FileRead]


class Runs(BaseModel):
    """The newest runs."""

    items: list[Run]


class Fresh(BaseModel):
    """How fresh one file is."""

    system: str = Field(examples=["nec"])
    file: str = Field(examples=["properties"])
    state: str = Field(description="What the last run made of it.")
    extract: int | None
    extracted_at: datetime.datetime | None = Field(description="When the system wrote the file in use.")
    received_at: datetime.datetime | None
    rows: int | None
    stale: bool = Field(description="Whether pages say that it is older than it should be.")
    why: str


class Freshness(BaseModel):
    """Every file, and the run whose records are shown."""

    published_run: Run | None
    files: list[Fresh]


@reads(router, "/runs", name="runs", answers=Runs, scope=Scope.RUNS, roles=MINDS_RUNS)
def runs(request: ApiRequest, asked: Query[RunsAsked]) -> dict[str, Any]:
    """List the newest runs."""
    return {"items": [_run(one) for one in held.runs(viewer=request.viewer, limit=asked.limit)]}


@reads(router, "/runs/{int:run_id}", name="run", answers=RunRead, scope=Scope.RUNS, roles=MINDS_RUNS)
def run(request: ApiRequest, run_id: int) -> dict[str, Any]:
    """Read one run: its steps, and what it made of each file."""
    found = held.run(run_id, viewer=request.viewer) if run_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    return {
        **_run(found),
        "steps": [
            {name: getattr(step, name) for name in ("name", "state", "seconds", "rows_in", "rows_out")}
            for step in found.steps
        ],
        "files": [
            {
                "system": one.system,
                "file": one.file,
                "state": one.state,
                "extract": one.extract_id,
                "rows": one.rows,
            }
            for one in found.files
        ],
    }


@reads(router, "/freshness", name="freshness", answers=Freshness, scope=Scope.RUNS)
def freshness(request: ApiRequest, response: HttpResponse) -> dict[str, Any]:
    """Read how fresh each file is, and which run's records are shown."""
    latest = held.latest_published_run(viewer=request.viewer)
    if latest and latest.ended_at:
        response["Last-Modified"] = http_date(latest.ended_at.timestamp())
    names = ("system", "file", "state", "extracted_at", "received_at", "rows", "stale", "why")
    return {
        "published_run": _run(latest) if latest else None,
        "files": [
            {"extract": one.extract_id, **{name: getattr(one, name) for name in names}}
            for one in freshness_of(viewer=request.viewer, now=clock.now())
        ],
    }


def _run(one: RunShown) -> dict[str, Any]:
    names = ("id", "started_at", "ended_at", "business_on", "outcome", "says")
    return {name: getattr(one, name) for name in names} | {"published": bool(one.published_state)}
