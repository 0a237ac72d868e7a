"""What came with a release and is not in the landlord's own standard: looked at, then taken or not."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.telling import told
from rooftree.web import clock
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.visibility import visible_to


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: StaffRequest) -> HttpResponse:
    """What only the release changed goes into the draft when the steward says so; what both did, never."""
    offer = editing.offered()
    waiting = editing.not_gathered(offer, viewer=request.viewer)
    if request.method == "POST":
        from rooftree.reference.standard.editing import actions  # loads DuckDB: not for every worker

        taken = actions.take_in(
            found=waiting, by=request.viewer, now=clock.now(), file="what came with this release"
        )
        messages.success(
            request, f"{taken} taken into your changes. Nothing is in force until it is approved."
        )
        return HttpResponseRedirect(reverse("standard-draft"))
    context = {
        "nav": "standard",
        "changes": told(waiting),
        "gathered": len(offer.new) - len(waiting),
        "both": told(list(offer.both)),
    }
    return render(request, "staff/standard/release.html", context)
