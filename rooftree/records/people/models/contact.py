"""A telephone number or e-mail address, whose it is and whether we may text it."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("communication")
class Communication(Record):
    """A telephone number or e-mail address, whose it is and whether we may text it."""

    person_ref = models.TextField(null=True, blank=True)
    medium = models.TextField(null=True, blank=True)
    medium_source = models.TextField(null=True, blank=True)
    value = models.TextField(null=True, blank=True)
    value_normal = models.TextField(null=True, blank=True)
    precedence = models.IntegerField(null=True, blank=True)
    preference = models.TextField(null=True, blank=True)
    allow_texts = models.BooleanField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "communication"
        indexes = (models.Index(fields=["value_normal"], name="communication_value_normal"),)

    def __str__(self) -> str:
        return self.person_ref or self.source_key
