"""Reading complaints."""

import datetime

from django.db.models import Q

from rooftree.records.claims.held import Records
from rooftree.records.claims.queries import Want, held
from rooftree.records.contacts.models import Complaint
from rooftree.reference.accounts.rules import Viewer


def of_home(unit_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Complaints about a home."""
    return held(*wants_of_home(unit_id), viewer=viewer, moment=moment)


def wants_of_home(unit_id: str) -> list[Want]:
    """Complaints about a home. For one `held` of many."""
    return [Want(Complaint, Q(unit_id=unit_id))]


def of_person(person_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Complaints that somebody made."""
    return held(*wants_of_person(person_id), viewer=viewer, moment=moment)


def wants_of_person(person_id: str) -> list[Want]:
    """Complaints that somebody made. For one `held` of many."""
    return [Want(Complaint, Q(person_id=person_id))]
