"""Making agreements and changing what they say; every version is kept."""

import dataclasses
import datetime
import uuid

from django.conf import settings
from django.db import transaction

from rooftree.oversight.agreements.models import Agreement, AgreementVersion
from rooftree.oversight.agreements.rules.requirements import Known, Terms, why_terms_are_refused
from rooftree.oversight.agreements.rules.rights import may_keep_agreements
from rooftree.oversight.agreements.templates import templates
from rooftree.records.people.models import Organization
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.sources.connectors import registry


def known() -> Known:
    """What can be asked for today: shipped requirements, files that are read, rules of the standard."""
    systems = registry.load(settings.ROOFTREE_MAPPINGS)
    files = {(name, file) for name, system in systems.items() for file in system.files}
    return Known(templates(), files, standard_in_force().rules.keys())


@transaction.atomic
def register(*, terms: Terms, by: Viewer, now: datetime.datetime) -> int:
    """A new agreement; gives its id."""
    terms = _checked(terms, by)
    made = Agreement.objects.create(made_at=now, made_by=by.name)
    _version(made, 1, terms, by=by, now=now)
    _audit("registered an agreement", made, terms, by=by, now=now)
    return made.pk


@transaction.atomic
def change(*, agreement_id: int, seen: int, terms: Terms, by: Viewer, now: datetime.datetime) -> int:
    """Another version; refused when somebody else made one since `seen`. Gives its number."""
    terms = _checked(terms, by)
    held = Agreement.objects.select_for_update().filter(pk=agreement_id).first()
    if held is None:
        raise Refused(Reason("no-agreement", "There is no such agreement."))
    if held.version != seen:
        raise Refused(
            Reason(
                "changed-since",
                f"Somebody has changed it meanwhile: version {held.version} is in force.",
                "Look at what it says now, then make your change again.",
            )
        )
    if not terms.note.strip():
        raise Refused(Reason("note", "Nothing says why it is changed.", "A few words stay with the version."))
    held.version += 1
    held.save(update_fields=["version"])
    _version(held, held.version, terms, by=by, now=now)
    _audit("changed an agreement", held, terms, by=by, now=now)
    return held.version


def _checked(terms: Terms, by: Viewer) -> Terms:
    if not may_keep_agreements(by):
        raise Refused(not_allowed(by, to="make or change agreements"))
    reasons = why_terms_are_refused(terms, known())
    if terms.organisation_id and not _is_known(terms.organisation_id):
        reasons += (Reason("organisation", "The records do not know that organisation.", "Choose another."),)
    if reasons:
        raise Refused(*reasons)
    return dataclasses.replace(terms, title=terms.title.strip(), organisation=terms.organisation.strip())


def _is_known(own: str) -> bool:
    try:
        return Organization.objects.filter(pk=uuid.UUID(own)).exists()
    except ValueError:
        return False


def _version(held: Agreement, number: int, terms: Terms, *, by: Viewer, now: datetime.datetime) -> None:
    AgreementVersion.objects.create(
        agreement=held,
        number=number,
        title=terms.title,
        organisation=terms.organisation,
        organisation_id=terms.organisation_id or None,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        owner=terms.owner.strip(),
        files=[list(file) for file in terms.files],
        requirements=[one.kept() for one in terms.requirements],
        note=terms.note.strip(),
        made_at=now,
        made_by=by.name,
    )


def _audit(action: str, held: Agreement, terms: Terms, *, by: Viewer, now: datetime.datetime) -> None:
    record(
        by=by,
        now=now,
        action=action,
        subject_type="agreement",
        subject_id=held.pk,
        detail={"title": terms.title, "organisation": terms.organisation, "version": held.version},
    )
