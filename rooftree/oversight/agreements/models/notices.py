"""Improvement notices, and what happened to each."""

import pgtrigger
from django.db import models

from rooftree.oversight.agreements.models.agreed import Agreement


class ImprovementNotice(models.Model):
    """What an organisation is asked to mend, why, and by when. Printed and handed over, never emailed."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="notices")
    state = models.TextField()
    reasons = models.TextField()
    asks = models.TextField()
    reply_by = models.DateField()
    breaches = models.JSONField(default=list)
    """The months and figures it rests on, as they stood when it was made."""
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta:
        db_table = "improvement_notice"

    def __str__(self) -> str:
        return f"Improvement notice {self.pk}"


class NoticeEvent(models.Model):
    """One step of a notice: given, answered, closed, withdrawn; by whom, and with which words."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(ImprovementNotice, models.PROTECT, related_name="events")
    state = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    said = models.TextField(blank=True, default="")

    class Meta:
        db_table = "improvement_notice_event"
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.state} at {self.at:%Y-%m-%d}"
