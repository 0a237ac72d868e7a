"""Tables that a run held back, because too much of them would have ended at once."""

from django.db import models


class HeldTable(models.Model):
    """That a table waits for a person: how many of its rows would end, and what was decided."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey("sources.Run", models.PROTECT, related_name="+")
    table = models.TextField()
    would_end = models.BigIntegerField()
    live = models.BigIntegerField()
    held_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.TextField(null=True, blank=True)
    decision = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "held_table"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, decided_by__isnull=True, decision__isnull=True)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False, decision__isnull=False),
                name="held_table_decided_at_with_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} held in run {self.run_id}"
