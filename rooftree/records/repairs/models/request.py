"""Something a resident asked for: a repair, or an enquiry."""

from django.db import models

from rooftree.records.provenance.models import Record, history, spelling


@history("service_request")
class ServiceRequest(Record):
    """Something a resident asked for: a repair, or an enquiry."""

    request_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    object_ref = models.TextField(null=True, blank=True)
    description = models.TextField(null=True, blank=True)
    channel = models.TextField(null=True, blank=True)
    channel_source = models.TextField(null=True, blank=True)
    reason = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    status_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.TextField(null=True, blank=True)
    target_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    priority = models.TextField(null=True, blank=True)
    priority_source = models.TextField(null=True, blank=True)
    access_am = models.TextField(null=True, blank=True)
    access_pm = models.TextField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "service_request"
        indexes = (spelling("request_ref", name="service_request_request_ref"),)

    def __str__(self) -> str:
        return self.description or self.source_key
