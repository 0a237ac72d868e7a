"""What a team may be called."""

from rooftree.reference.refusals.rules import Reason

LONGEST_NAME = 80


def why_name_is_refused(name: str, *, of: str) -> tuple[Reason, ...]:
    """Why this cannot be the name of a team or a view; empty when it can. `of` completes "the name of…"."""
    if not name:
        return (Reason("name", f"Enter a name for the {of}."),)
    if len(name) > LONGEST_NAME:
        return (Reason("name", f"The name of the {of} must be {LONGEST_NAME} characters or fewer."),)
    if not name.isprintable():
        return (Reason("name", f"The name of the {of} holds signs that cannot be seen.", "Type it again."),)
    return ()


def tidy(name: str) -> str:
    """A name without blanks round it or in a row."""
    return " ".join(name.split())
