"""The tokens that programs show to the API."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rooftree.reference.accounts.models import User


class ApiToken(models.Model):
    """A program's right to read for its owner, within some scopes, until a day. Only its hash is kept."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=20))
    token_sha256 = models.CharField(max_length=64, unique=True)
    ends_with = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "api_token"
        constraints = (
            models.CheckConstraint(condition=Q(scopes__len__gt=0), name="api_token_has_a_scope"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="api_token_lasts"),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, stopped_by__isnull=True)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
                name="api_token_stopped_at_with_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} …{self.ends_with}"
