"""Runs, the files each one received, and what was wrong with them."""

from django.db import models


class Run(models.Model):
    """One nightly run, from the first file to the last table."""

    id = models.BigAutoField(primary_key=True)
    started_at = models.DateTimeField()
    started_by = models.TextField()
    business_on = models.DateField()
    folder = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(null=True, blank=True)
    says = models.TextField(blank=True, default="")
    published_state = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "run"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, outcome__isnull=True)
                | models.Q(ended_at__isnull=False, outcome__isnull=False),
                name="run_ended_at_with_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"Run {self.pk}"


class RunStep(models.Model):
    """One step of a run: how far it is, how many rows, how long."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="steps")
    position = models.IntegerField()
    name = models.TextField()
    state = models.TextField(default="waits")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    rows_in = models.BigIntegerField(null=True, blank=True)
    rows_out = models.BigIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    peak_memory_bytes = models.BigIntegerField(null=True, blank=True)
    says = models.TextField(blank=True, default="")

    class Meta:
        db_table = "run_step"
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="run_step_position"),)

    def __str__(self) -> str:
        return f"{self.run_id} {self.name}"


class Extract(models.Model):
    """One version of one file as received: kept word for word in the landing area under its hash."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField()
    file = models.TextField()
    received_name = models.TextField()
    received_at = models.DateTimeField()
    extracted_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="extracts")
    sha256 = models.TextField()
    size_bytes = models.BigIntegerField()
    rows = models.BigIntegerField(null=True, blank=True)
    state = models.TextField()
    landed_path = models.TextField(blank=True, default="")
    header = models.JSONField(default=list, blank=True)
    header_drift = models.JSONField(default=dict, blank=True)
    set_aside = models.BigIntegerField(default=0)

    class Meta:
        db_table = "extract"
        indexes = (models.Index(fields=["system", "file", "-id"], name="extract_latest"),)

    def __str__(self) -> str:
        return f"{self.system} {self.file} {self.pk}"


class ExtractSeen(models.Model):
    """That a run met this extract: the same file again is one row here and nothing else."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="seen")
    system = models.TextField()
    file = models.TextField()
    extract = models.ForeignKey(Extract, models.PROTECT, null=True, blank=True, related_name="seen_in")
    state = models.TextField()

    class Meta:
        db_table = "extract_seen"
        indexes = (
            models.Index(fields=["system", "file", "-id"], name="extract_seen_latest"),
            models.Index(
                fields=["system", "file", "id"],
                name="extract_seen_stale",
                condition=models.Q(state__in=["refused", "missing"]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.run_id} {self.system} {self.file}"


class ExtractProblem(models.Model):
    """Something wrong in a file: `row` and `column` where known, what it says, and the mend."""

    id = models.BigAutoField(primary_key=True)
    extract = models.ForeignKey(Extract, models.CASCADE, related_name="problems")
    stage = models.TextField()
    kind = models.TextField()
    row = models.BigIntegerField(null=True, blank=True)
    column = models.TextField(blank=True, default="")
    value = models.TextField(blank=True, default="")
    says = models.TextField()
    mend = models.TextField()
    count = models.BigIntegerField(default=1)

    class Meta:
        db_table = "extract_problem"

    def __str__(self) -> str:
        return self.says
