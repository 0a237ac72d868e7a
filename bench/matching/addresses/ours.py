"""`python -m bench.matching.addresses.ours HOMES ASKED OUT`: ours, and again as on a quiet night."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.matching.addresses.files import read, write
from bench.quality.peers.measured import peak
from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage.addresses.matching import Address, match


def main() -> None:
    """Writes what was accepted or is for review, and prints the figures."""
    homes, asked = read(sys.argv[1]), read(sys.argv[2])
    with TemporaryDirectory(dir=Path(sys.argv[3]).parent) as place:
        engine = Engine(spill=Path(place) / "spill")
        began = time.monotonic()
        addresses = [[Address(one.line, one.postcode) for one in rows] for rows in (asked, homes)]
        found = match(engine, *addresses, kept=Path(place) / "kept")
        seconds = {"first night": time.monotonic() - began}
        figures = {"cpu": time.process_time(), "peak": peak()}
        began = time.monotonic()
        again = match(engine, *addresses, kept=Path(place) / "kept")
        seconds["again"] = time.monotonic() - began
        engine.close()
    write(sys.argv[3], ((asked[one.asked].id, homes[one.home].id, one.decision) for one in found))
    print(json.dumps({**figures, "seconds": seconds, "same_again": found == again}))


if __name__ == "__main__":
    main()
