"""Tables: operative, appointment, notification."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import TruncDate

from rooftree.records.provenance.models import Record, history
from rooftree.records.repairs.rules import BOOKED

LONDON = ZoneInfo("Europe/London")
TO_COME = models.Q(ended_on=None, status__in=BOOKED)


@history("operative")
class Operative(Record):
    """Someone, or a crew, who does repairs."""

    resource_ref = models.TextField(null=True, blank=True)
    name = models.TextField(null=True, blank=True)
    trade = models.TextField(null=True, blank=True)
    employer_name = models.TextField(null=True, blank=True)
    employer = models.ForeignKey(
        "records.Organization", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "operative"

    def __str__(self) -> str:
        return self.name or self.source_key


@history("appointment")
class Appointment(Record):
    """A visit booked for a repair."""

    appointment_ref = models.TextField(null=True, blank=True)
    job_ref = models.TextField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    slot = models.TextField(null=True, blank=True)
    slot_source = models.TextField(null=True, blank=True)
    operative_ref = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    actual_start_at = models.DateTimeField(null=True, blank=True)
    actual_end_at = models.DateTimeField(null=True, blank=True)
    duration_minutes = models.IntegerField(null=True, blank=True)
    drive_minutes = models.IntegerField(null=True, blank=True)
    late_reason = models.TextField(null=True, blank=True)
    agreed_with = models.TextField(null=True, blank=True)
    offered_slots = models.TextField(null=True, blank=True)
    booked_at = models.DateTimeField(null=True, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True)
    work_order = models.ForeignKey(
        "records.WorkOrder", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    operative = models.ForeignKey(
        "records.Operative", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "appointment"
        indexes = (
            models.Index(
                TruncDate("starts_at", tzinfo=LONDON),
                models.F("id"),
                name="appointment_to_come",
                condition=TO_COME,
            ),
            models.Index(
                fields=["work_order", "starts_at", "id"], name="appointment_to_come_of", condition=TO_COME
            ),
            models.Index(fields=["slot"], name="appointment_by_slot", condition=models.Q(ended_on=None)),
        )

    def __str__(self) -> str:
        return self.appointment_ref or self.source_key


@history("notification")
class Notification(Record):
    """A message sent about an appointment, and whether it arrived."""

    appointment_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    channel = models.TextField(null=True, blank=True)
    channel_source = models.TextField(null=True, blank=True)
    sent_to = models.TextField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    appointment = models.ForeignKey(
        "records.Appointment", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "notification"

    def __str__(self) -> str:
        return self.appointment_ref or self.source_key
