"""What each run counted of matching, and the rows that say too little to be matched."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rooftree.sources.extracts.models import Run


class MatchFigure(models.Model):
    """One thing that one run counted: how many, and of how many where it is a share."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    name = models.TextField()
    entity_type = models.TextField(blank=True, default="")
    part = models.TextField(blank=True, default="")
    """Which of several: the two systems of a match rate, what an unlinkable row lacks."""
    count = models.BigIntegerField()
    of = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "match_figure"
        constraints = (
            models.UniqueConstraint(fields=["run", "name", "entity_type", "part"], name="match_figure_once"),
        )
        indexes = (models.Index(fields=["name", "entity_type", "run"], name="match_figure_history"),)

    def __str__(self) -> str:
        return f"{self.name} {self.part}: {self.count}"


class Unlinkable(models.Model):
    """One source row of today that says too little to be matched; made anew by each run."""

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    source_system = models.TextField()
    source_key = models.TextField()
    entity_id = models.UUIDField(db_index=True)
    lacks = ArrayField(models.TextField())
    is_linked = models.BooleanField(default=False)
    """That it is linked all the same."""

    class Meta:
        db_table = "match_unlinkable"
        constraints = (
            models.UniqueConstraint(
                fields=["entity_type", "source_system", "source_key"], name="match_unlinkable_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_system} {self.source_key}"
