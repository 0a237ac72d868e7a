"""A contractor, agency, provider or other body named by a source system."""

from django.db import models

from rooftree.records.provenance.models import MergedRecord, history


@history("organization")
class Organization(MergedRecord):
    """A contractor, agency, provider or other body named by a source system."""

    name = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "organization"

    def __str__(self) -> str:
        return self.name or self.source_key
