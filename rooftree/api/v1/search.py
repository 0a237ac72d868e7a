"""One box: the search of the pages. What was sought is recorded, because it may be a person."""

from typing import Annotated, Any

from ninja import Query, Router
from pydantic import AfterValidator, Field

from rooftree.api import clock, telling
from rooftree.api.asking import Asked
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import answer, any_of, many
from rooftree.desk.search import searching as desk
from rooftree.desk.search.searching import Hit
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.actions import record_search

router = Router(tags=["Search"])


def _something(text: str) -> str:
    if not any(mark.isprintable() and not mark.isspace() for mark in text):
        raise ValueError("there is nothing to look for")
    return text


HITS = {
    kind: answer(
        f"Hit{kind.capitalize()}",
        "One that was found, and why.",
        why=(str, Field(description="Why it was found.", examples=["The name fits"])),
        formerly=(str | None, Field(description="What it was called when it fitted, where it is no longer.")),
        record=any_of(*tables),
    )
    for kind, tables in desk.KINDS.items()
}
Found = answer(
    "Found",
    "What fits, the nearest first; of each kind no more than was asked for.",
    counts=(dict[str, int], Field(description="How many of each kind fit.")),
    **{kind: many(shape) for kind, shape in HITS.items()},
)


class SearchAsked(Asked):
    """What is sought."""

    q: Annotated[str, Field(min_length=1, max_length=desk.LONGEST), AfterValidator(_something)] = Field(
        description="A name, address, postcode, UPRN, reference, telephone, e-mail or date of birth.",
        examples=["okoro"],
    )
    limit: int = Field(25, ge=1, le=desk.MOST_SHOWN, description="How many of each kind, at most.")


@reads(router, "/search", name="search", answers=Found, scope=Scope.HOMES)
def search(request: ApiRequest, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Search everything at once."""
    found = desk.search(
        asked.q,
        viewer=request.viewer,
        today=clock.today(),
        narrowed=desk.Narrowed(most=asked.limit),
        on=asked.day,
    )
    record_search(by=request.viewer, now=clock.now(), sought=found.sought.text, found=found.count)
    return {
        "counts": dict(found.counts),
        **{kind: [_hit(hit) for hit in found.hits.get(kind, ())] for kind in HITS},
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {"why": hit.why, "formerly": hit.formerly or None, "record": telling.record(hit.record)}
