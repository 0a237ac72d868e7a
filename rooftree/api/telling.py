"""Records as the API tells them: facts under their canonical names, with links and lineage."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.http import http_date

from rooftree.api.asking import Listing
from rooftree.api.reading import ApiRequest
from rooftree.records.claims.held import Differs, Held, Said
from rooftree.records.claims.held import Lineage as HeldLineage
from rooftree.records.claims.pages import Page

READ_AT = {"unit": "homes", "person": "people", "tenancy": "tenancies", "work_order": "repairs"}
LINKS = {**READ_AT, "follow_on_of": "repairs"}
BASE = "/api/v1"


def record(one: Held) -> dict[str, Any]:
    """One record."""
    told: dict[str, Any] = {
        "id": one.id,
        "type": one.table,
        **one.facts,
        "links": {
            name: {"id": to, "href": address(LINKS.get(name, ""), to)} for name, to in one.links.items()
        },
        "lineage": lineage(one.lineage) | {"known_from": one.known_from, "ended_on": one.ended_on},
    }
    return told | ({"origin": dict(one.origin)} if one.origin is not None else {})


def records(found: Iterable[Held]) -> list[dict[str, Any]]:
    """Some records."""
    return [record(one) for one in found]


def lineage(of: HeldLineage) -> dict[str, Any]:
    """Where a row came from."""
    return {
        "system": of.system,
        "key": of.key,
        "file": of.file,
        "row": of.row,
        "extract": of.extract_id,
        "extracted_at": of.extracted_at,
    }


def says(one: Said) -> dict[str, Any]:
    """What one source row says."""
    own = lineage(one.lineage) | {"known_from": one.known_from, "ended_on": one.ended_on}
    return {"facts": dict(one.facts), "said_on": one.said_on, "lineage": own}


def differs(one: Differs) -> dict[str, Any]:
    """One disagreement."""
    return {
        "attribute": one.attribute,
        "said": dict(one.said),
        "shown": one.shown or None,
        "known_from": one.known_from,
    }


def address(kind: str, record_id: str) -> str | None:
    """Where a record is read; nothing where it has no address of its own."""
    return f"{BASE}/{kind}/{record_id}" if kind else None


def page(found: Page, asked: Listing, *, path: str, response: HttpResponse) -> dict[str, Any]:
    """A page of a list, its successor also in the header that programs look for."""
    following = asked.next(path, found.after)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    stamp(response, found.records)
    return {"items": records(found.records), "next": following}


def stamp(response: HttpResponse, found: Iterable[Held]) -> None:
    """`Last-Modified`: the newest moment at which any of what is told became known."""
    moments = [one.known_from for one in found]
    if moments:
        response["Last-Modified"] = http_date(max(moments).timestamp())


def came_by(request: ApiRequest, part: str) -> str:
    """What the audit trail says of a reading: which part, and by which token."""
    token = getattr(request, "token_name", "")
    return f"{part}, by the API with the token “{token}”" if token else f"{part}, by the API"
