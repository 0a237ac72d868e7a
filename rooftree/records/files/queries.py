"""Reading which photos and documents a source system speaks of."""

import datetime

from django.db.models import Q

from rooftree.records.claims.held import Records
from rooftree.records.claims.queries import Want, held
from rooftree.records.files.models import Attachment
from rooftree.reference.accounts.rules import Viewer


def of_order(order_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """The files of one repair."""
    return held(Want(Attachment, Q(work_order_id=order_id)), viewer=viewer, moment=moment)


def wants_of_home(unit_id: str) -> list[Want]:
    """The files of the repairs at a home. For one `held` of many."""
    return [Want(Attachment, Q(work_order__unit_id=unit_id))]
