"""The queue as it stands, and what was proposed for it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models


class MatchWaiting(models.Model):
    """One question of the queue, by the ids that both are known by: made from doubts, proposals and answers
    by each run, and again by each answer; no fact of its own."""

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    first_id = models.UUIDField(db_index=True)
    second_id = models.UUIDField(db_index=True)
    doubt_id = models.UUIDField(null=True, blank=True)
    because = models.TextField()
    weight = models.FloatField(null=True, blank=True)
    stakes = ArrayField(models.TextField())
    urgency = models.IntegerField()
    """How far up it stands: by what is at stake, and of those alike first where two did not agree."""
    heavy = models.FloatField(default=0.0)
    is_sensitive = models.BooleanField(default=False)
    first_systems = ArrayField(models.TextField())
    second_systems = ArrayField(models.TextField())
    outcome = models.TextField()
    voters = ArrayField(models.BigIntegerField())
    is_proposed = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        db_table = "match_waiting"
        constraints = (
            models.UniqueConstraint(
                fields=["entity_type", "first_id", "second_id"], name="match_waiting_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["-urgency", "-heavy", "entity_type", "first_id", "second_id"],
                name="match_waiting_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_id} may be {self.second_id}"


class MatchProposal(models.Model):
    """That somebody holds two to be the same or different, in their words. It decides nothing."""

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    first_id = models.UUIDField(db_index=True)
    second_id = models.UUIDField(db_index=True)
    answer = models.TextField()
    reason = models.TextField()
    proposed_by = models.TextField()
    proposed_by_id = models.BigIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField()

    class Meta:
        db_table = "match_proposal"
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.answer}, proposed"


class MatchRowProposal(models.Model):
    """That somebody holds a source row not to be theirs with whom it was linked, in their words. It decides
    nothing."""

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    entity_id = models.UUIDField()
    source_system = models.TextField()
    source_key = models.TextField()
    reason = models.TextField()
    proposed_by = models.TextField()
    proposed_by_id = models.BigIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField()

    class Meta:
        db_table = "match_row_proposal"
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.source_system} {self.source_key} is not {self.entity_id}, proposed"
