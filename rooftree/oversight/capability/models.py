"""What each run counted, what was declared of each system, and the needs raised out of gaps."""

import pgtrigger
from django.db import models

from rooftree.oversight.capability.rules.needs import OPEN_STATES
from rooftree.sources.extracts.models import Run


class CapabilityFigure(models.Model):
    """What one run found of one requirement in one system. The last run's is what stands.

    What could not be counted tonight (a file that was refused or did not come) is the former figure again,
    with the run and the day it was counted in.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    requirement = models.TextField()
    system = models.TextField()
    read_from = models.JSONField(default=list)
    """The source fields that the mapping reads it from; none where it is not mapped."""
    asked = models.BigIntegerField(null=True)
    """Rows asked; empty where nothing was received."""
    held = models.BigIntegerField(null=True)
    judged = models.BigIntegerField(null=True)
    """Values whose form was judged; empty where no rule of the standard judges it."""
    bad = models.BigIntegerField(null=True)
    counted_run = models.BigIntegerField(null=True)
    counted_on = models.DateField(null=True)

    class Meta:
        db_table = "capability_figure"
        constraints = (
            models.UniqueConstraint(fields=["run", "requirement", "system"], name="capability_figure_once"),
        )
        indexes = (models.Index(fields=["requirement", "system", "run"], name="capability_figure_history"),)

    def __str__(self) -> str:
        return f"{self.requirement} in {self.system}, run {self.run_id}"


class CapabilityDeclaration(models.Model):
    """What somebody said a system can hold, on a day. Never changed: the newest counts, the others stay."""

    id = models.BigAutoField(primary_key=True)
    requirement = models.TextField()
    system = models.TextField()
    can_hold = models.TextField()
    held_where = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    reviewed_on = models.DateField()
    reviewed_by = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.TextField()

    class Meta:
        db_table = "capability_declaration"
        indexes = (models.Index(fields=["requirement", "system", "-id"], name="capability_declared_latest"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.requirement} in {self.system}: {self.can_hold}"


class SystemNeed(models.Model):
    """What is needed of a system, or of some system, so that a requirement can be recorded."""

    id = models.BigAutoField(primary_key=True)
    requirement = models.TextField()
    system = models.TextField(blank=True, default="")
    """Empty where no system holds it and which one shall is part of the need."""
    needed = models.TextField()
    owner = models.TextField()
    priority = models.TextField()
    due_on = models.DateField()
    state = models.TextField()
    because = models.JSONField(default=list)
    """The gaps it was raised for, each a kind and its words of that day."""
    raised_run = models.BigIntegerField(null=True)
    raised_at = models.DateTimeField()
    raised_by = models.TextField()

    class Meta:
        db_table = "system_need"
        constraints = (
            models.UniqueConstraint(
                fields=["requirement", "system"],
                condition=models.Q(state__in=[each.value for each in OPEN_STATES]),
                name="system_need_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.requirement}, {self.system or 'no system'}: {self.state}"


class SystemNeedEvent(models.Model):
    """One step or change of a need: what, by whom, and with which words."""

    id = models.BigAutoField(primary_key=True)
    need = models.ForeignKey(SystemNeed, models.PROTECT, related_name="events")
    what = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    said = models.TextField(blank=True, default="")

    class Meta:
        db_table = "system_need_event"
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%Y-%m-%d}"
