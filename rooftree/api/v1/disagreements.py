"""On what systems disagree, home by home and person by person."""

from typing import Any, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from rooftree.api import telling
from rooftree.api.asking import Listing, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import Disagreement, Linked, page_of
from rooftree.records.claims import pages
from rooftree.reference.accounts.rules import Scope

router = Router(tags=["Disagreements"])


class DisagreementRead(Disagreement):
    """A disagreement, and what it is about."""

    id: str
    type: str = Field(description="The table of the record it is about.", examples=["unit"])
    of: Linked


Disagreements = page_of(DisagreementRead, name="DisagreementPage")


class DisagreementsAsked(Listing):
    """Filters of the list of disagreements."""

    type: Literal["", "unit", "person", "property", "work_order"] = Field("", description="About what.")
    attribute: Text = Field("", description="The attribute.", examples=["bedrooms"])


@reads(router, "/disagreements", name="disagreements", answers=Disagreements, scope=Scope.HOMES)
def disagreements(
    request: ApiRequest, asked: Query[DisagreementsAsked], response: HttpResponse
) -> dict[str, Any]:
    """List what systems disagree on. Those about people are left out where people are not for you."""
    found = pages.disagreements(
        viewer=request.viewer,
        entity_type=asked.type,
        attribute=asked.attribute,
        moment=asked.moment,
        after=asked.cursor,
        limit=asked.limit,
    )
    following = asked.next(request.path, found.after)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    items = [
        {
            "id": one.id,
            "type": one.entity_type,
            "of": {
                "id": one.entity_id,
                "href": telling.address(telling.READ_AT.get(one.entity_type, ""), one.entity_id),
            },
            **telling.differs(one.differs),
        }
        for one in found.rows
    ]
    return {"items": items, "next": following}
