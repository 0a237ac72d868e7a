"""The audit trail: who did, or looked at, what, and when."""

import pgtrigger
from django.db import models


class AuditEntry(models.Model):
    """One action or one sensitive read. Plain values only: nothing it names has to outlive it."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, blank=True)
    by_name = models.TextField()
    action = models.TextField()
    subject_type = models.TextField()
    subject_id = models.TextField(blank=True, default="")
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "audit_entry"
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_entry_subject"),
            models.Index(fields=["by_id", "-at"], name="audit_entry_by"),
            models.Index(fields=["-at"], name="audit_entry_at"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}".strip()
