"""What a person told us about their protected characteristics. Special category: shown on no page yet."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("equality_information")
class EqualityInformation(Record):
    """What a person told us about their protected characteristics. Special category: shown on no page yet."""

    person_ref = models.TextField(null=True, blank=True)
    collected_on = models.DateField(null=True, blank=True)
    sex = models.TextField(null=True, blank=True)
    sex_source = models.TextField(null=True, blank=True)
    gender_identity = models.TextField(null=True, blank=True)
    gender_identity_source = models.TextField(null=True, blank=True)
    ethnic_group = models.TextField(null=True, blank=True)
    ethnic_group_source = models.TextField(null=True, blank=True)
    religion = models.TextField(null=True, blank=True)
    religion_source = models.TextField(null=True, blank=True)
    sexual_orientation = models.TextField(null=True, blank=True)
    sexual_orientation_source = models.TextField(null=True, blank=True)
    disabled = models.BooleanField(null=True, blank=True)
    nationality = models.TextField(null=True, blank=True)
    first_language = models.TextField(null=True, blank=True)
    marital_status = models.TextField(null=True, blank=True)
    marital_status_source = models.TextField(null=True, blank=True)
    economic_status = models.TextField(null=True, blank=True)
    economic_status_source = models.TextField(null=True, blank=True)
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "equality_information"

    def __str__(self) -> str:
        return self.person_ref or self.source_key
