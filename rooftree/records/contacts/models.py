"""A complaint as the contact system holds it."""

from django.db import models

from rooftree.records.provenance.models import Record, history, spelling


@history("complaint")
class Complaint(Record):
    """A complaint as the contact system holds it."""

    complaint_ref = models.TextField(null=True, blank=True)
    object_ref = models.TextField(null=True, blank=True)
    stage = models.TextField(null=True, blank=True)
    stage_source = models.TextField(null=True, blank=True)
    category = models.TextField(null=True, blank=True)
    channel = models.TextField(null=True, blank=True)
    channel_source = models.TextField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    status_on = models.DateField(null=True, blank=True)
    responded_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(null=True, blank=True)
    outcome_source = models.TextField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "complaint"
        indexes = (spelling("complaint_ref", name="complaint_complaint_ref"),)

    def __str__(self) -> str:
        return self.complaint_ref or self.source_key
