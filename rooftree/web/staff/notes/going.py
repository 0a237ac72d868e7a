"""Where a form leads when it has saved, and what a note or task is on."""

from urllib.parse import urlsplit

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.subjects import subjects
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.notes.showing import subject_link

NAV = {
    "unit": "homes",
    "property": "homes",
    "person": "people",
    "tenancy": "tenancies",
    "work_order": "repairs",
    "certification": "certificates",
    "void": "voids",
}
"""The part of the menu in which a record stands."""
BIGGEST_ID = 2**63 - 1


def going_back(request: StaffRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page the form was on, if it is one of ours."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and urlsplit(asked).path.startswith("/")
    return HttpResponseRedirect(asked if ours else otherwise)


def subject_of(record_type: str, record_id: str, *, viewer: Viewer) -> Link:
    """The record as a link, by what people call it."""
    found = subjects([(record_type, record_id)], viewer=viewer)
    return subject_link(record_type, record_id, found.get((record_type, record_id)))
