"""Links that were drawn to be checked, and what people said of them. Neither is ever changed."""

import pgtrigger
from django.db import models


class MatchSample(models.Model):
    """One link that a run made by itself, drawn in a week: two source rows of one home or person."""

    id = models.BigAutoField(primary_key=True)
    week = models.DateField()
    """Its Monday."""
    entity_type = models.TextField()
    entity_id = models.UUIDField()
    first_system = models.TextField()
    first_key = models.TextField()
    second_system = models.TextField()
    second_key = models.TextField()
    method = models.TextField()
    weight = models.FloatField(null=True, blank=True)
    model_version = models.TextField(blank=True, default="")
    band = models.TextField(blank=True, default="")
    links = models.BigIntegerField()
    """How many links there were of this method and band when it was drawn."""
    is_twice = models.BooleanField(default=False)
    """That two people are asked, so that how far they agree is known."""
    drawn_run = models.BigIntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        db_table = "match_sample"
        constraints = (
            models.UniqueConstraint(
                fields=["entity_type", "first_system", "first_key", "second_system", "second_key"],
                name="match_sample_never_twice",
            ),
        )
        indexes = (models.Index(fields=["week", "entity_type"], name="match_sample_week"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.first_system} {self.first_key} and {self.second_system} {self.second_key}"


class MatchSampleAnswer(models.Model):
    """What one person said of a drawn link. `outcome` is how its question stands after it."""

    id = models.BigAutoField(primary_key=True)
    sample = models.ForeignKey(MatchSample, models.PROTECT, related_name="answers")
    answer = models.TextField()
    outcome = models.TextField()
    is_sensitive = models.BooleanField(default=False)
    reason = models.TextField()
    decided_by = models.TextField()
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "match_sample_answer"
        constraints = (
            models.UniqueConstraint(fields=["sample", "decided_by_id"], name="match_sample_answer_one_each"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.sample_id}: {self.answer}"
