"""Who may sign in, and the one-time links that let them."""

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from rooftree.reference.accounts.rules import Role


class UserManager(BaseUserManager["User"]):
    """Finds a user by sign-in name, whatever the case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(row=pghistory.Old),
    exclude=["password", "last_login"],
    obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
    meta={"db_table": "user_account_event"},
)
class User(AbstractBaseUser):
    """One member of staff who may sign in. Stopped, never deleted, because the audit trail names them."""

    id = models.BigAutoField(primary_key=True)
    email = models.CharField(max_length=254, unique=True)
    full_name = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=20, choices=[(role.value, role.words) for role in Role])
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        db_table = "user_account"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="user_account_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_account_email_small_letters"
            ),
        )

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Their name, or their address until somebody has told us the name."""
        return self.full_name or self.email


class SignInLink(models.Model):
    """A link that signs one person in once. Only its hash is kept: reading this table opens no door."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sign_in_link"

    def __str__(self) -> str:
        return f"Sign-in link {self.pk}"
