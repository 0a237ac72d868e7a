"""What systems said of a home or person on an earlier day is found by the entity, as what they say today is."""

from django.db import migrations

TABLES = ("claim_event", "disagreement_event", "reference_event")


class Migration(migrations.Migration):
    dependencies = (("records", "0005_lists_of_the_past_by_index"),)

    operations = (
        migrations.RunSQL(
            [f"CREATE INDEX {table}_entity ON {table} (entity_id)" for table in TABLES],
            [f"DROP INDEX {table}_entity" for table in TABLES],
        ),
    )
