"""The questions to ask at procurement, made from the same standard that agreements are held to."""

from collections.abc import Sequence

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.oversight.agreements.rules.requirements import Template
from rooftree.oversight.agreements.templates import templates
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.agreements.showing import SEES
from rooftree.web.staff.lists.listing import as_csv
from rooftree.web.visibility import visible_to

HEADS = (
    "Number",
    "Question",
    "What a good answer looks like",
    "Evidence asked for",
    "Weight",
    "Why it is asked",
)


@visible_to(*SEES)
@require_safe
def questions(request: StaffRequest) -> HttpResponseBase:
    """Each question, what a good answer looks like, the evidence, and how much it counts."""
    asked = list(templates().values())
    if request.GET.get("format") == "csv":
        return as_csv("procurement-questions", HEADS, (_cells(at, one) for at, one in enumerate(asked, 1)))
    standard = standard_in_force()
    context = {
        "nav": "agreements",
        "asked": asked,
        "weight": sum(one.weight for one in asked),
        "rules": len(standard.active),
        "version": standard.number,
    }
    return render(request, "staff/agreements/questions.html", context)


def _cells(at: int, one: Template) -> Sequence[object]:
    return (at, one.question, one.good, one.evidence, one.weight, one.why)
