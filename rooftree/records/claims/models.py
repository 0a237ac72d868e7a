"""What each source row says of an entity, and the facts on which systems disagree."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("claim")
class Claim(Record):
    """One source row's words about one entity: `said` maps each attribute to the value given."""

    entity_type = models.TextField()
    entity_id = models.UUIDField(db_index=True)
    said = models.JSONField()
    said_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "claim"

    def __str__(self) -> str:
        return f"{self.source_system} of {self.entity_type} {self.entity_id}"


@history("disagreement")
class Disagreement(Record):
    """Systems that differ on one attribute of one entity; `said` maps each system to its value."""

    entity_type = models.TextField()
    entity_id = models.UUIDField(db_index=True)
    attribute = models.TextField()
    said = models.JSONField()
    shown = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "disagreement"
        indexes = (models.Index(fields=["entity_type", "attribute"], name="disagreement_attribute"),)

    def __str__(self) -> str:
        return f"{self.attribute} of {self.entity_type} {self.entity_id}"
