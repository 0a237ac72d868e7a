"""Visits due are read along indexes, and a row of the stock comparison links to its home (the column stays)."""

from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import TruncDate

LONDON = ZoneInfo("Europe/London")
TO_COME = models.Q(ended_on=None, status__in=("booked", "confirmed", "offered", "on_route"))


class Migration(migrations.Migration):
    dependencies = (("records", "0006_what_was_said_then_by_index"),)

    operations = (
        migrations.AddIndex(
            "certification",
            models.Index(
                fields=["unit", "kind", "issued_on", "id"],
                include=["not_required"],
                name="certification_in_force",
                condition=models.Q(ended_on=None),
            ),
        ),
        migrations.AddIndex(
            "appointment",
            models.Index(
                TruncDate("starts_at", tzinfo=LONDON),
                models.F("id"),
                name="appointment_to_come",
                condition=TO_COME,
            ),
        ),
        migrations.AddIndex(
            "appointment",
            models.Index(
                fields=["work_order", "starts_at", "id"], name="appointment_to_come_of", condition=TO_COME
            ),
        ),
        migrations.AddIndex(
            "workorder",
            models.Index(
                TruncDate("target_at", tzinfo=LONDON),
                models.F("id"),
                name="work_order_to_visit",
                condition=models.Q(ended_on=None, completed_at=None),
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=(
                migrations.RemoveIndex("stockhome", "stock_home_reads_as"),
                migrations.RenameField("stockhome", "unit_id", "unit"),
                migrations.AlterField(
                    "stockhome",
                    "unit",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="records.unit",
                    ),
                ),
                migrations.AddIndex(
                    "stockhome", models.Index(fields=["reads_as", "unit"], name="stock_home_reads_as")
                ),
            )
        ),
    )
