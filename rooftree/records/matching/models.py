"""Which source row is which home, person or block; merges as aliases; doubts, and what people said."""

import pgtrigger
from django.db import models

from rooftree.records.provenance.models import Known, Record, history


@history("reference")
class Reference(Record):
    """HACT Reference: the key a system (`source_system`, allocated by) gives to one of our entities.

    `own_id` is the row's id by itself, `entity_id` after the merges that people decided (`EntityAlias`).
    """

    entity_type = models.TextField()
    entity_id = models.UUIDField(db_index=True)
    own_id = models.UUIDField()
    method = models.TextField()
    weight = models.FloatField(null=True, blank=True)
    """Of the weakest link on the way to the rest of their rows, in bits; nothing where none was weighed."""
    model_version = models.TextField(blank=True, default="", db_default="")
    is_sure = models.BooleanField(default=True, db_default=True)
    """That the link is strong enough for what may do harm: a strong key, a decision, or a high weight."""
    decided_by = models.TextField()

    class Meta:
        db_table = "reference"
        indexes = (models.Index(fields=["source_key"], name="reference_source_key"),)

    def __str__(self) -> str:
        return f"{self.source_system} {self.source_key}"


@history("entity_alias")
class EntityAlias(Known):
    """A merge: `alias_id` is now known as `entity_id`. Ending the row undoes the merge."""

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    alias_id = models.UUIDField(db_index=True)
    entity_id = models.UUIDField(db_index=True)
    reason = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "entity_alias"
        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(ended_at__isnull=True, ended_by__isnull=True)
                    | models.Q(ended_at__isnull=False, ended_by__isnull=False)
                ),
                name="entity_alias_ended_at_with_by",
            ),
            models.UniqueConstraint(
                fields=["alias_id"],
                condition=models.Q(ended_at__isnull=True),
                name="entity_alias_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.alias_id} is {self.entity_id}"


@history("match_candidate")
class MatchCandidate(Record):
    """Two entities that may be one by a strong key or by weighed evidence: apart until a person decides.

    `evidence` has lines of `says` and `weight` (nothing where the method does not weigh).
    """

    entity_type = models.TextField()
    first_id = models.UUIDField(db_index=True)
    second_id = models.UUIDField(db_index=True)
    method = models.TextField()
    weight = models.FloatField(null=True, blank=True)
    model_version = models.TextField(blank=True, default="", db_default="")
    evidence = models.JSONField(default=list, db_default=[])

    class Meta:
        db_table = "match_candidate"

    def __str__(self) -> str:
        return f"{self.first_id} may be {self.second_id}"


class MatchModel(models.Model):
    """What training learnt of the landlord's own rows, and when: one is in use, for weighing people.

    `path` is the folder of its files, below the landing folder. `figures` are of the day of training and
    `figures_latest` of the last night that weighed with it, alike, so that drift shows: `rows`; `filled` (the
    share of rows that say each field); `linked` (the share of rows that are one person with another row);
    `pairs` (for each model by name, how many pairs weigh from each full bit to the next, as
    `{"within a home": {"-1": 3}}`). In `figures` alone stand `priors` (by model), `method` (a digest of the
    numbers) and `name_frequencies` (a digest of how common each name is, which is frozen with the model).
    """

    version = models.TextField(primary_key=True)
    trained_at = models.DateTimeField()
    trained_by_run = models.BigIntegerField()
    rows = models.BigIntegerField()
    figures = models.JSONField(default=dict)
    figures_latest = models.JSONField(default=dict)
    latest_run = models.BigIntegerField()
    path = models.TextField()
    is_in_use = models.BooleanField(default=True)

    class Meta:
        db_table = "match_model"
        constraints = (
            models.UniqueConstraint(
                fields=["is_in_use"], condition=models.Q(is_in_use=True), name="match_model_one_in_use"
            ),
        )

    def __str__(self) -> str:
        return self.version


class MatchDecision(models.Model):
    """One thing that somebody said about whether two are one, or a row is somebody's. Never changed: to undo
    is a row of its own.

    `first_id` and `second_id` are the ids they were known by then, in order; of a row said not to be theirs
    (`source_system`, `source_key`) only the first. `outcome` is how the question stands after it.
    """

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    first_id = models.UUIDField()
    second_id = models.UUIDField(null=True, blank=True)
    source_system = models.TextField(blank=True, default="")
    source_key = models.TextField(blank=True, default="")
    answer = models.TextField()
    outcome = models.TextField()
    is_sensitive = models.BooleanField(default=False)
    reason = models.TextField()
    decided_by = models.TextField()
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField()
    doubt_id = models.UUIDField(null=True, blank=True)
    method = models.TextField(blank=True, default="")
    weight = models.FloatField(null=True, blank=True)
    model_version = models.TextField(blank=True, default="")
    seen = models.JSONField(default=dict)
    """What both were when it was said: the source rows of each, and the facts that were shown."""
    alias = models.ForeignKey(
        EntityAlias, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "match_decision"
        indexes = (
            models.Index(fields=["first_id", "-id"], name="match_decision_first"),
            models.Index(fields=["second_id", "-id"], name="match_decision_second"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id or self.source_key}: {self.answer}"
