"""What the words of a home, a block and a person are, as the SQL that reads them from the records."""

# ruff: noqa: S608 - every part of these statements is named here; nothing that anybody typed is in them.

from rooftree.records.finding.rules.spelling import BEFORE_A_NAME, plain_sql

COLUMNS = "entity_type, entity_id, label, words, ended, weight, known_from"
INITIALS = """ARRAY(SELECT DISTINCT '*' || left(ltrim(word, '+'), 1) FROM unnest(words) AS word
WHERE word !~ '^(@|[+]?[0-9])' ORDER BY 1)"""
"""The first letter of every word of its own, marked: one letter and a frequent surname are found by index."""
_APART = "|".join(BEFORE_A_NAME)


def _postcode(column: str) -> str:
    """A postcode without its blank, its outward half and its sector, so that a part of it is a whole word."""
    bare = f"lower(replace({column}, ' ', ''))"
    return (
        f"CASE WHEN char_length({bare}) BETWEEN 5 AND 8 "
        f"THEN ' ' || {bare} || ' ' || left({bare}, -3) || ' ' || left({bare}, -2) ELSE '' END"
    )


def _place(line: str, postcode: str) -> str:
    return f"btrim({plain_sql(f'coalesce({line}, {chr(39) * 2})')} || coalesce({_postcode(postcode)}, ''))"


def _as(mark: str, words: str) -> str:
    return f"array_remove(string_to_array('{mark}' || replace({words}, ' ', ' {mark}'), ' '), '{mark}')"


def with_initials(select: str, *, former: bool = False) -> str:
    """What such a statement selects, with the initials of its words; who ends alike stands together.

    Names end with the surname and addresses with the postcode, which is what is asked for: so what one
    search reads lies side by side.
    """
    columns = f"{COLUMNS}, known_to" if former else COLUMNS
    said = columns.replace("words", f"words || {INITIALS} AS words", 1)
    return f"SELECT {said} FROM ({select}) AS named ({columns}) ORDER BY reverse(lower(label)), entity_id"


def _label(first: str) -> str:
    return f"concat_ws(', ', {first}, CASE WHEN strpos({first}, postcode) > 0 THEN NULL ELSE postcode END)"


def homes(table: str = "unit", known: str = "known_from", only: str = "TRUE") -> str:
    """Homes: their address and postcode."""
    words = _as("+", _place("address_line", "postcode"))
    label = f"coalesce(nullif({_label('address_line')}, ''), asset_ref, '')"
    weight = "CASE WHEN residential IS FALSE THEN 0 ELSE 1 END"
    ended = "ended_on IS NOT NULL"
    return f"SELECT 'unit', id, {label}, {words}, {ended}, {weight}, {known} FROM {table} WHERE {only}"


def blocks(table: str = "property", known: str = "known_from", only: str = "TRUE") -> str:
    """Blocks: their name, address and postcode."""
    words = _as("+", _place("concat_ws(' ', name, address_line)", "postcode"))
    label = f"coalesce(nullif({_label('coalesce(name, address_line)')}, ''), asset_ref, '')"
    return (
        f"SELECT 'property', id, {label}, {words}, ended_on IS NOT NULL, 1, {known} FROM {table} WHERE {only}"
    )


FULL_NAME = "coalesce(full_name, concat_ws(' ', given_name, family_name))"


def _named(given: str) -> str:
    """All spellings of a name: parts of a double name together too, and "Mc Donald" as "McDonald"."""
    without = plain_sql(f"replace({given}, chr(45), '')")
    together = f"CASE WHEN strpos({given}, chr(45)) > 0 THEN ' ' || {without} ELSE '' END"
    return f"{plain_sql(given)} || {together}"


def _joined(words: str) -> str:
    """With "mc donald" also as "mcdonald"."""
    apart = rf"(^|\s)({_APART})\s(?=\S)"
    joined = f"{words} || ' ' || regexp_replace({words}, '{apart}', '\\1\\2', 'g')"
    return f"CASE WHEN {words} ~ '{apart}' THEN {joined} ELSE {words} END"


def people(only: str = "TRUE", members: str = "TRUE", units: str = "TRUE") -> str:
    """People: every name, date of birth, and where they live, lived or have their letters sent."""
    return f"""
WITH place AS MATERIALIZED (
  SELECT id, {_place("address_line", "postcode")} AS words FROM unit WHERE {units}
), home AS (
  SELECT m.person_id, t.unit_id,
         bool_or(m.ends_on IS NULL AND t.ends_on IS NULL AND m.ended_on IS NULL) AS runs
  FROM household_member m JOIN tenancy t ON t.id = m.tenancy_id
  WHERE m.person_id IS NOT NULL AND t.unit_id IS NOT NULL AND {members} GROUP BY 1, 2
), lives AS (
  SELECT person_id, string_agg(words, ' ' ORDER BY words) AS words, bool_or(runs) AS runs FROM (
    SELECT home.person_id, place.words, home.runs FROM home JOIN place ON place.id = home.unit_id
    UNION ALL
    SELECT person_id, {_place("line", "postcode")}, FALSE FROM address
    WHERE person_id IS NOT NULL AND unit_id IS NULL AND {members}
  ) every GROUP BY 1
), called AS (
  SELECT person_id, string_agg(DISTINCT {_named(FULL_NAME)}, ' ') AS words
  FROM person_name WHERE person_id IS NOT NULL AND {members} GROUP BY 1
), named AS MATERIALIZED (
  SELECT id, label, date_of_birth, ended_on, known_from,
         CASE WHEN called.words <> own THEN concat_ws(' ', own, called.words) ELSE own END AS words
  FROM (SELECT *, {FULL_NAME} AS label, {_named(FULL_NAME)} AS own FROM person WHERE {only} OFFSET 0) person
  LEFT JOIN called ON called.person_id = person.id
)
SELECT 'person', named.id, named.label,
       array_remove(string_to_array(
         concat_ws(' ', {_joined("named.words")}, named.date_of_birth::text), ' '), '')
       || {_as("@", "coalesce(lives.words, '')")},
       named.ended_on IS NOT NULL, CASE WHEN lives.runs THEN 1 ELSE 0 END, named.known_from
FROM named LEFT JOIN lives ON lives.person_id = named.id"""


def people_before() -> str:
    """What people were called before, from the rows that were superseded."""
    words = f"array_remove(string_to_array({_named(FULL_NAME)}, ' '), '')"
    return (
        f"SELECT 'person', id, {FULL_NAME}, {words}, ended_on IS NOT NULL, 0, known_from, pgh_created_at "
        "FROM person_event"
    )
