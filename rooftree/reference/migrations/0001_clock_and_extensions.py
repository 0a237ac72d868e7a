"""The clock that history is kept by, and the extensions that search needs."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

CLOCK = """
CREATE OR REPLACE FUNCTION rooftree_now() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('rooftree.now', true), '')::timestamptz, now()) $$;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(CLOCK, "DROP FUNCTION IF EXISTS rooftree_now()"),
    ]
