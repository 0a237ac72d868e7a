"""A list as known on a day before most of its records were known finds the few by when they became known.

Read in its order instead, it would go through every record that came later. Certificates of a block are looked
up by kind and day, as those of a home are.
"""

from django.db import migrations

TABLES = ("work_order", "certification", "person", "unit", "tenancy")


class Migration(migrations.Migration):
    dependencies = (("records", "0008_references_by_how_they_begin"),)

    operations = (
        migrations.RunSQL(
            [
                *(f"CREATE INDEX {table}_known_from ON {table} (known_from)" for table in TABLES),
                "CREATE INDEX certification_in_force_of_block ON certification"
                " (block_id, kind, issued_on) WHERE ended_on IS NULL AND block_id IS NOT NULL",
            ],
            [
                *(f"DROP INDEX {table}_known_from" for table in TABLES),
                "DROP INDEX certification_in_force_of_block",
            ],
        ),
    )
