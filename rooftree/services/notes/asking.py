"""What actions ask before they write: the row, locked, and whether this person may."""

from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.accounts.teams.models import Team
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned
from rooftree.services.notes import queries, rules
from rooftree.services.notes.models import Note, Task
from rooftree.services.notes.rules import Colleague
from rooftree.services.notes.subjects import is_there

GONE = Reason("gone", "There is no such note or task.", "It may be on a record that you may not see.")


def require(record_type: str, record_id: str, by: Viewer, *, to: str) -> None:
    """That this person may write on this record, and that it is there."""
    if reasons := rules.refusal(record_type, by, to=to):
        raise Refused(*reasons)
    if not is_there(record_type, record_id):
        raise Refused(Reason("record", "There is no such record.", "Open its page and write from there."))


def note(note_id: int, by: Viewer, *, to: str) -> Note:
    """The note, locked until the transaction ends."""
    row = Note.objects.select_for_update().filter(pk=note_id).first()
    if row is None:
        raise Refused(GONE)
    if reasons := rules.refusal(row.record_type, by, to=to):
        raise Refused(*reasons)
    return row


def task(task_id: int, by: Viewer, *, to: str, undone: bool = False) -> Task:
    """The task, locked until the transaction ends; with `undone`, only if it is still to be done."""
    rows = Task.objects.select_for_update(of=("self",)).select_related("assigned_to")
    row = rows.filter(pk=task_id).first()
    if row is None:
        raise Refused(GONE)
    if reasons := rules.refusal(row.record_type, by, to=to):
        raise Refused(*reasons)
    if undone and row.done_at is not None:
        raise Refused(Reason("done", f"{row.done_by} has done this task.", "Reopen it first."))
    return row


def colleague(user_id: int | None, record_type: str, *, by: Viewer) -> Colleague | None:
    """Whoever a task is for, who must be able to read it; nobody when nobody was named."""
    if user_id is None:
        return None
    found = [one for one in queries.colleagues(record_type, viewer=by) if one.user_id == user_id]
    if not found:
        says = "They may not see this record, or cannot sign in any more."
        raise Refused(Reason("assigned_to", says, "Choose somebody whose role lets them see it."))
    return found[0]


def team(team_id: int | None) -> Team | None:
    """The team a task is for. A team gives no rights: each of its members sees what their role lets them."""
    if team_id is None:
        return None
    row = Team.objects.filter(pk=team_id).first()
    if row is None:
        raise Refused(Reason("team", "There is no such team any more.", "Choose another."))
    return row


def words(said: str) -> str:
    """A few words of explanation, cleaned; refused when they are too many."""
    said = cleaned(said)
    if len(said) > rules.LONGEST_WORDS:
        raise Refused(*rules.why_words_are_refused(said, code="said", what="the explanation"))
    return said


def changed_since(row: Note) -> Reason:
    """That somebody else changed a note while this person was writing."""
    newest = row.versions.get(number=row.version)
    return Reason(
        "changed-since",
        f"{newest.written_by} changed this note while you were writing. Nothing of yours is lost.",
        "Read what it says now, put your words together with theirs, and save again.",
    )
