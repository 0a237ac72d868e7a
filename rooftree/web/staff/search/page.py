"""One box for everything. What was sought is recorded, because it may be a person."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.search import searching as desk
from rooftree.desk.search.searching import Narrowed, Results
from rooftree.desk.search.suggesting import Instead, LookedFor, help_with, recent
from rooftree.reference.audit.actions import record_search
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import asked_day
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.names import home_link, person_link
from rooftree.web.staff.search.narrowing import COUNTED, TITLES, facets, kinds, narrowed
from rooftree.web.staff.search.rows import Then, row_of
from rooftree.web.visibility import visible_to

MARKED = 30
SHORTEST_MARKED = 2


@visible_to(*SEES_RECORDS)
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """The heading is the answer; each result says why it is there."""
    asked = asked_day(request.GET, today=clock.today())
    typed = request.GET.get("q", "")
    if asked.redirect:
        return HttpResponseRedirect(f"{asked.redirect}&{urlencode({'q': typed[: desk.LONGEST]})}")
    chosen, page = narrowed(request.GET)
    found = desk.search(typed, viewer=request.viewer, today=clock.today(), narrowed=chosen, on=asked.on)
    if found.sought.text:
        record_search(by=request.viewer, now=clock.now(), sought=found.sought.text, found=found.count)
    context: dict[str, object] = {
        "sought": found.sought.text,
        "heading": heading(found),
        "marks": marks(found),
        "asat": asked.on,
        "day_form": asked.form if asked.form.is_bound or "day" in request.GET else None,
        "groups": groups(found, chosen, Then(asked.on)),
        "kinds": kinds(found, request.GET, chosen),
        "facets": facets(found, request.GET, chosen, request.viewer, asked.on),
    }
    if not found.sought.text:
        context["recent"] = _recent(request)
    elif not found.count:
        context |= _help(request, found, Then(asked.on))
    if chosen.kind and found.counts.get(chosen.kind, 0) > chosen.most:
        context["page"] = Paginator(range(found.counts[chosen.kind]), chosen.most).get_page(page)
        context["what"] = TITLES[chosen.kind].lower()
    return render(request, "staff/search.html", context)


def groups(found: Results, chosen: Narrowed, then: Then) -> list[dict[str, object]]:
    """What is shown of each kind; one kind alone is shown page by page."""
    return [
        {
            "name": kind,
            "title": TITLES[kind],
            "rows": [row_of(hit, then) for hit in hits],
            "count": found.counts.get(kind, 0),
            "more": not chosen.kind and found.counts.get(kind, 0) > len(hits),
        }
        for kind, hits in found.hits.items()
        if hits
    ]


def heading(found: Results) -> str:
    """What was found, in words: "4 people, 2 homes and 3 repairs fit “okoro”"."""
    if not found.sought.text:
        return "Find a home or a person"
    said = [words.counted(count, *COUNTED[kind]) for kind, count in found.counts.items() if count]
    if not said:
        return f"Nothing fits “{found.sought.text}”"
    verb = "fits" if found.count == 1 else "fit"
    return f"{words.listed(said)} {verb} “{found.sought.text}”"


def marks(found: Results) -> list[str]:
    """What is marked in the results: what was typed, and the words it was taken for."""
    typed = [one.typed for one in found.meanings if len(one.typed) >= SHORTEST_MARKED or one.is_number]
    taken = [each.word for one in found.meanings if not one.is_known for each in one.occurs]
    return [*typed, *(one for one in taken if len(one) > SHORTEST_MARKED)][:MARKED]


def understood(found: Results) -> list[str]:
    """As what each part of the text was read."""
    asked = found.sought
    parts = (
        ("a telephone number", asked.phone),
        ("an e-mail address", asked.email),
        ("a date of birth", words.day(asked.born_on) if asked.born_on else ""),
        ("a postcode, or part of one", asked.postcode),
        ("words of a name or an address", ", ".join(asked.words)),
        ("a reference", ", ".join(asked.references)),
    )
    return [f"{what}: {said}" for what, said in parts if said]


def _help(request: StaffRequest, found: Results, then: Then) -> dict[str, object]:
    helped = help_with(found, viewer=request.viewer, now=clock.now())
    return {
        "nothing": True,
        "understood": understood(found),
        "taken_for": [taken_for(one) for one in helped.looked_for],
        "without": [(_instead(one, then), one.words) for one in helped.without],
        "hidden": [TITLES[kind].lower() for kind in helped.hidden],
        "elsewhere": _elsewhere(found.sought.references),
        "stale": [f"{one.title} ({words.counted(len(one.stale), 'file', 'files')})" for one in helped.stale],
    }


def taken_for(one: LookedFor) -> str:
    """What was made of a word that occurs nowhere."""
    if not one.near:
        return f"no name or address we hold has “{one.typed}”, or anything spelt like it"
    return f"“{one.typed}” was looked for as {words.listed([near.title() for near in one.near])} too"


def _elsewhere(references: Sequence[str]) -> list[Link]:
    """What the box does not look through: certificates, which their own list finds by number."""
    return [
        Link(f"Look for “{one}” among certificates", f"{reverse('certificates')}?{urlencode({'q': one})}")
        for one in references[:1]
        if any(mark.isdigit() for mark in one)
    ]


def _instead(one: Instead, then: Then) -> Link:
    """The way to the search with a word less, on the day that is searched."""
    asked = {"q": one.typed} | ({"on": then.on.isoformat()} if then.on else {})
    return Link(one.typed, f"?{urlencode(asked)}", one.count)


def _recent(request: StaffRequest) -> dict[str, list[Link]]:
    last = recent(viewer=request.viewer)
    return {
        "opened": [person_link(one) if table == "person" else home_link(one) for table, one in last.opened],
        "sought": [Link(one, f"{reverse('search')}?{urlencode({'q': one})}") for one in last.sought],
    }
