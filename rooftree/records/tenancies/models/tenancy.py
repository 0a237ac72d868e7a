"""Tables: tenancy, home on a tenancy."""

from django.db import models

from rooftree.records.provenance.models import Record, history, spelling


@history("tenancy")
class Tenancy(Record):
    """An agreement to live in or use one or more homes."""

    tenancy_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    tenure = models.TextField(null=True, blank=True)
    tenure_source = models.TextField(null=True, blank=True)
    source = models.TextField(null=True, blank=True)
    source_source = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    notice_received_on = models.DateField(null=True, blank=True)
    expected_end_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(null=True, blank=True)
    end_reason_source = models.TextField(null=True, blank=True)
    is_temporary = models.BooleanField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "tenancy"
        indexes = (spelling("tenancy_ref", name="tenancy_tenancy_ref"),)

    def __str__(self) -> str:
        return self.tenancy_ref or self.source_key


@history("tenancy_unit")
class TenancyUnit(Record):
    """Which homes a tenancy covers, and when."""

    tenancy_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "tenancy_unit"

    def __str__(self) -> str:
        return self.tenancy_ref or self.source_key
