"""A change to the standard may be open while its author gathers it; each author has one open at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reference", "0005_recording_standard")]

    operations = [
        migrations.RemoveConstraint(model_name="standarddraft", name="standard_draft_decided_at_with_by"),
        migrations.AlterField(model_name="standarddraft", name="says", field=models.TextField(blank=True)),
        migrations.AlterField(
            model_name="standarddraft",
            name="state",
            field=models.TextField(
                choices=[
                    ("open", "open"),
                    ("proposed", "proposed"),
                    ("approved", "approved"),
                    ("withdrawn", "withdrawn"),
                    ("declined", "declined"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="standarddraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("state__in", ["open", "proposed"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["open", "proposed"]), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="standard_draft_decided_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="standarddraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("author",), name="standard_draft_one_open"
            ),
        ),
    ]
