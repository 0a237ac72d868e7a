"""The words that records are found by, and their dictionary. The next run fills both."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0001_records")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entity_type", models.TextField()),
                ("entity_id", models.UUIDField()),
                ("label", models.TextField()),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("ended", models.BooleanField()),
                ("weight", models.SmallIntegerField()),
                ("known_from", models.DateTimeField()),
                ("known_to", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "search_entry",
                "indexes": [
                    models.Index(fields=["entity_id"], name="search_entry_entity"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="search_entry_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("names", models.IntegerField()),
                ("places", models.IntegerField()),
                ("sound", models.TextField(db_collation="C")),
                (
                    "shortened",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
            ],
            options={
                "db_table": "search_word",
                "indexes": [
                    models.Index(fields=["sound"], name="search_word_sound"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["shortened"], name="search_word_shortened"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"),
                        fastupdate=False,
                        name="search_word_like",
                    ),
                ],
            },
        ),
    ]
