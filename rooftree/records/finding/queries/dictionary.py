"""Which words that occur a typed word may stand for: one statement for all of them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from rooftree.records.claims.held import may_read
from rooftree.records.finding.rules import meaning, spelling
from rooftree.records.finding.rules.meaning import How, Meaning, Occurs
from rooftree.reference.accounts.rules import Viewer

AFTER_ANY_LETTER = "\U0010ffff"
BEGINNINGS = 40
"""How many words that begin as a typed one are thought of: the most frequent."""

NEAR = """
SELECT typed.at, found.how, found.word, found.names, found.places
FROM unnest(%s::int[], %s::text[], %s::text[], %s::int[]) AS typed (at, word, sound, most),
LATERAL (
  (SELECT 'begins' AS how, word, names, places FROM search_word
   WHERE word >= typed.word AND word < typed.word || %s ORDER BY names + places DESC LIMIT typed.most)
  UNION ALL
  (SELECT 'sound', word, names, places FROM search_word
   WHERE typed.sound <> '' AND sound = typed.sound ORDER BY names + places DESC LIMIT 30)
) AS found
UNION ALL
SELECT cut.at, 'near', word, names, places
FROM unnest(%s::int[], %s::text[]) AS cut (at, cuts), LATERAL (
  SELECT word, names, places FROM search_word WHERE shortened && string_to_array(cut.cuts, ' ')
) AS found
UNION ALL
SELECT other.at, 'other', word, names, places
FROM unnest(%s::int[], %s::text[]) AS other (at, other) JOIN search_word ON word = other
"""
FAR = """
SELECT word, names, places FROM search_word WHERE word %% %s
ORDER BY similarity(word, %s) DESC, names + places DESC LIMIT 12
"""


def meanings(words: Sequence[str], *, viewer: Viewer) -> list[Meaning]:
    """Each typed word with the words it may stand for; those that only name people when they may be seen."""
    found: dict[int, list[Occurs]] = defaultdict(list)
    for at, how, word, names, places in _rows(words):
        seen = names if may_read("person", viewer) else 0
        if seen or places:
            found[at] += _occurs(words[at], how, (word, seen, places))
    read = [Meaning(word, _each_once(found[at])) for at, word in enumerate(words)]
    return [one if one.occurs or not meaning.may_slip(one.typed) else _far(one, viewer) for one in read]


def _rows(words: Sequence[str]) -> list[tuple[int, str, str, int, int]]:
    asked = [(at, word) for at, word in enumerate(words) if not word[0].isdigit()]
    slipping = [(at, word) for at, word in asked if meaning.may_slip(word)]
    other = [(at, one) for at, word in asked for one in meaning.others(word)]
    with connection.cursor() as cursor:
        cursor.execute(
            NEAR,
            [
                [at for at, _ in asked],
                [word for _, word in asked],
                [spelling.sound(word) if meaning.may_slip(word) else "" for _, word in asked],
                [0 if len(word) == 1 else BEGINNINGS for _, word in asked],
                AFTER_ANY_LETTER,
                [at for at, _ in slipping],
                [" ".join(spelling.shortened(word)) for _, word in slipping],
                [at for at, _ in other],
                [one for _, one in other],
            ],
        )
        return list(cursor.fetchall())


def _occurs(typed: str, how: str, word: tuple[str, int, int]) -> list[Occurs]:
    if word[0] == typed:
        return [Occurs(word[0], How.EXACT, *word[1:])]
    if how == "begins":
        return [Occurs(word[0], How.BEGINS, *word[1:])]
    if how == "other":
        return [Occurs(word[0], How.OTHER, *word[1:])]
    return meaning.near(typed, [word])


def _each_once(found: Sequence[Occurs]) -> list[Occurs]:
    best: dict[str, Occurs] = {}
    for one in sorted(found, key=lambda one: (-one.how, -(one.names + one.places))):
        best.setdefault(one.word, one)
    return list(best.values())


def _far(nothing: Meaning, viewer: Viewer) -> Meaning:
    """The words with most of the same letters, when none is nearer."""
    with connection.cursor() as cursor:
        cursor.execute(FAR, [nothing.typed, nothing.typed])
        rows = [(w, n if may_read("person", viewer) else 0, p) for w, n, p in cursor.fetchall()]
    return Meaning(nothing.typed, [Occurs(w, How.ALIKE, n, p) for w, n, p in rows if n or p])
