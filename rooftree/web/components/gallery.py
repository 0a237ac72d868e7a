"""Every component in use, with invented people and places, so that one look shows the whole."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.reference.accounts.rules import Role
from rooftree.web.components import gallery_data as sample
from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to


@visible_to(Role.DATA_STEWARD, Role.ADMINISTRATOR)
@require_safe
def gallery(request: StaffRequest) -> HttpResponse:
    """The look, once. `?part=forms` is a form sent with faults, `?part=record` a record, else the parts."""
    if request.GET.get("part") == "record":
        return render(request, "gallery/record.html", sample.record())
    if request.GET.get("part") == "forms":
        form = sample.GalleryForm({"day_0": "31", "day_1": "2", "day_2": "2026", "about": ""})
        return render(request, "gallery/form.html", {"form": form, "button": "Save"})
    page = Paginator(range(1, 2641), 25).get_page(request.GET.get("page", 2))
    return render(request, "gallery/parts.html", sample.parts() | {"page": page})
