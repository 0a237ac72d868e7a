"""What codes mean by the version of the standard in force, for mappings, pages, lists and files.

Nothing is asked of the database for a label. Each process keeps the lists of the version that it read last
and asks every few seconds whether another is in force by now; whoever publishes in it makes it ask at once.
Lists that are kept never change, so threads may share them.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality.models import StandardVersion
from rooftree.reference.standard.quality.queries import version_in_force
from rooftree.reference.standard.rules import CodeList

EVERY = 5.0
"""Seconds for which a process takes the version that it knows for the one in force."""


@dataclass(slots=True)
class _Kept:
    """The lists of one version, and until when nobody asks whether there is another."""

    lists: Mapping[str, CodeList]
    until: float


_kept = _Kept({}, 0.0)


def code_lists() -> Mapping[str, CodeList]:
    """Every code list in force, by name; as it ships while nobody has published another."""
    now = time.monotonic()
    if now >= _kept.until:
        _kept.lists, _kept.until = _lists(*version_in_force()), now + EVERY
    return _kept.lists


def label(code_list: str, code: str | None) -> str:
    """What a code means, in words, today; the code itself when neither the list nor what ships holds it."""
    if code is None:
        return ""
    for lists in (code_lists(), standard.code_lists()):
        held = lists.get(code_list)
        if held and code in held.codes:
            return held.codes[code]
    return code


def ask_again() -> None:
    """Somebody has published: the next who asks for a label looks which version is in force."""
    _kept.until = 0.0


@lru_cache(maxsize=4)
def _lists(number: int, digest: str) -> dict[str, CodeList]:
    """The lists of a version, which never changes; its digest tells databases apart."""
    del digest
    if not number:
        return standard.code_lists()
    documents = StandardVersion.objects.values_list("documents", flat=True).get(pk=number)
    return standard.code_lists() | {
        name.removeprefix("codes/"): standard.code_list_of(said, Path(f"{name}.yaml"))
        for name, said in documents.items()
        if name.startswith("codes/")
    }
