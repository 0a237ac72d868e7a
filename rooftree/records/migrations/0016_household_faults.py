"""What is not right about households, as the latest run found it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table, made anew by each run."""

    dependencies = [
        ("records", "0015_initials_of_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseholdFault",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("key", models.TextField()),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "systems",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("since_on", models.DateField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
            ],
            options={
                "db_table": "household_fault",
                "indexes": [models.Index(fields=["kind"], name="household_fault_kind")],
                "constraints": [models.UniqueConstraint(fields=("unit", "key"), name="household_fault_once")],
            },
        ),
    ]
