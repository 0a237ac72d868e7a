"""Who sees what systems can hold, and who says so."""

from rooftree.reference.accounts.rules import Role, Viewer


def may_see_capability(viewer: Viewer) -> bool:
    """Figures count rows and name nobody: everybody who works with data sees them."""
    return viewer.is_system or viewer.has_role(*Role)


def may_keep_capability(viewer: Viewer) -> bool:
    """Declaring what a system can hold, raising needs and working on them: those who answer for the data."""
    return viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)
