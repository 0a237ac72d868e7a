"""Every component in use, with invented people and places: one page for each group, and whole pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.web.components import gallery_data as sample
from rooftree.web.components import gallery_edges as edges
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to_staff

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """One page of the gallery."""

    title: str
    template: str
    shows: Callable[[], Context]
    about: str


def _lists() -> Context:
    pages = {"page": Paginator(range(1, 2641), 25).get_page(2), "one_page": Paginator([1], 25).get_page(1)}
    return sample.parts() | edges.lists() | pages


def _faulty() -> Context:
    return {"form": sample.GalleryForm(sample.FAULTS), "button": "Save", "back": Link("Forms", "../forms/")}


GROUPS: Mapping[str, Group] = {
    "words": Group(
        "Words, status and messages",
        "gallery/words.html",
        lambda: sample.parts() | edges.words(),
        "How things stand, how numbers and days are written, icons, what the page says to you.",
    ),
    "lists": Group(
        "Lists and tables",
        "gallery/lists.html",
        _lists,
        "Rows of work, search results, tables, pages, filters, and what an empty list says.",
    ),
    "records": Group(
        "Parts of a record",
        "gallery/records.html",
        lambda: sample.record() | sample.parts() | edges.records(),
        "Identity bar, facts with their source, disagreements, timeline, another day.",
    ),
    "figures": Group(
        "Figures and charts",
        "gallery/figures.html",
        lambda: sample.parts() | edges.figures(),
        "Numbers, small lines, charts with their figures, and work under way.",
    ),
    "forms": Group(
        "Forms",
        "gallery/forms.html",
        lambda: {
            "form": sample.GalleryForm(),
            "filled": sample.GalleryForm(sample.FILLED, auto_id="filled_%s"),
        },
        "Every kind of question we ask, empty and filled in.",
    ),
    "record": Group(
        "A record, whole",
        "gallery/record.html",
        sample.record,
        "The kind of page that is a home or a person.",
    ),
    "faults": Group(
        "A form with faults", "gallery/form.html", _faulty, "Every error first, then at its field."
    ),
    "confirm": Group(
        "A page that confirms", "gallery/confirm.html", edges.confirm, "Before something hard to undo."
    ),
    "report": Group(
        "A report, whole", "gallery/report.html", edges.report, "What the figures say, and what they count."
    ),
}


@visible_to_staff
@require_safe
def gallery(request: StaffRequest) -> HttpResponse:
    """The groups, and how to choose a kind of page."""
    rows = [(reverse("components-of", args=[name]), group) for name, group in GROUPS.items()]
    return render(request, "gallery/index.html", {"groups": rows})


@visible_to_staff
@require_safe
def group_of(request: StaffRequest, name: str) -> HttpResponse:
    """One group of components, or one kind of page filled with invented content."""
    group = GROUPS.get(name)
    if group is None:
        raise Http404
    tabs = [
        Link(other.title, reverse("components-of", args=[key]), current=key == name)
        for key, other in GROUPS.items()
    ]
    return render(request, group.template, {"group": group, "tabs": tabs, **group.shows()})
