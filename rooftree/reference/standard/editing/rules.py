"""What must hold of a change to the standard before it is handed in, and how versions are counted."""

from collections.abc import Collection

from rooftree.reference.refusals.rules import Reason


def why_out_of_date(based_on: int, in_force: int) -> tuple[Reason, ...]:
    """Why a draft cannot be proposed: another version was published since it was begun."""
    if based_on == in_force:
        return ()
    says = f"Your changes were made from version {based_on}, and version {in_force} is in force by now."
    return (
        Reason("old-version", says, "Look at what changed in between, and bring your changes up to date."),
    )


def next_version(said: str) -> str:
    """The version of a list that follows: 2026.1 is followed by 2026.2."""
    head, dot, last = said.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdecimal() else f"{said}.1"


def rule_name(table: str, column: str, kind: str, taken: Collection[str]) -> str:
    """A stable name for a new rule: tenancy.starts_on.required, with a number where it is taken."""
    name = f"{table}.{column or 'row'}.{kind}"
    return next(made for made in (name, *(f"{name}_{at}" for at in range(2, 10_000))) if made not in taken)


def why_code_is_refused(code: str, label: str, taken: Collection[str]) -> tuple[Reason, ...]:
    """Why a code cannot be added to a list."""
    found = []
    if not code or not all(each.isascii() and (each.isalnum() or each in "_-.") for each in code):
        says = "A code is made of letters, digits, _, - and . without blanks."
        found.append(Reason("code", says))
    elif len(code) > 60:
        found.append(Reason("code", "A code has at most 60 characters."))
    elif code in taken:
        found.append(
            Reason("code", f"The list has a code {code} already.", "Change that one, or name another.")
        )
    if not label:
        found.append(Reason("label", "Enter what the code means."))
    return tuple(found)
