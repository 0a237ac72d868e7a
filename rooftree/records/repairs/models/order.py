"""Tables: repair, work element."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import TruncDate

from rooftree.records.provenance.models import MergedRecord, Record, history, likeness, spelling

LONDON = ZoneInfo("Europe/London")


@history("work_order")
class WorkOrder(MergedRecord):
    """An order to do work at a home or block."""

    job_ref = models.TextField(null=True, blank=True)
    order_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    request_ref = models.TextField(null=True, blank=True)
    work_type = models.TextField(null=True, blank=True)
    work_class = models.TextField(null=True, blank=True)
    priority = models.TextField(null=True, blank=True)
    priority_source = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    description = models.TextField(null=True, blank=True)
    trade = models.TextField(null=True, blank=True)
    contractor_name = models.TextField(null=True, blank=True)
    raised_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    target_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    estimated_cost_pence = models.BigIntegerField(null=True, blank=True)
    cost_pence = models.BigIntegerField(null=True, blank=True)
    follow_on_of_ref = models.TextField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")
    contractor = models.ForeignKey(
        "records.Organization", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    service_request = models.ForeignKey(
        "records.ServiceRequest", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    follow_on_of = models.ForeignKey("self", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "work_order"
        indexes = (
            *(
                models.Index(
                    models.F(moment).desc(nulls_last=True),
                    models.F("id").desc(),
                    name=f"work_order_by_{moment}",
                    condition=models.Q(ended_on=None),
                )
                for moment in ("reported_at", "target_at", "completed_at")
            ),
            models.Index(
                models.F("reported_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="work_order_open",
                condition=models.Q(ended_on=None, completed_at=None),
            ),
            models.Index(
                TruncDate("target_at", tzinfo=LONDON),
                models.F("id"),
                name="work_order_to_visit",
                condition=models.Q(ended_on=None, completed_at=None),
            ),
            models.Index(
                models.F("status"),
                models.F("reported_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="work_order_by_status",
                condition=models.Q(ended_on=None),
            ),
            likeness("description", name="work_order_like"),
            spelling("job_ref", name="work_order_job_ref"),
            spelling("order_ref", name="work_order_order_ref"),
        )

    def __str__(self) -> str:
        return self.description or self.source_key


@history("work_element")
class WorkElement(Record):
    """A trade and rate item on a repair."""

    job_ref = models.TextField(null=True, blank=True)
    trade = models.TextField(null=True, blank=True)
    sor_code = models.TextField(null=True, blank=True)
    cost_pence = models.BigIntegerField(null=True, blank=True)
    work_order = models.ForeignKey(
        "records.WorkOrder", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "work_element"

    def __str__(self) -> str:
        return self.job_ref or self.source_key
