"""Saying what a system can hold. Nothing said before is changed: it stays, with who said it and when."""

import datetime

from django.db import transaction

from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.models import CapabilityDeclaration
from rooftree.oversight.capability.rules.declaring import Said, why_declaration_is_refused
from rooftree.oversight.capability.rules.rights import may_keep_capability
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.register.queries import register


@transaction.atomic
def declare(
    *, requirement: str, system: str, said: Said, by: Viewer, now: datetime.datetime, today: datetime.date
) -> int:
    """What one system can hold of one requirement, as of a review; gives the declaration's id."""
    if not may_keep_capability(by):
        raise Refused(not_allowed(by, to="say what systems can hold"))
    if requirement not in catalogue().requirements or system not in register().systems:
        raise Refused(Reason("no-cell", "There is no such requirement or system."))
    if reasons := why_declaration_is_refused(said, today):
        raise Refused(*reasons)
    row = CapabilityDeclaration.objects.create(
        requirement=requirement,
        system=system,
        can_hold=said.can_hold.value,
        held_where=said.held_where,
        note=said.note,
        reviewed_on=said.reviewed_on,
        reviewed_by=said.reviewed_by,
        said_at=now,
        said_by=by.name,
    )
    record(
        by=by,
        now=now,
        action="declared what a system can hold",
        subject_type="capability",
        subject_id=f"{requirement}/{system}",
        detail={"can_hold": row.can_hold, "reviewed_on": row.reviewed_on.isoformat()},
    )
    return row.pk
