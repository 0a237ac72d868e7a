"""Which source row is which home, person or block; merges as aliases; doubts for a person to decide."""

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
        )

    def __str__(self) -> str:
        return f"{self.alias_id} is {self.entity_id}"


@history("match_candidate")
class MatchCandidate(Record):
    """Two entities that a strong key says may be one: kept apart until a person decides."""

    entity_type = models.TextField()
    first_id = models.UUIDField(db_index=True)
    second_id = models.UUIDField(db_index=True)
    method = models.TextField()

    class Meta:
        db_table = "match_candidate"

    def __str__(self) -> str:
        return f"{self.first_id} may be {self.second_id}"
