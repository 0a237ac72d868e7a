"""Agreements and their versions, as they are held."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from rooftree.oversight.agreements.models import AgreementVersion
from rooftree.oversight.agreements.rules.requirements import Requirement, Terms, requirement_of
from rooftree.oversight.agreements.rules.rights import may_see_agreements
from rooftree.records.people.models import Organization
from rooftree.records.repairs.models import WorkOrder
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Shown:
    """One version of an agreement, to be shown."""

    id: int
    number: int
    current: bool
    terms: Terms
    made_at: datetime.datetime
    made_by: str

    @property
    def requirements(self) -> Sequence[Requirement]:
        """What it requires."""
        return self.terms.requirements

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the agreement runs on a day."""
        return self.terms.starts_on <= day and (self.terms.ends_on is None or day <= self.terms.ends_on)


def in_force(*, viewer: Viewer) -> list[AgreementVersion]:
    """The newest version of every agreement, in the order of organisations and titles."""
    if not may_see_agreements(viewer):
        return []
    rows = AgreementVersion.objects.filter(number=F("agreement__version"))
    return list(rows.order_by("organisation", "title", "agreement_id"))


def agreements(*, viewer: Viewer) -> list[Shown]:
    """Every agreement as it stands."""
    return [_shown(row, row.number) for row in in_force(viewer=viewer)]


def versions(agreement_id: int, *, viewer: Viewer) -> list[Shown]:
    """Every version of one agreement, the newest first; nothing when there is none."""
    if not may_see_agreements(viewer):
        return []
    rows = AgreementVersion.objects.filter(agreement_id=agreement_id).select_related("agreement")
    return [_shown(row, row.agreement.version) for row in rows.order_by("-number")]


def contractors(*, viewer: Viewer) -> list[tuple[str, str, int]]:
    """Organisations that orders name: id, name, and how many orders; the busiest first."""
    if not may_see_agreements(viewer):
        return []
    orders = WorkOrder.objects.filter(ended_on__isnull=True, contractor__isnull=False)
    counts = dict(orders.values_list("contractor_id").annotate(many=Count("pk")).order_by("-many"))
    names = dict(Organization.objects.filter(pk__in=counts).values_list("id", "name"))
    return [(str(own), names.get(own) or str(own), many) for own, many in counts.items()]


def _shown(row: AgreementVersion, current: int) -> Shown:
    terms = Terms(
        title=row.title,
        organisation=row.organisation,
        organisation_id=str(row.organisation_id or ""),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        owner=row.owner,
        files=[(system, file) for system, file in row.files],
        requirements=[requirement_of(one) for one in row.requirements],
        note=row.note,
    )
    return Shown(row.agreement_id, row.number, row.number == current, terms, row.made_at, row.made_by)
