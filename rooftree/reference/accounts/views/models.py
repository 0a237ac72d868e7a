"""Saved views of lists, and which of them somebody begins a list with."""

from django.db import models

LONGEST_QUERY = 4000


class SavedView(models.Model):
    """A question to a list under a name: whose it is, and the team it is shared with, if any."""

    id = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey("reference.User", on_delete=models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=LONGEST_QUERY)
    team = models.ForeignKey(
        "reference.Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="saved_views"
    )
    made_at = models.DateTimeField()

    class Meta:
        db_table = "saved_view"
        constraints = (
            models.UniqueConstraint(fields=["owner", "list_name", "name"], name="saved_view_name_once"),
        )

    def __str__(self) -> str:
        return self.name


class FirstView(models.Model):
    """The view that somebody begins a list with."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey("reference.User", on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=40)
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "first_view"
        constraints = (models.UniqueConstraint(fields=["user", "list_name"], name="first_view_once"),)

    def __str__(self) -> str:
        return f"{self.user} begins {self.list_name} with {self.view}"
