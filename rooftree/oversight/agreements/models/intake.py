"""Files that third parties sent to be checked."""

from django.db import models

from rooftree.oversight.agreements.models.agreed import Agreement


class Intake(models.Model):
    """One file that was sent, what was found in it, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="intakes")
    system = models.TextField()
    file = models.TextField()
    sent_name = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.TextField()
    sha256 = models.TextField()
    size_bytes = models.BigIntegerField()
    rows = models.BigIntegerField(null=True, blank=True)
    state = models.TextField()
    critical = models.IntegerField(default=0)
    confirm = models.IntegerField(default=0)
    rows_critical = models.IntegerField(default=0)
    faults = models.JSONField(default=list, blank=True)
    """Why the file could not be read: what is so, and its mend."""
    causes = models.JSONField(default=list, blank=True)
    """Findings alike, counted, the most frequent of the critical first. Never a value."""
    told = models.JSONField(default=list, blank=True)
    """What else the sender should know: rules that could not be asked, columns that are not known."""
    folder = models.TextField(blank=True, default="")
    """Where its report lies; empty once that has been removed."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.TextField(null=True, blank=True)
    placed_as = models.TextField(blank=True, default="")
    forgotten_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "agreement_intake"
        indexes = (models.Index(fields=["agreement", "-sent_at"], name="agreement_intake_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="agreement_intake_decided_at_with_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sent_name} of {self.sent_at:%Y-%m-%d}"
