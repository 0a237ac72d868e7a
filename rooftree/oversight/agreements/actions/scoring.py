"""Every agreement's months, scored from what was sent: one statement for each requirement."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from rooftree.oversight.agreements.measuring.asked import Asked, Measured, Short
from rooftree.oversight.agreements.measuring.measures import MEASURES
from rooftree.oversight.agreements.models import AgreementScore, AgreementShortfall, AgreementVersion
from rooftree.oversight.agreements.queries.held import in_force
from rooftree.oversight.agreements.rules.months import Month, Standing, standing, to_score
from rooftree.oversight.agreements.rules.requirements import Requirement, requirement_of
from rooftree.oversight.agreements.templates import templates
from rooftree.reference.accounts.rules import SYSTEM


@dataclass(frozen=True, slots=True)
class Scored:
    """What one run's scoring did."""

    agreements: int
    requirements: int
    below: int
    """Requirements below their target, in months that go or that have ended."""

    @property
    def says(self) -> str:
        """The same in a sentence."""
        if not self.agreements:
            return "No agreement is in force."
        many = "1 agreement" if self.agreements == 1 else f"{self.agreements:,} agreements"
        return f"{many}, {self.requirements:,} scores, {self.below:,} below what was agreed."


def score_agreements(
    *, run_id: int, now: datetime.datetime, today: datetime.date, say: Callable[[str], None] = lambda _: None
) -> Scored:
    """Scores the month that goes, and the one before until it has settled; safe to repeat in the same run."""
    agreements = requirements = below = 0
    for version in in_force(viewer=SYSTEM):
        scored = AgreementScore.objects.filter(agreement_id=version.agreement_id)
        months = to_score(
            today,
            starts_on=version.starts_on,
            ends_on=version.ends_on,
            scored=set(scored.values_list("month", flat=True).distinct()),
        )
        if not months:
            continue
        agreements += 1
        say(f"{version.organisation}: {version.title}")
        with transaction.atomic():
            for month in months:
                for one in map(requirement_of, version.requirements):
                    measured = _measured(version, one, month, now=now, today=today)
                    if measured.asked is None and not measured.says:
                        continue
                    _keep(version, one, month, measured, (run_id, today))
                    requirements += 1
                    below += _below(one, month, measured, today)
    return Scored(agreements, requirements, below)


def _measured(
    version: AgreementVersion,
    one: Requirement,
    month: Month,
    *,
    now: datetime.datetime,
    today: datetime.date,
) -> Measured:
    template = templates().get(one.template)
    if template is None:
        return Measured(None, says="This way of measuring no longer ships with Rooftree.")
    return MEASURES[template.measure](
        Asked(
            agreement=version.agreement_id,
            organisation=version.organisation_id,
            files=[(system, file) for system, file in version.files],
            given={**template.given, **one.given},
            rule_id=one.rule_id,
            month=month,
            starts_on=version.starts_on,
            ends_on=version.ends_on,
            now=now,
            today=today,
        )
    )


def _below(one: Requirement, month: Month, measured: Measured, today: datetime.date) -> bool:
    found = standing(measured.asked, measured.met, target=one.target, over=today > month.last)
    return found in (Standing.BREACHED, Standing.SO_FAR_BELOW)


def _keep(
    version: AgreementVersion,
    one: Requirement,
    month: Month,
    measured: Measured,
    run: tuple[int, datetime.date],
) -> None:
    run_id, today = run
    AgreementScore.objects.update_or_create(
        agreement_id=version.agreement_id,
        requirement=one.key,
        month=month.first,
        run_id=run_id,
        defaults={
            "version": version.number,
            "scored_on": today,
            "target": one.target,
            "asked": measured.asked,
            "met": measured.met,
            "says": measured.says,
        },
    )
    if measured.asked is not None:
        _keep_short(version.agreement_id, one.key, month, measured.short, run_id)


def _keep_short(agreement: int, key: str, month: Month, short: Sequence[Short], run_id: int) -> None:
    """New ones come, those that are gone are mended as of this run, those that are back stand again."""
    held = AgreementShortfall.objects.filter(agreement_id=agreement, requirement=key, month=month.first)
    standing_now = {(one.record_type, one.record_id): one for one in short}
    there = {(row.record_type, row.record_id): row for row in held}
    gone = [row.pk for own, row in there.items() if own not in standing_now and row.mended_run is None]
    held.filter(pk__in=gone).update(mended_run=run_id)
    changed = []
    for own, one in standing_now.items():
        row = there.get(own)
        if row and (row.mended_run is not None or row.says != one.says):
            row.mended_run, row.says = None, one.says
            changed.append(row)
    AgreementShortfall.objects.bulk_update(changed, ["mended_run", "says"], batch_size=500)
    AgreementShortfall.objects.bulk_create(
        [
            AgreementShortfall(
                agreement_id=agreement,
                requirement=key,
                month=month.first,
                record_type=one.record_type,
                record_id=one.record_id,
                ref=one.ref,
                on=one.on,
                says=one.says,
                page=one.page,
                page_id=one.page_id,
                first_run=run_id,
            )
            for own, one in standing_now.items()
            if own not in there
        ],
        batch_size=1000,
    )
