"""The same letters and digits in the same postcode, as most systems compare."""

from __future__ import annotations

import re

from bench.matching.addresses.files import Row, read, write
from bench.quality.peers.measured import measured


def run(files: list[str], out: str) -> None:
    """What two homes share, neither has."""
    homes, asked = (read(file) for file in files)
    found: dict[str, str | None] = {}
    for home in homes:
        key = _key(home)
        found[key] = None if key in found else home.id
    meant = ((one.id, found.get(_key(one))) for one in asked)
    write(out, ((own, home, "accept") for own, home in meant if home))


def _key(row: Row) -> str:
    return re.sub(r"[^a-z0-9]", "", f"{row.line} {row.postcode}".lower())


if __name__ == "__main__":
    measured(run)
