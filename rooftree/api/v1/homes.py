"""Homes: the list, one home with who lives there and what each system says, and its parts."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from ninja import Query, Router
from pydantic import Field

from rooftree.api import clock, telling
from rooftree.api.asking import Asked, Listing, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import Disagreement, Says, answer, many, one, page_of, perhaps, shape_of
from rooftree.api.v1.moved import elsewhere
from rooftree.desk import home as desk
from rooftree.desk.home import HomePage, Lives
from rooftree.records.claims import pages
from rooftree.records.claims.held import Held, record_id
from rooftree.records.claims.queries import entities_that_differ
from rooftree.reference.accounts.rules import Scope, may_see_people
from rooftree.reference.audit.actions import record_reading

router = Router(tags=["Homes"])
Homes = page_of(shape_of("unit"), name="UnitPage")


Lived = answer(
    "Lived",
    "Somebody of a household: as whom, and on which tenancy.",
    member=one("household_member"),
    person=perhaps("person"),
    tenancy=perhaps("tenancy"),
)
Home = answer(
    "Home",
    "One home. Its parts are read at the addresses in `parts`.",
    home=one("unit"),
    blocks=many("property"),
    sites=many("site"),
    references=many("reference", "What each system calls it."),
    lives_here=many(Lived, "Who lives there on the day. Empty where people are not for you."),
    says=many(Says, "What each row of each system says of it."),
    disagreements=many(Disagreement, "What systems disagree on."),
    parts=(dict[str, str], Field(description="Where to read what belongs to it.")),
)
People = answer(
    "HomePeople",
    "Who lives at a home on the day, and who did or will.",
    lives_here=many(Lived),
    lived_here=many(Lived),
)


class HomesAsked(Listing):
    """Filters of the list of homes."""

    status: Text = Field("", description="A code of `Unit.status`.", examples=["void"])
    tenure: Text = Field("", description="A code of `Unit.tenure`.")
    kind: Text = Field("", description="A code of `Unit.kind`.", examples=["flat"])
    area: Text = Field("", description="The code of a patch or area.")
    uprn: Text = Field("", description="The UPRN, without leading noughts.", examples=["100023336956"])
    postcode: Text = Field("", description="The whole postcode, spaced.", examples=["ZZ4 2LH"])
    ref: Text = Field("", description="The property reference.")
    ended: bool = Field(False, description="Those that have ended, instead of those that have not.")
    differ: bool = Field(False, description="Only those on which systems disagree today.")
    columns: ClassVar[dict[str, str]] = {
        "status": "status",
        "tenure": "tenure",
        "kind": "kind",
        "area": "area_code",
        "uprn": "uprn",
        "postcode": "postcode",
        "ref": "asset_ref",
    }


PARTS = ("people", "household", "tenancies", "repairs", "certificates", "components", "hazards", "voids")


@reads(router, "/homes", name="homes", answers=Homes, scope=Scope.HOMES)
def homes(request: ApiRequest, asked: Query[HomesAsked], response: HttpResponse) -> dict[str, Any]:
    """List homes."""
    where = asked.where() & Q(ended_on__isnull=not asked.ended)
    if asked.differ:
        where &= Q(id__in=entities_that_differ(entity_type="unit", viewer=request.viewer))
    found = pages.page(
        "unit", where, viewer=request.viewer, moment=asked.moment, after=asked.cursor, limit=asked.limit
    )
    return telling.page(found, asked, path=request.path, response=response)


@reads(router, "/homes/{home_id}", name="home", answers=Home, scope=Scope.HOMES)
def home(
    request: ApiRequest, home_id: str, asked: Query[Asked], response: HttpResponse
) -> dict[str, Any] | HttpResponseRedirect:
    """Read one home: who lives there, its references, what each system says of it."""
    found = _found(request, home_id, asked)
    if isinstance(found, HttpResponseRedirect):
        return found
    if found.lives_here:
        _note(request, found, "who lives there")
    telling.stamp(response, [found.home, *found.references, *(lived.member for lived in found.lives_here)])
    return {
        "home": telling.record(found.home),
        "blocks": telling.records(found.blocks),
        "sites": telling.records(found.sites),
        "references": telling.records(found.references),
        "lives_here": [lives(lived) for lived in found.lives_here],
        "says": [telling.says(said) for said in found.said],
        "disagreements": [telling.differs(apart) for apart in found.differs],
        "parts": {part: f"{telling.address('homes', found.home.id)}/{part}" for part in PARTS},
    }


@reads(router, "/homes/{home_id}/people", name="home-people", answers=People, scope=Scope.PEOPLE)
def people(
    request: ApiRequest, home_id: str, asked: Query[Asked], response: HttpResponse
) -> dict[str, Any] | HttpResponseRedirect:
    """Read who lives at a home on the day, and who did or will."""
    found = _found(request, home_id, asked)
    if isinstance(found, HttpResponseRedirect):
        return found
    _note(request, found, "people")
    telling.stamp(response, [found.home, *(lived.member for lived in (*found.lives_here, *found.lived_here))])
    return {
        "lives_here": [lives(lived) for lived in found.lives_here],
        "lived_here": [lives(lived) for lived in found.lived_here],
    }


def _part(name: str, table: str, *, scope: Scope, says: str, of_block: bool = False) -> None:
    """Declares the read of one part of a home: one table's records."""

    def part(
        request: ApiRequest, home_id: str, asked: Query[Asked], response: HttpResponse
    ) -> dict[str, Any] | HttpResponseRedirect:
        found = _found(request, home_id, asked)
        if isinstance(found, HttpResponseRedirect):
            return found
        rows: list[Held] = list(found.records.get(table, ()))
        if of_block:
            rows += found.block_records.get(table, ())
        telling.stamp(response, rows)
        return {"items": telling.records(rows), "next": None}

    part.__doc__ = says
    answers = page_of(shape_of(table), name=f"Home{name.capitalize()}")
    reads(router, f"/homes/{{home_id}}/{name}", name=f"home-{name}", answers=answers, scope=scope)(part)


_part("tenancies", "tenancy", scope=Scope.PEOPLE, says="Read the tenancies of a home.")
_part("repairs", "work_order", scope=Scope.HOMES, says="Read the newest repairs at a home.")
_part(
    "certificates",
    "certification",
    scope=Scope.HOMES,
    says="Read the certificates of a home, and those of its block and estate.",
    of_block=True,
)
_part("components", "asset_component", scope=Scope.HOMES, says="Read the components of a home.")
_part("hazards", "hazard_report", scope=Scope.HOMES, says="Read the hazards found in a home.")
_part("voids", "void", scope=Scope.HOMES, says="Read the times in which a home was empty.")


def _found(request: ApiRequest, home_id: str, asked: Asked) -> HomePage | HttpResponseRedirect:
    own = record_id(home_id)
    if own is None:
        raise Http404
    page = desk.home(str(own), viewer=request.viewer, today=clock.today(), on=asked.day)
    return page or elsewhere(request, "unit", str(own), asked)


def lives(who: Lives) -> dict[str, Any]:
    """Somebody of a household."""
    return {
        "member": telling.record(who.member),
        "person": telling.record(who.person) if who.person else None,
        "tenancy": telling.record(who.tenancy) if who.tenancy else None,
    }


def _note(request: ApiRequest, found: HomePage, part: str) -> None:
    if may_see_people(request.viewer):
        record_reading(
            by=request.viewer,
            now=clock.now(),
            subject_type="home",
            subject_id=found.home.id,
            part=telling.came_by(request, part),
        )
