"""Agreements and what each version of them says."""

import pgtrigger
from django.db import models


class Agreement(models.Model):
    """One agreement with a contractor or partner. What it says stands in its versions."""

    id = models.BigAutoField(primary_key=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    version = models.IntegerField(default=1)
    """The number of the version that is in force."""

    class Meta:
        db_table = "agreement"

    def __str__(self) -> str:
        return f"Agreement {self.pk}"


class AgreementVersion(models.Model):
    """What an agreement says since a moment. Never changed: a change is another version."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    title = models.TextField()
    organisation = models.TextField()
    organisation_id = models.UUIDField(null=True, blank=True)
    """The organisation of the records, when they know it."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    owner = models.TextField()
    files = models.JSONField(default=list)
    requirements = models.JSONField(default=list)
    note = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta:
        db_table = "agreement_version"
        constraints = (
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
