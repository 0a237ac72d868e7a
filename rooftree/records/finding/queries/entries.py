"""Homes, blocks and people that have a word of each meaning; one index answers, the nearest come first."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from rooftree.records.claims.held import may_read
from rooftree.records.finding.rules.meaning import How, Meaning
from rooftree.reference.accounts.rules import Viewer

MOST_WEIGHED = 4000
MOST_FOUND = 1000
"""More than a thousand are not looked through; the page asks for another word."""
MOST_ANCHORS = 4
"""Of how many words one has to be a name: the rarest; more would only cost time."""
ALL = """
SELECT entity_type, entity_id::text, label, array_to_string(words, ' '), ended, known_to, weighed, weight, own
FROM (
  SELECT *, {weight} AS weighed,
    (SELECT count(*) FROM unnest(words) AS word WHERE left(word, 1) NOT IN ('+', '@', '*')) AS own
  FROM (
    SELECT * FROM search_entry WHERE ({fits}) AND {known} LIMIT {most_weighed}
  ) AS fitting
) AS weighed
ORDER BY weighed DESC, known_to IS NOT NULL, ended, weight DESC, own, label, entity_id LIMIT {most_found}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One home, block or person that fits: by which words, how well, and whether they are former words."""

    entity_type: str
    id: str
    label: str
    said: str
    ended: bool
    known_to: datetime.datetime | None
    weight: int
    standing: int
    """Who lives in a home of ours comes before who does not."""
    own: int
    """How many words are its own: of two who are called so, the one called nothing besides is nearer."""

    @property
    def words(self) -> list[str]:
        """The words it is found by, marked as they are kept."""
        return self.said.split()


def found(
    meanings: Sequence[Meaning],
    *,
    viewer: Viewer,
    least: How,
    born_on: datetime.date | None = None,
    moment: datetime.datetime | None = None,
) -> list[Entry]:
    """Those that have a word of each meaning worth at least so much, each once, the nearest first."""
    fits = _Conditions()
    initials = [one for one in meanings if one.is_initial]
    whole = [one for one in meanings if not one.is_initial] or list(meanings)
    if may_read("person", viewer):
        _people(fits, whole, least, born_on)
    if may_read("unit", viewer) and whole and not born_on:
        fits.either(*(_marked(one.words(least=least, of="places"), "+") for one in whole))
    if not fits.text:
        return []
    weight, weights = _weight(meanings, least)
    also: list[str] = ["TRUE"]
    given: list[Any] = []
    if moment is not None:
        also.append("known_from <= %s AND (known_to IS NULL OR known_to > %s)")
        given += [moment, moment]
    for one in initials if len(whole) < len(meanings) else ():
        also.append("words && %s::text[]")
        given.append([f"*{one.typed}"])
    statement = ALL.format(
        fits=" OR ".join(fits.text),
        weight=weight,
        known=" AND ".join(also),
        most_weighed=MOST_WEIGHED,
        most_found=MOST_FOUND,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*weights, *fits.given, *given])
        rows = cursor.fetchall()
    former = moment is None
    return _once(
        Entry(kind, one, label, said, ended, known_to if former else None, weight, standing, own)
        for kind, one, label, said, ended, known_to, weight, standing, own in rows
    )


class _Conditions:
    """Conditions of which one must hold, each that some of every set of words is there."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.given: list[Any] = []

    def either(self, *sets: Sequence[str]) -> None:
        """Adds one; an empty set can never be met."""
        if all(sets):
            self.text.append(" AND ".join(["words && %s::text[]"] * len(sets)))
            self.given += [list(words) for words in sets]


def _people(
    fits: _Conditions, meanings: Sequence[Meaning], least: How, born_on: datetime.date | None
) -> None:
    """At least one word, or the day of birth, is their own; the others may be of a home of theirs."""
    own = [one.words(least=least, of="names") for one in meanings]
    own = [[] if one.is_number else words for one, words in zip(meanings, own, strict=True)]
    every = [
        [*words, *_marked(one.words(least=least, of="places"), "@")]
        for one, words in zip(meanings, own, strict=True)
    ]
    if born_on:
        fits.either([born_on.isoformat()], *every)
        return
    anchors = sorted((at for at, words in enumerate(own) if words), key=lambda at: len(own[at]))
    for at in anchors[:MOST_ANCHORS]:
        fits.either(own[at], *every[:at], *every[at + 1 :])


def _marked(words: Sequence[str], mark: str) -> list[str]:
    return [mark + word for word in words]


def _weight(meanings: Sequence[Meaning], least: How) -> tuple[str, list[Any]]:
    """What a row is worth: for each meaning, its best word."""
    text, given = [], []
    for one in meanings:
        whens = []
        for how in sorted(How, reverse=True):
            words = [each.word for each in one.occurs if each.how == how]
            words += [one.typed] if how is How.EXACT and one.typed not in words else []
            if words and how >= least:
                whens.append(f"WHEN words && %s::text[] THEN {how.value}")
                given.append([mark + word for word in words for mark in ("", "+", "@")])
        text.append(f"CASE {' '.join(whens)} ELSE 0 END")
    return " + ".join(text) or "0", given


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Each home or person by its best entry: what it is called now before what it was called."""
    best: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: one.known_to is not None):
        best.setdefault(entry.id, entry)
    return sorted(best.values(), key=_as_read)


def _as_read(one: Entry) -> tuple[bool, int, bool, int, int, list[tuple[int, str]]]:
    """The nearest first, then as people read names and addresses: Flat 2 before Flat 10."""
    parts = re.findall(r"\d{1,9}|\D+", one.label.lower())
    label = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return one.known_to is not None, -one.weight, one.ended, -one.standing, one.own, label
