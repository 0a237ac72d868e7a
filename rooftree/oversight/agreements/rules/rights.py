"""Who may see agreements, change them, and take in what others send."""

from rooftree.reference.accounts.rules import Role, Viewer


def may_see_agreements(viewer: Viewer) -> bool:
    """Scores name orders and files and no person: everybody who works with data sees them."""
    return viewer.is_system or viewer.has_role(*Role)


def may_keep_agreements(viewer: Viewer) -> bool:
    """Making and changing agreements: those who answer for the standard."""
    return viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)


def may_take_in_files(viewer: Viewer) -> bool:
    """A third party's file quotes what it says of people, so it is for those who mend data."""
    return viewer.is_system or viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)
