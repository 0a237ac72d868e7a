"""Exceptions, everything that happened to each, and how many there are of which kind."""

import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models

from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.teams.models import Team

STANDING = models.Q(resolved_on__isnull=True)
"""Not mended yet; those that are waived stand too."""


def _queue(first: str) -> models.Index:
    """The queue narrowed by one column, in the queue's order."""
    return models.Index(fields=[first, "due_on", "id"], name=f"exception_{first}"[:30], condition=STANDING)


class QualityException(models.Model):
    """One row of one source system that falls short of one rule: the same row of this table every night.

    Never a value: the key, the rule, and a hash that tells whether the value changed. While `last_seen_on` is
    empty it was seen in every check that asked its rule of its system, so that a night in which nothing
    changed writes nothing.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    rule_id = models.TextField()
    rule_version = models.IntegerField()
    table_name = models.TextField()
    column_name = models.TextField(blank=True, default="")
    dimension = models.TextField()
    severity = models.TextField()
    owner = models.TextField(blank=True, default="")
    """The role that answers for it: the rule's own, or the steward of the information asset."""
    source_system = models.TextField()
    source_key = models.TextField()
    extract_id = models.BigIntegerField(null=True, blank=True)
    source_row = models.BigIntegerField(null=True, blank=True)
    value_hash = models.BigIntegerField(null=True, blank=True)
    group_id = models.TextField(null=True, blank=True)
    """What rows that fail together (duplicates of one another) share."""
    state = models.TextField()
    since_on = models.DateField()
    """The day on which it came into this state."""
    first_seen_run = models.BigIntegerField()
    first_seen_on = models.DateField()
    last_seen_run = models.BigIntegerField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    resolved_run = models.BigIntegerField(null=True, blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    resolved_as = models.TextField(blank=True, default="")
    reopened = models.IntegerField(default=0)
    """How many times it came back."""
    record_type = models.TextField(blank=True, default="")
    record_id = models.UUIDField(null=True, blank=True)
    unit_id = models.UUIDField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    area_code = models.TextField(null=True, blank=True)
    contractor_id = models.UUIDField(null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    assigned_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_on = models.DateField()
    mended_at = models.DateTimeField(null=True, blank=True)
    """Somebody says that it is mended at its source: the next check that can tell looks."""
    mended_by = models.TextField(null=True, blank=True)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.TextField(null=True, blank=True)
    waived_until = models.DateField(null=True, blank=True)
    """The last day of the waiver."""
    waived_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "quality_exception"
        indexes = (
            models.Index(fields=["due_on", "id"], name="exception_queue", condition=STANDING),
            *(
                _queue(name)
                for name in (
                    "state",
                    "rule_id",
                    "table_name",
                    "source_system",
                    "severity",
                    "dimension",
                    "area_code",
                    "owner",
                )
            ),
            *(
                models.Index(
                    fields=[name, "due_on", "id"],
                    name=f"exception_{name}",
                    condition=STANDING & models.Q((f"{name}__isnull", False)),
                )
                for name in ("team", "assigned_to", "contractor_id")
            ),
            models.Index(fields=["unit_id"], name="exception_unit", condition=STANDING),
            models.Index(fields=["person_id"], name="exception_person", condition=STANDING),
            models.Index(fields=["record_id"], name="exception_record", condition=STANDING),
            models.Index(fields=["-resolved_on", "id"], name="exception_resolved", condition=~STANDING),
            models.Index(
                models.F("resolved_on").desc(nulls_last=True),
                models.F("id").desc(),
                name="exception_resolved_latest",
                condition=~STANDING,
            ),
            models.Index(
                fields=["due_on", "id"],
                name="exception_came_back",
                condition=STANDING & models.Q(reopened__gt=0),
            ),
            models.Index(OpClass("source_key", name="text_pattern_ops"), name="exception_source_key"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="resolved", resolved_on__isnull=False, resolved_run__isnull=False)
                | (~models.Q(state="resolved") & models.Q(resolved_on=None, resolved_run=None)),
                name="exception_resolved_when_said",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="waived",
                    waived_at__isnull=False,
                    waived_by__isnull=False,
                    waived_until__isnull=False,
                )
                | (~models.Q(state="waived") & models.Q(waived_at=None, waived_by=None, waived_until=None)),
                name="exception_waived_with_by_until",
            ),
            models.CheckConstraint(
                condition=models.Q(mended_at=None, mended_by=None)
                | models.Q(mended_at__isnull=False, mended_by__isnull=False),
                name="exception_mended_at_with_by",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="identity_stays",
                fields=[
                    "id",
                    "rule_id",
                    "table_name",
                    "source_system",
                    "source_key",
                    "first_seen_run",
                    "first_seen_on",
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule_id} of {self.source_system} {self.source_key}"


class ExceptionEvent(models.Model):
    """One thing that happened to an exception after it was first seen: what, when, by whom, and why."""

    id = models.BigAutoField(primary_key=True)
    exception = models.ForeignKey(QualityException, on_delete=models.PROTECT, related_name="events")
    what = models.TextField()
    at = models.DateTimeField()
    on = models.DateField()
    run_id = models.BigIntegerField(null=True, blank=True)
    by = models.TextField()
    by_user_id = models.BigIntegerField(null=True, blank=True)
    to = models.TextField(blank=True, default="")
    said = models.TextField(blank=True, default="")

    class Meta:
        db_table = "quality_exception_event"
        indexes = (models.Index(fields=["run_id", "what"], name="exception_event_run"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.what} {self.exception_id}"


class ExceptionTally(models.Model):
    """How many exceptions stand that are alike in all that the queue is narrowed by: its counts are sums.

    Made anew by each check; work in between adds rows that take away and add, so that nobody waits for a row.
    """

    id = models.BigAutoField(primary_key=True)
    state = models.TextField()
    rule_id = models.TextField()
    table_name = models.TextField()
    source_system = models.TextField()
    dimension = models.TextField()
    severity = models.TextField()
    owner = models.TextField()
    area_code = models.TextField(null=True)
    team_id = models.BigIntegerField(null=True)
    assigned_to_id = models.BigIntegerField(null=True)
    late = models.BooleanField(default=False)
    """Past the day to mend by, on the day of the last check."""
    count = models.IntegerField()

    class Meta:
        db_table = "quality_exception_tally"

    def __str__(self) -> str:
        return f"{self.count} {self.state} of {self.rule_id}"
