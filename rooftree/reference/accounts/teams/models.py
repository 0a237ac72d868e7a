"""Teams, and who is in them."""

from django.db import models
from django.db.models.functions import Lower


class Team(models.Model):
    """Some staff who work together. It gives no right to see anything; it is whom one shares with."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "team"
        constraints = (models.UniqueConstraint(Lower("name"), name="team_name_once"),)

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """That somebody is in a team. Who put them there, and when, stands in the audit trail."""

    id = models.BigAutoField(primary_key=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("reference.User", on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        db_table = "team_member"
        constraints = (models.UniqueConstraint(fields=["team", "user"], name="team_member_once"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"
