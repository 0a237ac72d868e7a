"""What may be missing from a page when a file is stale, in the words of people: missing.toml has them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rooftree.desk.freshness import title_of

FILE = Path(__file__).parent / "missing.toml"


@dataclass(frozen=True, slots=True)
class Missing:
    """One file: what it brings, and the pages that show it whether or not a row of it is on them."""

    what: str
    pages: frozenset[str]


@cache
def missing() -> dict[tuple[str, str], Missing]:
    """By system and file."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        (system, file): Missing(words["what"], frozenset(words["pages"]))
        for system, files in said.items()
        for file, words in files.items()
    }


def what_of(system: str, file: str) -> str:
    """ "Placements in temporary accommodation"; of a file that a landlord added, whose it is."""
    found = missing().get((system, file))
    return found.what if found else f"Some of what {title_of(system)} tells us"
