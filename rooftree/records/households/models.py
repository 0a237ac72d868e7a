"""What is not right about households, as the latest run found it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HouseholdFault(models.Model):
    """One thing that is not right about who lives at a home, on the day of the latest run.

    Worked out anew by each run, so it keeps no history: what was so on another day is worked out when it is
    asked. `key` is the same from day to day for the same people and papers; `since_on` is the day of the run
    that found it first of those that found it one after the other.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, db_constraint=False, related_name="+")
    kind = models.TextField()
    key = models.TextField()
    people = ArrayField(models.UUIDField(), default=list)
    systems = ArrayField(models.TextField(), default=list)
    since_on = models.DateField()

    class Meta:
        db_table = "household_fault"
        constraints = (models.UniqueConstraint(fields=["unit", "key"], name="household_fault_once"),)
        indexes = (models.Index(fields=["kind"], name="household_fault_kind"),)

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.kind}"
