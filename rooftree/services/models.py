"""Re-exports the stage's tables; they are declared in each subject."""

from rooftree.services.notes.models import Mention, Note, NoteVersion, Task, TaskStep

__all__ = ["Mention", "Note", "NoteVersion", "Task", "TaskStep"]
