"""Notes with every version of them, who was mentioned, and tasks with everything that happened to them.

`record_type` is the name of a canonical table and `record_id` the id of its row, as text: a note outlives the
record it is on, and keeps its id when that is joined to another.
"""

import pgtrigger
from django.db import models

from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.teams.models import Team

NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)
WRITTEN_ONCE = pgtrigger.ReadOnly(
    name="written_once", fields=["record_type", "record_id", "written_at", "written_by", "writer"]
)
APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Note(models.Model):
    """One note on one record. Its words are in its versions; the newest is the one that stands."""

    id = models.BigAutoField(primary_key=True)
    record_type = models.TextField()
    record_id = models.TextField()
    category = models.TextField()
    is_sensitive = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.TextField()
    writer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    """The number of the version that stands."""
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "note"
        indexes = (models.Index(fields=["record_type", "record_id"], name="note_record"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(pinned_at__isnull=True, pinned_by__isnull=True)
                | models.Q(pinned_at__isnull=False, pinned_by__isnull=False),
                name="note_pinned_at_with_by",
            ),
        )
        triggers = (NEVER_DELETED, WRITTEN_ONCE)

    def __str__(self) -> str:
        return f"Note {self.pk} on {self.record_type}"


class NoteVersion(models.Model):
    """The words of a note as somebody wrote or changed them: when, who, and why."""

    id = models.BigAutoField(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True, default="")
    written_at = models.DateTimeField()
    written_by = models.TextField()

    class Meta:
        db_table = "note_version"
        constraints = (models.UniqueConstraint(fields=["note", "number"], name="note_version_once"),)
        triggers = (APPEND_ONLY,)

    def __str__(self) -> str:
        return f"Version {self.number} of note {self.note_id}"


class Mention(models.Model):
    """Somebody whom a note asks to look; it stays in their work until they mark it seen."""

    id = models.BigAutoField(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    mentioned_at = models.DateTimeField()
    mentioned_by = models.TextField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "note_mention"
        constraints = (models.UniqueConstraint(fields=["note", "user"], name="note_mention_once"),)
        indexes = (
            models.Index(fields=["user"], condition=models.Q(seen_at=None), name="note_mention_unseen"),
        )
        triggers = (NEVER_DELETED,)

    def __str__(self) -> str:
        return f"{self.user_id} in note {self.note_id}"


class Task(models.Model):
    """Something that has to be done about a record: what, why, by when, and whose it is."""

    id = models.BigAutoField(primary_key=True)
    record_type = models.TextField()
    record_id = models.TextField()
    kind = models.TextField()
    title = models.TextField()
    about = models.JSONField(default=dict, blank=True)
    """`why` in words; for `mend_at_source` also `system`, `attribute` and what is `right`."""
    due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    """Whose it is until one of them takes it."""
    giver = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Who gave it to whose it now is, and so wants to know when it is done."""
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "task"
        indexes = (
            models.Index(fields=["record_type", "record_id"], name="task_record"),
            models.Index(
                fields=["assigned_to", "due_on"], name="task_open", condition=models.Q(done_at=None)
            ),
            models.Index(fields=["giver"], name="task_given"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by__isnull=True)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_at_with_by",
            ),
        )
        triggers = (NEVER_DELETED,)

    def __str__(self) -> str:
        return f"Task {self.pk}"


class TaskStep(models.Model):
    """One thing that happened to a task: made, taken, given, done or reopened, and what was said of it."""

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    step = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    to = models.TextField(blank=True, default="")
    said = models.TextField(blank=True, default="")

    class Meta:
        db_table = "task_step"
        triggers = (APPEND_ONLY,)

    def __str__(self) -> str:
        return f"{self.step} task {self.task_id}"
