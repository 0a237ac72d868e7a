"""The nightly run, measured: a first night, the same extracts again, a night on which a hundredth changed;
beside them the peers on the same rows."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import measuring, peers
from rooftree.engine import postgres
from rooftree.sources.synthetic.evolution.night import evolve
from rooftree.sources.synthetic.landlord import synthesise

SEED = 1
BASE = 10_000
FIRST_DAY, NEXT_DAY = "2026-11-21", "2026-11-22"


def main() -> None:
    """Measures what was asked for, prints it, and writes it to a file when one was named."""
    asked = _asked()
    sizes = [BASE, asked.homes] if asked.homes > BASE else [asked.homes]
    found = {homes: measure(homes, cache=asked.cache, second=asked.second) for homes in sizes}
    result: dict[str, Any] = {"homes": asked.homes} | found[asked.homes]
    if asked.homes > BASE:
        base = found[BASE]["first"]
        result["ratio_to_10000_homes"] = _ratio(result["first"]["seconds"], base["seconds"])
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=2))
    show(result)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rooftree bench nightly", description=__doc__)
    parser.add_argument("--homes", type=int, default=BASE)
    parser.add_argument("--second", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    return parser.parse_args()


def measure(homes: int, *, cache: Path, second: bool) -> dict[str, Any]:
    """The nights of one landlord in a home of their own, and the peers on what they left."""
    extracts = _landlord(homes, cache)
    with _a_home() as home:
        say(f"{homes:,} homes: the first night …")
        first = measuring.nightly(extracts, home, today=FIRST_DAY)
        result: dict[str, Any] = {"first": first.told()}
        if not second:
            return result
        say("the same extracts again …")
        again = measuring.nightly(extracts, home, today=FIRST_DAY)
        say("a night on which a hundredth changed …")
        changed = _evolved(extracts, home.parent / "changed")
        little = measuring.nightly(changed, home, today=NEXT_DAY)
        result |= {"second": again.told(), "changed": little.told()}
        result["second_to_first"] = _ratio(again.seconds, first.seconds)
        say("the peers on the same rows …")
        result["peers"] = _peers(home, first, little)
    return result


def _peers(home: Path, first: measuring.Measured, little: measuring.Measured) -> dict[str, Any]:
    os.environ.update(measuring.environment(home))
    url = postgres.ensure_running(home).url
    tables = peers.tables_with_rows(url)
    full = peers.copy_all_again(url, list(tables), home.parent / "copied")
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "rooftree.config.settings"
    django.setup()
    upsert = peers.django_upsert()
    from django.db import connection

    connection.close()
    ours = first.step("publish")
    our_pace = ours["rows_out"] / max(ours["seconds"], 0.001)
    publish = little.step("match")["seconds"] + little.step("publish")["seconds"]
    return {
        "published_rows": sum(tables.values()),
        "copy_all_again_seconds": round(full, 2),
        "our_match_and_publish_of_a_changed_night_seconds": round(publish, 2),
        "ours_to_copy_all_again": _ratio(publish, full),
        "django_rows": upsert["rows"],
        "django_rows_per_second_first": round(upsert["rows"] / upsert["first"]),
        "django_rows_per_second_upsert": round(upsert["rows"] / upsert["again"]),
        "our_rows_per_second_first": round(our_pace),
        "our_pace_to_django_first": _ratio(our_pace, upsert["rows"] / upsert["first"]),
    }


def _landlord(homes: int, cache: Path) -> Path:
    """The extracts of a landlord of this size; kept, because the same size and seed give the same again."""
    out = cache / f"{homes}-homes"
    made = cache / f"{homes}-homes.made"
    if not made.exists():
        say(f"Inventing a landlord of {homes:,} homes …")
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True, mode=0o700)
        synthesise(homes=homes, seed=SEED, out=out)
        made.touch()
    return out


def _evolved(extracts: Path, out: Path) -> Path:
    evolve(extracts, out, seed=SEED)
    return out


@contextmanager
def _a_home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="roof-bench-"))
    folder.chmod(0o711)  # the database's own account must be able to walk through
    try:
        yield folder / "var"
    finally:
        postgres.let_go(folder / "var")
        postgres.remove(folder / "var")
        shutil.rmtree(folder, ignore_errors=True)


def _ratio(ours: float, theirs: float) -> float:
    return round(ours / theirs, 3) if theirs else 0.0


def say(words: str) -> None:
    """What is going on, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


def show(result: dict[str, Any]) -> None:
    """The figures as a person reads them."""
    for name in ("first", "second", "changed"):
        night = result.get(name)
        if not night:
            continue
        print(f"{name:<8} {night['seconds']:>8.1f} s {night['peak_pss_mib']:>7,} MiB")
        for step in night["steps"]:
            print(f"  {step['name']:<12} {step['seconds']:>8.1f} s {step['rows_out']:>12,} rows out")
    for name in ("second_to_first", "ratio_to_10000_homes"):
        if name in result:
            print(f"{name.replace('_', ' ')}: {result[name]}")
    for name, figure in result.get("peers", {}).items():
        print(f"{name.replace('_', ' ')}: {figure:,}")


if __name__ == "__main__":
    main()
