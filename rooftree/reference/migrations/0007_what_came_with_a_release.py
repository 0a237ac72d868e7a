"""A version keeps what shipped beside it, part by part; the run compiles rules, and keeps the plan itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reference", "0006_drafts_gathered")]

    operations = [
        migrations.RemoveField(model_name="standardversion", name="plan"),
        migrations.AddField(
            model_name="standardversion", name="came_with", field=models.JSONField(default=dict)
        ),
    ]
