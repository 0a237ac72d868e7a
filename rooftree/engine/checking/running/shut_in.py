"""A DuckDB that can read the files it is given, write the one it is told to, and reach nothing else."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

ZONE = "Europe/London"
"""A moment's day is the day in London."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run of checks may take: where it may spill to, memory, threads, disk, and time for each rule."""

    spill: Path
    memory: str = "768MB"
    threads: int = 2
    disk: str = "20GB"
    seconds: float = 600.0


class TooLongError(Exception):
    """A rule was stopped because it had run for longer than it may."""


@contextlib.contextmanager
def shut_in(reads: Sequence[Path], writes: Sequence[Path], limits: Limits) -> Iterator[Any]:
    """The connection. Its settings are locked: what runs in it cannot let itself out."""
    limits.spill.mkdir(parents=True, exist_ok=True, mode=0o700)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": limits.memory,
        "threads": limits.threads,
        "temp_directory": str(limits.spill),
        "max_temp_directory_size": limits.disk,
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "allow_unsigned_extensions": "false",
        "allow_persistent_secrets": "false",
        "python_enable_replacements": "false",
    }
    with duckdb.connect(":memory:", config=config) as con:
        con.execute(f"SET TimeZone = '{ZONE}'")
        con.execute("SET parquet_metadata_cache = true")
        con.execute("SET enable_progress_bar = false")
        con.execute(f"SET allowed_paths = [{', '.join(quoted(path) for path in (*reads, *writes))}]")
        con.execute(f"SET allowed_directories = [{quoted(limits.spill)}]")
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        yield con


def quoted(value: Path | str) -> str:
    """As a text in SQL."""
    return "'" + str(value).replace("'", "''") + "'"


@contextlib.contextmanager
def stopped_after(con: Any, seconds: float) -> Iterator[None]:
    """Stops what the connection is at once the time is up; Ctrl-C within is Ctrl-C."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        con.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as interrupted:
        if late.is_set():
            raise TooLongError(f"it took longer than {seconds:g} seconds and was stopped") from None
        if "interrupted" in str(interrupted).lower():
            raise KeyboardInterrupt from None
        raise
    finally:
        timer.cancel()
        timer.join()
