"""The server's settings, written by us at every start: sure first, then fit for a small machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from rooftree.engine.embedded.places import PORT, Places

NAME = "rooftree.conf"
ACCESS_NAME = "rooftree_hba.conf"
MEGABYTE = 1024 * 1024

# A password everywhere; there is no door without one, for no account and no kind of connection.
ACCESS = """\
local  all          all       scram-sha-256
local  replication  all       scram-sha-256
host   all          all  all  scram-sha-256
host   replication  all  all  scram-sha-256
"""

STEADY = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": "100",
    "password_encryption": "'scram-sha-256'",
    # No copy of this server is kept in step elsewhere (backup is by pg_dump); a first load writes less.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "'2GB'",
    "min_wal_size": "'128MB'",
    "wal_compression": "on",
    "checkpoint_timeout": "'15min'",
    "work_mem": "'16MB'",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "datestyle": "'iso, dmy'",
    "lc_messages": "'C'",
    "default_text_search_config": "'pg_catalog.english'",
    # Files of at most 10 MB; the keeper removes all but the newest few.
    "logging_collector": "on",
    "log_filename": "'postgres-%Y%m%d-%H%M%S.log'",
    "log_file_mode": "0600",
    "log_rotation_age": "'1d'",
    "log_rotation_size": "'10MB'",
    "log_line_prefix": "'%m [%p] '",
    # Statements and key values hold residents' data, and a log is not where that may be.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def write(data: Path, places: Places, *, fast: bool) -> Path:
    """Write the settings beside the data and return the file."""
    lines = {
        **STEADY,
        **(THROWAWAY if fast else SAFE),
        **_by_machine(),
        "hba_file": _quoted(data / ACCESS_NAME),
        "unix_socket_directories": _quoted(f'"{places.socket}"'),
        "log_directory": _quoted(places.log),
    }
    _put(data, ACCESS_NAME, ACCESS)
    text = "".join(f"{name} = {value}\n" for name, value in lines.items())
    return _put(data, NAME, f"# Written by Rooftree at every start; changes made here are lost.\n{text}")


def _by_machine() -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    return {
        "shared_buffers": f"'{max(32, min(256, memory // 16))}MB'",
        "effective_cache_size": f"'{max(128, memory // 2)}MB'",
        "maintenance_work_mem": f"'{max(32, min(128, memory // 32))}MB'",
        "dynamic_shared_memory_type": _shared_memory(),
    }


def _shared_memory() -> str:
    # Containers often give /dev/shm 64 MB only, and a parallel query then fails half way.
    shm = Path("/dev/shm")  # noqa: S108 - only its size is asked
    small = shm.is_dir() and shutil.disk_usage(shm).total < 256 * MEGABYTE
    return "mmap" if small else "posix"


def _quoted(value: object) -> str:
    return "'" + str(value).replace("\\", "\\\\").replace("'", "''") + "'"


def _put(data: Path, name: str, text: str) -> Path:
    target = data / name
    new = data / f"{name}.new"
    new.unlink(missing_ok=True)
    owner = data.stat()
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        if os.geteuid() == 0:
            os.fchown(handle, owner.st_uid, owner.st_gid)
        file.write(text)
    new.replace(target)
    return target
