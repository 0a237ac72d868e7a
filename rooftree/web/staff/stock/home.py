"""One home side by side: what each list says of it, what was found, and what was decided."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Said, record_id
from rooftree.records.claims.queries import said_of
from rooftree.records.matching.queries import now_known_as
from rooftree.records.stock.queries import homes as held
from rooftree.records.stock.queries.homes import Decision, OneHome
from rooftree.records.stock.rules import may_decide
from rooftree.records.stock.wording import fact, found
from rooftree.reference.register.queries import stock_scope
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.staff.stock.words import address, decision, said, value
from rooftree.web.visibility import visible_to

OWNER = "ownership"


@visible_to(*SEES_RECORDS)
@require_safe
def stock_home(request: StaffRequest, unit_id: str) -> HttpResponse:
    """One home as every list has it."""
    own = record_id(unit_id)
    one = held.one(own, viewer=request.viewer) if own else None
    if one is None:
        if own and (known := now_known_as("unit", str(own), viewer=request.viewer)):
            return HttpResponseRedirect(reverse("stock-home", args=[known]))
        raise Http404
    place = held.places([one.unit_id], viewer=request.viewer).get(one.unit_id, {})
    claims, _ = said_of(entity_type="unit", entity_ids=[one.unit_id], viewer=request.viewer)
    names = list(stock_scope().lists)
    context = {
        "nav": "stock",
        "home": one,
        "place": place,
        "title": address(place),
        "heading": _heading(one),
        "systems": [title_of(name) for name in names],
        "facts": _grid(one, claims, names),
        "found": _found(one),
        "decisions": [_told(each) for each in one.decisions],
        "decides": may_decide(request.viewer),
    }
    return render(request, "staff/stock_home.html", context)


def _heading(one: OneHome) -> str:
    codes = [*one.open, *one.unsure] or list(one.decided)
    if not one.systems:
        return "No list has this home any more"
    if not codes:
        return "The lists agree on this home"
    said_all = [found(code) for code in codes]
    line = ", ".join([said_all[0], *(f"{word[:1].lower()}{word[1:]}" for word in said_all[1:])])
    return line if one.open or one.unsure else f"{line}: decided"


def _grid(
    one: OneHome, claims: Sequence[Said], names: Sequence[str]
) -> list[tuple[str, list[tuple[str, Cell]], bool]]:
    """Facts down, systems across; whether the systems differ on each."""
    spoken = {claim.lineage.system: claim.facts for claim in claims if claim.ended_on is None}
    rows: list[tuple[str, list[tuple[str, Cell]], bool]] = []
    keys = [(title_of(name), _key(one, name)) for name in names]
    rows.append(("Known as", keys, any(code.startswith("missing:") for code in one.facts)))
    for name in (*stock_scope().compared, OWNER):
        cells = [
            (title_of(system), _said(name, spoken.get(system), system in one.systems)) for system in names
        ]
        label = "Owned by" if name == OWNER else fact(name)
        rows.append((label, cells, f"differs:{name}" in one.facts))
    return rows


def _key(one: OneHome, system: str) -> Cell:
    if keys := one.keys.get(system):
        return Cell(", ".join(keys))
    code = f"missing:{system}"
    if code in one.open:
        return Cell("", "", "", Status(Kind.YOU, "Not in this list"), blank=True)
    if code in one.unsure:
        return Cell("", "", "", Status(Kind.DUE, "Not in the list in use"), blank=True)
    return Cell("Not in this list", "decided" if code in one.decided else "and need not be", blank=True)


def _said(name: str, facts: Mapping[str, object] | None, listed: bool) -> Cell:
    if not listed or facts is None:
        return Cell("–", blank=True)
    return Cell(value(name, facts.get(name)) or "Not said", blank=True)


def _found(one: OneHome) -> list[tuple[str, str, Status]]:
    stands = [
        *((code, Status(Kind.YOU, "Asked again: the facts changed")) for code in one.again),
        *((code, Status(Kind.YOU, "Open")) for code in one.open if code not in one.again),
        *((code, Status(Kind.DUE, "Cannot be told: that list is too old")) for code in one.unsure),
        *((code, Status(Kind.OK, "Decided")) for code in one.decided),
    ]
    return [(found(code), said(code, one.facts[code]), status) for code, status in stands]


def _told(each: Decision) -> tuple[Decision, str, str, str, Status]:
    if each.ended_at:
        status = Status(Kind.NONE, "Ended")
    elif each.holds:
        status = Status(Kind.OK, "Holds")
    else:
        status = Status(Kind.DUE, "Facts changed since")
    return each, decision(each.decision), found(each.concern), said(each.concern, each.facts), status
