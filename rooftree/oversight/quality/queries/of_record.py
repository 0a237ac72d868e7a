"""What is to be mended of one home, person or other record: for its own page."""

import datetime
import uuid

from django.db.models import Count, Q
from django.db.models.expressions import RawSQL

from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.oversight.quality.queries.shown import ExceptionShown, shown
from rooftree.oversight.quality.rules.rights import names_its_person
from rooftree.oversight.quality.rules.states import STANDING
from rooftree.reference.accounts.rules import Viewer, may_see_people

MOST = 200
JOINED = """
WITH RECURSIVE ours(id) AS (
    SELECT %s::uuid
    UNION
    SELECT CASE WHEN a.alias_id = ours.id THEN a.entity_id ELSE a.alias_id END
    FROM entity_alias a JOIN ours ON ours.id IN (a.alias_id, a.entity_id)
    WHERE a.entity_type = %s AND a.ended_at IS NULL
)
SELECT id FROM ours
"""
"""The record and all that people joined to it, in the statement itself: a page has few to spend."""


def of_record(
    record_type: str, record_id: str, *, viewer: Viewer, today: datetime.date
) -> list[ExceptionShown]:
    """What stands of a record and of what belongs to it, the soonest to be mended first.

    Of a home: its own rows and those of its tenancies, repairs, certificates. Of a person: theirs.
    """
    where = _of(record_type, record_id, viewer)
    if where is None:
        return []
    found = QualityException.objects.filter(where, resolved_on=None, state__in=STANDING)
    found = found.filter(table_name__in=sorted(tables_of(viewer))).select_related("team", "assigned_to")
    return shown(list(found.order_by("due_on", "id")[:MOST]), viewer=viewer, today=today)


def count_of(record_type: str, record_id: str, *, viewer: Viewer) -> int:
    """How many stand of a record and of what belongs to it."""
    where = _of(record_type, record_id, viewer)
    if where is None:
        return 0
    found = QualityException.objects.filter(where, resolved_on=None, state__in=STANDING)
    counted = found.filter(table_name__in=sorted(tables_of(viewer))).aggregate(many=Count("id"))
    return int(counted["many"])


def _of(record_type: str, record_id: str, viewer: Viewer) -> Q | None:
    try:
        own = uuid.UUID(record_id)
    except ValueError:
        return None
    if record_type == "unit":
        return Q(unit_id__in=RawSQL(JOINED, [own, record_type]))  # noqa: S611 - the values are bound
    if record_type == "person":
        joined = RawSQL(JOINED, [own, record_type])  # noqa: S611 - as above
        return Q(person_id__in=joined) if may_see_people(viewer) else None
    return Q(record_id=own, record_type=record_type) if names_its_person(record_type) else None
