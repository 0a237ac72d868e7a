"""What came back, and what was resolved lately, are read along indexes of their own."""

from django.db import migrations, models

RESOLVED = ~models.Q(resolved_on__isnull=True)


class Migration(migrations.Migration):
    dependencies = (("oversight", "0003_tally_by_day"),)

    operations = (
        migrations.AddIndex(
            model_name="qualityexception",
            index=models.Index(
                models.F("resolved_on").desc(nulls_last=True),
                models.F("id").desc(),
                name="exception_resolved_latest",
                condition=RESOLVED,
            ),
        ),
        migrations.AddIndex(
            model_name="qualityexception",
            index=models.Index(
                fields=["due_on", "id"],
                name="exception_came_back",
                condition=models.Q(resolved_on__isnull=True) & models.Q(reopened__gt=0),
            ),
        ),
    )
