"""Measures what was asked for, prints it, and writes it to a file when one was named."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bench.web import served
from bench.web.load import Asker, Took, asks, run
from bench.web.told import show
from rooftree.engine.memory import PeakMemory, tree_pss

CLIENTS = 8
WARM = 6 * CLIENTS
"""So many are asked first, so that each connection knows its tables and statements, as it does all day."""
MEBIBYTE = 2**20
EXPORTS = ("/repairs/?format=csv", "/repairs/?format=parquet", "/people/?format=csv")


def main() -> None:
    """The whole bench on one home."""
    asked = _asked()
    os.environ.update(served.environment(asked.home, today=""))
    os.environ.pop("ROOFTREE_TODAY")
    os.environ["DJANGO_SETTINGS_MODULE"] = "rooftree.config.settings"
    import django

    django.setup()
    result = measure(asked)
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=2))
    show(result)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rooftree bench web", description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writes", action="store_true")
    parser.add_argument("--only", default="", help="cases whose name begins so, or `export`")
    parser.add_argument("--exports", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """Everything, on the home's own server."""
    from django.db import connection
    from django.utils import timezone

    from bench.web import samples

    say("Drawing homes, people and words …")
    drawn = samples.draw(asked.requests, random.Random(asked.seed))
    on = samples.last_known_on()
    link = samples.sign_in_link(timezone.now())
    today = (on + datetime.timedelta(days=1)).isoformat()
    try:
        with served.server(asked.home, today=today) as server:
            return {"counts": drawn.counts, "clients": CLIENTS, "requests": asked.requests} | _measured(
                asked, drawn, server, link, on
            )
    finally:
        samples.let_go(timezone.now())
        connection.close()


def _measured(
    asked: argparse.Namespace, drawn: Any, server: served.Server, link: str, on: datetime.date
) -> dict[str, Any]:
    from bench.web.arriving import sign_in, weigh
    from bench.web.cases import cases, found_among_first_five
    from bench.web.writing import writer

    cookie = sign_in(server.port, link)
    asker = Asker(server.port, cookie)
    wanted = [one for one in cases(drawn, asker, on=on) if one.name.startswith(asked.only)]
    result: dict[str, Any] = {"counted_queries": _queries(asker, wanted)}
    weight = weigh(asker, f"/homes/{drawn.homes[0]}/")
    result["first_load"] = weight.told()
    beside = writer(drawn.homes, random.Random(asked.seed)) if asked.writes else nullcontext()
    with beside as written:
        result["cases"] = _timed(wanted, drawn.homes, server.port, cookie, random.Random(asked.seed))
    if written is not None:
        result["written"] = {"notes": written.notes, "homes": written.homes, "faults": written.faults}
    result["as_known_to_live"] = _as_known(wanted, result["cases"])
    if asked.only in ("", "search"):
        say("Misspelt names …")
        result["misspelt"] = found_among_first_five(drawn, asker)
    if asked.exports and asked.only in ("", "export"):
        result["exports"] = {path: _export(path, server, cookie) for path in EXPORTS}
    return result


def _timed(
    wanted: list[Any], homes: list[str], port: int, cookie: str, chance: random.Random
) -> dict[str, Any]:
    """Each case with as many bare questions mixed in, and the ratio of the two."""
    found: dict[str, Any] = {}
    first = [path for case in wanted[:1] for path in case.paths]
    run(asks("warm", first), port=port, cookie=cookie, clients=2 * CLIENTS, chance=chance)
    for case in wanted:
        say(f"{case.name} …")
        run(asks("warm", case.paths[:WARM]), port=port, cookie=cookie, clients=CLIENTS, chance=chance)
        bare = [f"/bench/bare/{home}/" for home in homes[: len(case.paths)]]
        mixed = [*asks(case.name, case.paths), *asks("bare", bare, signed_in=False)]
        took = run(mixed, port=port, cookie=cookie, clients=CLIENTS, chance=chance)
        own, other = took.get(case.name, Took()), took.get("bare", Took())
        alone = run(asks(case.name, case.paths[:20]), port=port, cookie=cookie, clients=1, chance=chance)
        found[case.name] = own.told() | {
            "must_ms": case.must_ms,
            "alone_p50_ms": round(alone.get(case.name, Took()).at(50), 1),
            "bare_p50_ms": round(other.at(50), 1),
            "bare_p95_ms": round(other.at(95), 1),
            "ratio_p50": round(own.at(50) / other.at(50), 2),
            "ratio_p95": round(own.at(95) / other.at(95), 2),
        }
    return found


def _queries(asker: Asker, wanted: list[Any]) -> dict[str, int]:
    """How many statements each kind of question takes; the most of three."""
    from bench.web.bare import COUNT

    found = {}
    for case in wanted:
        counts = [asker.ask(path, headers={COUNT: "1"})[2].get(COUNT, "0") for path in case.paths[:3]]
        found[case.name] = max(int(one) for one in counts)
    return found


def _as_known(wanted: list[Any], told: dict[str, Any]) -> dict[str, float]:
    """How much longer a question takes when it is asked of a day."""
    return {
        case.beside: round(told[case.name]["p50_ms"] / told[case.beside]["p50_ms"], 2)
        for case in wanted
        if case.beside in told
    }


def _export(path: str, server: served.Server, cookie: str) -> dict[str, Any]:
    """One list as a file: its time, and the memory of the web server meanwhile."""
    say(f"{path} …")
    before = tree_pss([server.pid])
    began = time.monotonic()
    with PeakMemory(lambda: [server.pid], every=0.1) as memory:
        status, body, _ = Asker(server.port, cookie).ask(path)
    return {
        "status": status,
        "seconds": round(time.monotonic() - began, 1),
        "bytes": len(body),
        "server_before_mib": round(before / MEBIBYTE),
        "server_peak_mib": round(memory.highest / MEBIBYTE),
        "grew_mib": round((memory.highest - before) / MEBIBYTE),
    }


def say(words: str) -> None:
    """What is going on, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
