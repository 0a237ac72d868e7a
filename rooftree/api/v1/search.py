"""One box: the search of the pages. What was sought is recorded, because it may be a person."""

from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from rooftree.api import clock, telling
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import answer, many, one
from rooftree.desk import search as desk
from rooftree.desk.search import Hit
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.actions import record_search

router = Router(tags=["Search"])


def _something(text: str) -> str:
    if not text.strip():
        raise ValueError("there is nothing to look for")
    return text


HITS = {
    kind: answer(
        f"{name}Hit",
        "One that was found, and why.",
        why=(str, Field(description="Why it was found.", examples=["The name fits"])),
        record=one(table),
    )
    for kind, name, table in (
        ("people", "Person", "person"),
        ("homes", "Home", "unit"),
        ("tenancies", "Tenancy", "tenancy"),
        ("repairs", "Repair", "work_order"),
    )
}
Found = answer(
    "Found",
    "What fits, the nearest first; of each kind no more than was asked for.",
    **{kind: many(shape) for kind, shape in HITS.items()},
)


class SearchAsked(Schema):
    """What is sought."""

    q: Annotated[str, Field(min_length=1, max_length=desk.LONGEST), AfterValidator(_something)] = Field(
        description="A name, address, postcode, UPRN, reference, telephone, e-mail or date of birth.",
        examples=["okoro"],
    )
    limit: int = Field(25, ge=1, le=desk.MOST_SHOWN, description="How many of each kind, at most.")


@reads(router, "/search", name="search", answers=Found, scope=Scope.HOMES)
def search(request: ApiRequest, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Search people, homes, tenancies and repairs at once."""
    found = desk.search(asked.q, viewer=request.viewer, today=clock.today())
    if found.sought.text:
        record_search(by=request.viewer, now=clock.now(), sought=found.sought.text, found=found.count)
    return {kind: [_hit(hit) for hit in getattr(found, kind)[: asked.limit]] for kind in HITS}


def _hit(hit: Hit) -> dict[str, Any]:
    return {"why": hit.why, "record": telling.record(hit.record)}
