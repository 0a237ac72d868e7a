"""The comparison of the latest run, what was counted in each run, and what people decided."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from rooftree.records.provenance.models import Known, history


class StockHome(models.Model):
    """One home that some list has, as the latest run found it; worked out anew, so it keeps no history.

    `open`, `decided`, `again` and `unsure` hold concerns (`missing:oneserve`); `facts` what each is about.
    """

    unit = models.OneToOneField(
        "records.Unit", models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    systems = ArrayField(models.TextField())
    open = ArrayField(models.TextField(), default=list)
    decided = ArrayField(models.TextField(), default=list)
    again = ArrayField(models.TextField(), default=list)
    unsure = ArrayField(models.TextField(), default=list)
    open_between = ArrayField(models.TextField(), default=list)
    """The systems that say something on open differences."""
    decided_between = ArrayField(models.TextField(), default=list)
    facts = models.JSONField(default=dict)
    area_code = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    reads_as = models.TextField()
    digest = models.TextField()

    class Meta:
        db_table = "stock_home"
        indexes = (
            models.Index(fields=["reads_as", "unit"], name="stock_home_reads_as"),
            GinIndex(fields=["open"], name="stock_home_open"),
            GinIndex(fields=["decided"], name="stock_home_decided"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} in {', '.join(self.systems)}"


class StockCount(models.Model):
    """What one run counted of one system's list; of all together where `system` is empty.

    A number that could not be counted (the list was refused, or never came) is empty, never nought.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey("sources.Run", models.PROTECT, related_name="+")
    business_on = models.DateField()
    counted_at = models.DateTimeField()
    system = models.TextField(blank=True, default="")
    state = models.TextField()
    listed = models.IntegerField(null=True, blank=True)
    only_here = models.IntegerField(null=True, blank=True)
    missing = models.IntegerField(null=True, blank=True)
    missing_decided = models.IntegerField(null=True, blank=True)
    differing = models.IntegerField(null=True, blank=True)
    differing_decided = models.IntegerField(null=True, blank=True)

    class Meta:
        db_table = "stock_count"
        constraints = (models.UniqueConstraint(fields=["run", "system"], name="stock_count_once"),)
        indexes = (models.Index(fields=["system", "-run"], name="stock_count_latest"),)

    def __str__(self) -> str:
        return f"{self.system or 'all'} in run {self.run_id}"


@history("stock_decision")
class StockDecision(Known):
    """What somebody decided about one thing found of one home. It holds while `facts` stay as they were.

    Ended by being withdrawn or by a newer decision; never deleted.
    """

    id = models.BigAutoField(primary_key=True)
    unit_id = models.UUIDField(db_index=True)
    concern = models.TextField()
    systems = ArrayField(models.TextField())
    facts = models.JSONField()
    decision = models.TextField()
    reason = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.TextField(null=True, blank=True)
    ended_because = models.TextField(blank=True, default="")

    class Meta:
        db_table = "stock_decision"
        constraints = (
            models.UniqueConstraint(
                fields=["unit_id", "concern"],
                condition=models.Q(ended_at__isnull=True),
                name="stock_decision_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="stock_decision_ended_at_with_by",
            ),
        )
        triggers = (pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.concern} of {self.unit_id}: {self.decision}"
