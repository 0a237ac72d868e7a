"""First letters of words are found by index, and the words of who is called alike lie side by side."""

import django.contrib.postgres.indexes
from django.db import migrations

WORDS = django.contrib.postgres.indexes.GinIndex(
    fastupdate=False, fields=["words"], name="search_entry_words"
)
AGAIN = """
CREATE TEMP TABLE search_entry_kept ON COMMIT DROP AS SELECT * FROM search_entry;
TRUNCATE search_entry;
INSERT INTO search_entry
  (id, entity_type, entity_id, label, words, ended, weight, known_from, known_to)
SELECT id, entity_type, entity_id, label,
  words || ARRAY(SELECT DISTINCT '*' || left(ltrim(word, '+'), 1) FROM unnest(words) AS word
    WHERE word !~ '^(@|[+]?[0-9])' ORDER BY 1),
  ended, weight, known_from, known_to
FROM search_entry_kept ORDER BY entity_type, reverse(lower(label)), entity_id;
DROP TABLE search_entry_kept;
"""
BACK = """
UPDATE search_entry SET words = ARRAY(SELECT word FROM unnest(words) AS word WHERE left(word, 1) <> '*');
"""


class Migration(migrations.Migration):
    """The words kept are made anew in the order in which they are read."""

    dependencies = [
        ("records", "0014_checks_of_links"),
    ]

    operations = [
        migrations.RemoveIndex("searchentry", "search_entry_words"),
        migrations.RunSQL(AGAIN, BACK),
        migrations.AddIndex("searchentry", WORDS),
    ]
