"""Who may see which page: the declaration shared with the API, under the name by which pages know it."""

from rooftree.reference.accounts.visibility import (
    EVERYONE,
    Visibility,
    visibility_of,
    visible_to,
    visible_to_everyone,
    visible_to_staff,
)

__all__ = [
    "EVERYONE",
    "Visibility",
    "visibility_of",
    "visible_to",
    "visible_to_everyone",
    "visible_to_staff",
]
