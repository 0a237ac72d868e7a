"""The systems' lists of homes beside each other: which lists which home, and on what they differ."""

import datetime
from typing import Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from rooftree.api import telling
from rooftree.api.asking import Paging, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import Linked, page_of
from rooftree.records.claims.held import record_id
from rooftree.records.stock.queries import homes as held
from rooftree.reference.accounts.rules import Scope

router = Router(tags=["Stock"])
FOUND = ("open", "decided", "again", "unsure")


class StockHome(BaseModel):
    """One home as the systems list it. A concern is `missing:<system>` or `differs:<fact>`."""

    home: Linked
    systems: list[str] = Field(description="The systems that list it.", examples=[["nec", "keystone"]])
    open: list[str] = Field(description="Concerns that nobody has decided.", examples=[["missing:oneserve"]])
    decided: list[str] = Field(description="Concerns of which a decision holds.")
    again: list[str] = Field(description="Concerns decided once, whose facts have changed since.")
    unsure: list[str] = Field(description="Concerns that cannot be told yet.")
    facts: dict[str, Any] = Field(description="What each system says of what was found.")


class Decided(BaseModel):
    """One decision about one concern."""

    concern: str
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime.datetime
    ended_at: datetime.datetime | None
    holds: bool = Field(description="False once the facts have changed.")


class StockHomeRead(StockHome):
    """One home as the systems list it, with their keys and every decision."""

    keys: dict[str, list[str]] = Field(description="What each system calls it.")
    decisions: list[Decided]


class StockAsked(Paging):
    """Which homes."""

    not_in: Text = Field("", description="Not listed by this system.", examples=["oneserve"])
    only: Text = Field("", description="Listed by this system alone.")
    missing: Text = Field("", description="With a concern that a system lacks it: the system, or `any`.")
    differs: Text = Field("", description="With a concern that systems differ: the fact, or `any`.")
    state: Literal["", "open", "decided", "again", "unsure"] = Field(
        "", description="How the concern stands."
    )
    area: Text = Field("", description="The code of a patch or area.")


Stock = page_of(StockHome, name="StockPage")


@reads(router, "/stock", name="stock", answers=Stock, scope=Scope.HOMES)
def stock(request: ApiRequest, asked: Query[StockAsked], response: HttpResponse) -> dict[str, Any]:
    """List homes as the systems list them."""
    wanted = held.Wanted(
        not_in=asked.not_in,
        only=asked.only,
        missing=asked.missing,
        differs=asked.differs,
        state=asked.state,
        area=asked.area,
    )
    rows = held.listed(wanted, viewer=request.viewer).order_by("-unit_id")
    if asked.cursor:
        rows = rows.filter(unit_id__lt=asked.cursor)
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    following = asked.next(request.path, str(shown[-1]["unit_id"]) if len(found) > len(shown) else "")
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return {"items": [_row(row) for row in shown], "next": following}


@reads(router, "/stock/{home_id}", name="stock-home", answers=StockHomeRead, scope=Scope.HOMES)
def home(request: ApiRequest, home_id: str) -> dict[str, Any]:
    """Read one home as the systems list it, and what was decided."""
    own = record_id(home_id)
    found = held.one(own, viewer=request.viewer) if own else None
    if found is None:
        raise Http404
    names = ("concern", "decision", "reason", "decided_by", "decided_at", "ended_at", "holds")
    return {
        "home": _home(found.unit_id),
        "systems": list(found.systems),
        "facts": dict(found.facts),
        **{name: list(getattr(found, name)) for name in FOUND},
        "keys": {system: list(keys) for system, keys in found.keys.items()},
        "decisions": [{name: getattr(one, name) for name in names} for one in found.decisions],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    own = {name: row[name] for name in ("systems", "facts", *FOUND)}
    return own | {"home": _home(str(row["unit_id"]))}


def _home(unit_id: str) -> dict[str, Any]:
    return {"id": unit_id, "href": telling.address("homes", unit_id)}
