"""Certificates of homes, blocks and estates, "not required" among them."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from rooftree.api import telling
from rooftree.api.asking import Day, Listing, RecordId, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import page_of, shape_of
from rooftree.records.claims import pages
from rooftree.reference.accounts.rules import Scope

router = Router(tags=["Certificates"])
Certificates = page_of(shape_of("certification"), name="CertificationPage")


class CertificatesAsked(Listing):
    """Filters of the list of certificates."""

    kind: Text = Field("", description="A code of `Certification.kind`.", examples=["gas"])
    result: Text = Field("", description="A code of `Certification.result`.")
    home: RecordId = Field("", description="The id of a home.")
    block: RecordId = Field("", description="The id of a block.")
    expires_from: Day | None = Field(None, description="It runs out on this day or later.")
    expires_before: Day | None = Field(None, description="It runs out before this day.")
    not_required: bool | None = Field(None, description="Only records that none is required, or only others.")
    columns: ClassVar[dict[str, str]] = {
        "kind": "kind",
        "result": "result",
        "home": "unit_id",
        "block": "block_id",
        "expires_from": "expires_on__gte",
        "expires_before": "expires_on__lt",
        "not_required": "not_required",
    }


@reads(router, "/certificates", name="certificates", answers=Certificates, scope=Scope.HOMES)
def certificates(
    request: ApiRequest, asked: Query[CertificatesAsked], response: HttpResponse
) -> dict[str, Any]:
    """List certificates."""
    where = asked.where() & Q(ended_on=None)
    found = pages.page(
        "certification",
        where,
        viewer=request.viewer,
        moment=asked.moment,
        after=asked.cursor,
        limit=asked.limit,
    )
    return telling.page(found, asked, path=request.path, response=response)
