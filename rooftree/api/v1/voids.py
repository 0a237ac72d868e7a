"""Voids: the times in which homes were empty."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from rooftree.api import clock, telling
from rooftree.api.asking import Listing, RecordId, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import page_of, shape_of
from rooftree.records.claims import pages
from rooftree.reference.accounts.rules import Scope

router = Router(tags=["Voids"])
Voids = page_of(shape_of("void"), name="VoidPage")


class VoidsAsked(Listing):
    """Filters of the list of voids."""

    void_class: Text = Field("", description="A code of `Void.void_class`.")
    path: Text = Field("", description="A code of `Void.path`.")
    home: RecordId = Field("", description="The id of a home.")
    open: bool | None = Field(None, description="Only those that run on the day, or only those that do not.")
    columns: ClassVar[dict[str, str]] = {"void_class": "void_class", "path": "path", "home": "unit_id"}


@reads(router, "/voids", name="voids", answers=Voids, scope=Scope.HOMES)
def voids(request: ApiRequest, asked: Query[VoidsAsked], response: HttpResponse) -> dict[str, Any]:
    """List voids."""
    where = asked.where() & Q(ended_on=None)
    if asked.open is not None:
        runs = Q(ends_on=None) | Q(ends_on__gt=asked.day or clock.today())
        where &= runs if asked.open else ~runs
    found = pages.page(
        "void", where, viewer=request.viewer, moment=asked.moment, after=asked.cursor, limit=asked.limit
    )
    return telling.page(found, asked, path=request.path, response=response)
