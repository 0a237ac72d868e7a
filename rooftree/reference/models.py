"""The tables of this stage; each subject holds its own."""

from rooftree.reference.accounts.models import SignInLink, User
from rooftree.reference.accounts.teams.models import Team, TeamMember
from rooftree.reference.accounts.tokens.models import ApiToken
from rooftree.reference.accounts.views.models import FirstView, SavedView
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.standard.quality.models import StandardDraft, StandardVersion

__all__ = [
    "ApiToken",
    "AuditEntry",
    "FirstView",
    "SavedView",
    "SignInLink",
    "StandardDraft",
    "StandardVersion",
    "Team",
    "TeamMember",
    "User",
]
