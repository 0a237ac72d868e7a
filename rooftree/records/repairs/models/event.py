"""Something that happened on a repair. Append only."""

from django.db import models

from rooftree.records.provenance.models import AppendOnlyRecord


class JobStatusUpdate(AppendOnlyRecord):
    """Something that happened on a repair. Append only."""

    job_ref = models.TextField(null=True, blank=True)
    appointment_ref = models.TextField(null=True, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    code = models.TextField(null=True, blank=True)
    code_source = models.TextField(null=True, blank=True)
    description = models.TextField(null=True, blank=True)
    recorded_by = models.TextField(null=True, blank=True)
    work_order = models.ForeignKey(
        "records.WorkOrder", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    appointment = models.ForeignKey(
        "records.Appointment", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta:
        db_table = "job_status_update"

    def __str__(self) -> str:
        return self.job_ref or str(self.pk)
