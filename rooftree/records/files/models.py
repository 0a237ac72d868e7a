"""A photo or document a source system speaks of."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("attachment")
class Attachment(Record):
    """A photo or document a source system speaks of."""

    job_ref = models.TextField(null=True, blank=True)
    appointment_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    uri = models.TextField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.TextField(null=True, blank=True)
    work_order = models.ForeignKey(
        "records.WorkOrder", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    appointment = models.ForeignKey(
        "records.Appointment", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "attachment"

    def __str__(self) -> str:
        return self.job_ref or self.source_key
