"""Keeps the words that records are found by up to date; publish calls it in its own transaction.

What changed since is told by the rows' own `known_from` and by their history, so nobody has to say it. An
entry that is superseded stays, with the moment it ended: an old name or address is still found.
"""

# ruff: noqa: S608 - every part of these statements is named here; nothing that anybody typed is in them.

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from rooftree.records.finding.actions import wording
from rooftree.records.finding.rules.spelling import sound_sql

INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisprimary
"""
OF_A_PERSON = ("person_name", "household_member", "address")
"""Tables whose rows give a person words; a row that left a person is in the table's history."""
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done: entries made, and entries that are former now."""

    made: int
    former: int


def keep_up() -> Kept:
    """Brings the words up to date with the records: all of them the first time, then what changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(known_from) FROM search_entry")
        since = cursor.fetchone()[0]
        return _all(cursor) if since is None else _changes(cursor, since)


def _all(cursor: Any) -> Kept:
    """Entries of everything, those of superseded rows included; the indexes are made once over all."""
    indexes = [index for table in ("search_entry", "search_word") for index in _without(cursor, table)]
    made = 0
    for select in (wording.homes(), wording.blocks(), wording.people()):
        cursor.execute(f"INSERT INTO search_entry ({wording.COLUMNS}) {wording.with_initials(select)}")
        made += cursor.rowcount
    since = "known_from, pgh_created_at"
    before = (wording.homes("unit_event", since), wording.blocks("property_event", since))
    for select in (*before, wording.people_before()):
        were = wording.with_initials(select, former=True)
        cursor.execute(f"INSERT INTO search_entry ({wording.COLUMNS}, known_to) {were}")
    _learn(cursor, "TRUE")
    for definition in indexes:
        cursor.execute(definition)
    cursor.execute("ANALYZE search_entry, search_word")
    return Kept(made, 0)


def _without(cursor: Any, table: str) -> list[str]:
    cursor.execute(INDEXES, [table])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _, definition in indexes]


def _changes(cursor: Any, since: datetime) -> Kept:
    cursor.execute(f"CREATE TEMP TABLE search_touched ON COMMIT DROP AS {_touched()}", {"since": since})
    cursor.execute(f"CREATE TEMP TABLE search_wanted ON COMMIT DROP AS {_wanted()}")
    cursor.execute(
        "UPDATE search_entry e SET known_to = rooftree_now() FROM search_wanted w "
        "WHERE e.entity_id = w.entity_id AND e.known_to IS NULL "
        "AND (e.label, e.words) IS DISTINCT FROM (w.label, w.words)"
    )
    former = cursor.rowcount
    cursor.execute(
        "UPDATE search_entry e SET ended = w.ended, weight = w.weight FROM search_wanted w "
        "WHERE e.entity_id = w.entity_id AND e.known_to IS NULL "
        "AND (e.ended, e.weight) IS DISTINCT FROM (w.ended, w.weight)"
    )
    cursor.execute("SELECT coalesce(max(id), 0) FROM search_entry")
    last = cursor.fetchone()[0]
    cursor.execute(
        f"INSERT INTO search_entry ({wording.COLUMNS}) SELECT entity_type, entity_id, label, words, ended, "
        "weight, rooftree_now() FROM search_wanted w WHERE NOT EXISTS "
        "(SELECT 1 FROM search_entry e WHERE e.entity_id = w.entity_id AND e.known_to IS NULL)"
    )
    made = cursor.rowcount
    _learn(cursor, f"id > {last}")
    cursor.execute("DROP TABLE search_touched, search_wanted")
    return Kept(made, former)


def _touched() -> str:
    """The homes, blocks and people of whom something that gives them words has changed."""
    members = "SELECT 'person', m.person_id FROM household_member m JOIN tenancy t ON t.id = m.tenancy_id"
    parts = [
        *(f"SELECT '{table}' AS t, id FROM {table} WHERE known_from > %(since)s" for table in ENTITIES),
        *(f"SELECT 'person', person_id FROM {table} WHERE known_from > %(since)s" for table in OF_A_PERSON),
        *(
            f"SELECT 'person', person_id FROM {table}_event WHERE pgh_created_at > %(since)s"
            for table in OF_A_PERSON
        ),
        f"{members} WHERE t.known_from > %(since)s",
        f"{members} JOIN unit u ON u.id = t.unit_id WHERE u.known_from > %(since)s",
    ]
    return " UNION ".join(parts)


ENTITIES = ("unit", "property", "person")


def _wanted() -> str:
    def of(kind: str, column: str = "id") -> str:
        return f"{column} IN (SELECT id FROM search_touched WHERE t = '{kind}')"

    selects = (
        wording.homes(only=of("unit")),
        wording.blocks(only=of("property")),
        wording.people(only=of("person"), members=of("person", "person_id"), units=LIVED_IN),
    )
    joined = " UNION ALL ".join(f"({select})" for select in selects)
    return wording.with_initials(joined)


LIVED_IN = """id IN (SELECT t.unit_id FROM household_member m JOIN tenancy t ON t.id = m.tenancy_id
WHERE m.person_id IN (SELECT id FROM search_touched WHERE t = 'person'))"""


def _learn(cursor: Any, entries: str) -> None:
    """Puts the words of some entries in the dictionary; numbers are no words."""
    letters = "generate_series(1, char_length(word)) AS at"
    less_a_letter = f"ARRAY(SELECT left(word, at - 1) || substr(word, at + 1) FROM {letters})"
    cursor.execute(
        f"""
INSERT INTO search_word (word, names, places, sound, shortened)
SELECT word, names, places, {sound_sql("word")}, array_prepend(word, {less_a_letter}) FROM (
  SELECT ltrim(said, '+@') AS word, count(*) FILTER (WHERE left(said, 1) NOT IN ('+', '@')) AS names,
         count(*) FILTER (WHERE left(said, 1) IN ('+', '@')) AS places
  FROM search_entry, unnest(words) AS said WHERE {entries} AND left(said, 1) <> '*' GROUP BY 1
) every WHERE word ~ '^[^0-9]' AND char_length(word) <= {LONGEST_WORD}
ON CONFLICT (word) DO UPDATE
SET names = search_word.names + excluded.names, places = search_word.places + excluded.places"""
    )
