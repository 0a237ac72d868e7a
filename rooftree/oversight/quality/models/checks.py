"""What each check asked and found, rule by rule, and the scores of that night."""

from django.db import models

from rooftree.sources.extracts.models import Run


class CheckRun(models.Model):
    """One night's check of everything received against the standard then in force."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, primary_key=True, related_name="+")
    business_on = models.DateField()
    checked_at = models.DateTimeField()
    standard_version = models.TextField()
    standard_digest = models.TextField()
    rules = models.IntegerField()
    errored = models.IntegerField(default=0)
    """Rules that could not be asked; their exceptions stay as they were."""
    asked = models.BigIntegerField(default=0)
    failed = models.BigIntegerField(default=0)
    new = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    resolved = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    waived = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    """Closed because their rule is no longer in the standard; not counted among those resolved."""
    standing = models.IntegerField(default=0)
    seconds = models.FloatField(default=0)
    says = models.TextField(blank=True, default="")

    class Meta:
        db_table = "quality_check_run"

    def __str__(self) -> str:
        return f"Check of run {self.run_id}"


class RuleResult(models.Model):
    """What one rule found in one system's rows in one check."""

    id = models.BigAutoField(primary_key=True)
    check_run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="results")
    rule_id = models.TextField()
    rule_version = models.IntegerField()
    title = models.TextField()
    table_name = models.TextField()
    column_name = models.TextField(blank=True, default="")
    dimension = models.TextField()
    severity = models.TextField()
    source_system = models.TextField(blank=True, default="")
    """Empty where a rule could not be asked at all."""
    asked = models.BigIntegerField(null=True)
    failed = models.BigIntegerField(null=True)
    error = models.TextField(blank=True, default="")
    unsure = models.TextField(blank=True, default="")
    """Why what it found settles nothing tonight, in words; empty when it does."""

    class Meta:
        db_table = "quality_rule_result"
        constraints = (
            models.UniqueConstraint(
                fields=["check_run", "rule_id", "source_system"], name="quality_rule_result_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["rule_id", "source_system", "-check_run"], name="quality_rule_result_latest"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule_id} of {self.source_system} in run {self.check_run_id}"


class QualityScore(models.Model):
    """One figure of one check. What is empty is not part of it; `of` says what was counted.

    `field`: rows asked and failed, by dimension, table, column and system. `patch`: homes and those with an
    exception, by dimension and table. `contractor`: records that name the contractor, likewise.
    """

    id = models.BigAutoField(primary_key=True)
    check_run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="scores")
    of = models.TextField()
    dimension = models.TextField()
    table_name = models.TextField()
    column_name = models.TextField(blank=True, default="")
    source_system = models.TextField(blank=True, default="")
    owner = models.TextField(blank=True, default="")
    area_code = models.TextField(null=True, blank=True)
    contractor_id = models.UUIDField(null=True, blank=True)
    counted = models.BigIntegerField()
    failed = models.BigIntegerField()

    class Meta:
        db_table = "quality_score"
        indexes = (models.Index(fields=["check_run", "of"], name="quality_score_run"),)

    def __str__(self) -> str:
        return f"{self.dimension} of {self.table_name} in run {self.check_run_id}"
