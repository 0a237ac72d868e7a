"""What is to be mended of one home, person or other record: for its own page."""

import datetime
import uuid

from django.db.models import Q
from django.db.models.expressions import RawSQL

from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.oversight.quality.queries.shown import ExceptionShown, shown
from rooftree.oversight.quality.rules.rights import names_its_person
from rooftree.oversight.quality.rules.states import STANDING
from rooftree.records.matching.queries import same_as
from rooftree.reference.accounts.rules import Viewer, may_see_people
from rooftree.reference.asking import asked

MOST = 200
OF_ALL_JOINED = {"unit": "unit_id", "person": "person_id"}
"""Of a home and a person, what stands of those that people joined to it counts, too."""
COUNT = """
SELECT count(*) FROM quality_exception
WHERE {of_it} AND table_name = ANY($3::text[])
    AND resolved_on IS NULL AND state IN ('new', 'open', 'reopened')
"""


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
    if _of(record_type, record_id, viewer) is None:
        return 0
    own = uuid.UUID(record_id)
    column = OF_ALL_JOINED.get(record_type)
    same = same_as(own="$1", kind="$2")
    of_it = f"{column} IN ({same})" if column else "record_id = $1 AND record_type = $2"
    found = asked(COUNT.format(of_it=of_it), [own, record_type, sorted(tables_of(viewer))])
    return int(found[0][0])


def _of(record_type: str, record_id: str, viewer: Viewer) -> Q | None:
    try:
        own = uuid.UUID(record_id)
    except ValueError:
        return None
    same = same_as(own="%s", kind="%s")
    if record_type == "unit":
        return Q(unit_id__in=RawSQL(same, [own, record_type]))  # noqa: S611 - the values are bound
    if record_type == "person":
        joined = RawSQL(same, [own, record_type])  # noqa: S611 - as above
        return Q(person_id__in=joined) if may_see_people(viewer) else None
    return Q(record_id=own, record_type=record_type) if names_its_person(record_type) else None
