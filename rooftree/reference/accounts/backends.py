"""Who a signed-in user is, read in one small question: every page asks it first, after the session."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from rooftree.reference.accounts.models import User
from rooftree.reference.asking import asked

COLUMNS = tuple(field.attname for field in User._meta.concrete_fields)
READ = f"SELECT {', '.join(COLUMNS)} FROM user_account WHERE id = $1"  # noqa: S608 - its own words only


class Backend(ModelBackend):
    """Django's own in all but how a user is read."""

    def get_user(self, user_id: Any) -> User | None:
        """The user with this id, unless there is none or they were stopped."""
        for row in asked(READ, [user_id]):
            user = User.from_db("default", COLUMNS, row)
            return user if self.user_can_authenticate(user) else None
        return None
