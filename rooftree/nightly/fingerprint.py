"""What tells one night from another: where nothing of it changed, there is nothing to publish."""

import hashlib
from collections.abc import Collection, Mapping

from rooftree.records.publishing.actions.publishing import rules_digest
from rooftree.sources.standardising.rules import Standardised


def night_of(
    tables: Standardised, decided: Collection[str], keeps: Mapping[str, int], unsure: Collection[str]
) -> str:
    """What a night's records follow from; the same again means nothing is to be done.

    `decided` has what people said of who is one, in words.
    """
    told = [f"{file.table} {file.entry} {file.fingerprint}" for file in tables.files]
    told += decided
    told += [f"{table} keeps {count}" for table, count in keeps.items()]
    told += [f"{table} is unsure" for table in unsure]
    told += [rules_digest()]
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()
