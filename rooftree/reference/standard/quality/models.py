"""Versions of the recording standard that were published, and changes that somebody proposes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rooftree.reference.standard.quality.rules import DraftState

UNDECIDED = [DraftState.OPEN.value, DraftState.PROPOSED.value]


class StandardVersion(models.Model):
    """One published version: whole, so that what held on a day can be read. What ships is version 0."""

    number = models.IntegerField(primary_key=True)
    digest = models.TextField()
    documents = models.JSONField()
    came_with = models.JSONField(default=dict)
    """A digest of what shipped of each part when it was last taken: what a later release has otherwise."""
    says = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.TextField()
    approved_by = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "standard_version"
        constraints = (
            models.CheckConstraint(condition=Q(number__gt=0), name="standard_version_from_1"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | ~Q(author=F("approver")), name="standard_version_four_eyes"
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"recording standard {self.number}"


class StandardDraft(models.Model):
    """A change: the documents that would differ, by whom and why, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    based_on = models.IntegerField()
    """The version it was made from; when another is in force by now, it cannot be approved."""
    changes = models.JSONField()
    says = models.TextField(blank=True)
    state = models.TextField(choices=[(state.value, state.value) for state in DraftState])
    proposed_at = models.DateTimeField()
    """When it was proposed; when it was begun, while its author still gathers."""
    proposed_by = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.TextField(null=True, blank=True)
    decision_says = models.TextField(blank=True, default="")
    version = models.OneToOneField(
        StandardVersion, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        db_table = "standard_draft"
        indexes = (models.Index(fields=["state", "-id"], name="standard_draft_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=UNDECIDED, decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state__in=UNDECIDED) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="standard_draft_decided_with_by",
            ),
            models.UniqueConstraint(
                fields=["author"],
                condition=Q(state=DraftState.OPEN.value),
                name="standard_draft_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk} of the recording standard"
