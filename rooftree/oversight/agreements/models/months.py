"""What each month reached, and the records that fell short of it."""

from django.db import models

from rooftree.oversight.agreements.models.agreed import Agreement
from rooftree.sources.extracts.models import Run


class AgreementScore(models.Model):
    """What one run found of one requirement in one month. The last run's is the month's."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="scores")
    version = models.IntegerField()
    requirement = models.TextField()
    month = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    scored_on = models.DateField()
    target = models.IntegerField()
    asked = models.BigIntegerField(null=True)
    met = models.BigIntegerField(null=True)
    says = models.TextField(blank=True, default="")
    """Why it could not be measured; empty when it was."""

    class Meta:
        db_table = "agreement_score"
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "requirement", "month", "run"], name="agreement_score_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.requirement} in {self.month:%Y-%m}"


class AgreementShortfall(models.Model):
    """One record that fell short of a requirement in a month."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="shortfalls")
    requirement = models.TextField()
    month = models.DateField()
    record_type = models.TextField()
    record_id = models.TextField()
    ref = models.TextField()
    on = models.DateField(null=True, blank=True)
    says = models.TextField()
    page = models.TextField(blank=True, default="")
    """Whose page shows it, and under which id: an appointment is shown with its repair."""
    page_id = models.TextField(blank=True, default="")
    first_run = models.BigIntegerField()
    mended_run = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "agreement_shortfall"
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "requirement", "month", "record_type", "record_id"],
                name="agreement_shortfall_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref}: {self.says}"
