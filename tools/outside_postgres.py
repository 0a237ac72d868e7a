"""Runs a command with DATABASE_URL set to a throw-away PostgreSQL made from the system's packages.

python -m tools.outside_postgres COMMAND [ARGUMENT ...]
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tools.system_packages import postgres_programs

THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A fresh server on a free port of this machine; gone, with its data, at the end."""
    home = Path(tempfile.mkdtemp(prefix="roof-outside-"))
    home.chmod(0o755)
    owner = _owner(home)
    data, secret = home / "data", secrets.token_urlsafe(24)
    words = home / "words"
    words.write_text(secret)
    if owner:
        os.chown(words, pwd.getpwnam(owner).pw_uid, -1)
    words.chmod(0o400)
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        subprocess.run(command, check=True, user=owner, cwd=home, stdout=subprocess.DEVNULL)

    run("initdb", "-D", str(data), "-U", "admin", "-A", "scram-sha-256", f"--pwfile={words}", "-E", "UTF8")
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 " + " ".join(f"-c {x}" for x in THROWAWAY)
    try:
        run("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        yield _account(port=port, administrator=secret)
    finally:
        run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(home)


def _owner(home: Path) -> str | None:
    """PostgreSQL refuses to run as root, so root lends the folder to somebody with fewer rights."""
    if os.geteuid() != 0:
        return None
    owner = next(name for name in ("postgres", "nobody") if any(p.pw_name == name for p in pwd.getpwall()))
    os.chown(home, pwd.getpwnam(owner).pw_uid, pwd.getpwnam(owner).pw_gid)
    return owner


def _account(*, port: int, administrator: str) -> str:
    """What a landlord's database team would give us: a database, and no more rights than its owner has."""
    secret = secrets.token_urlsafe(24)
    with psycopg.connect(
        host="127.0.0.1", port=port, user="admin", password=administrator, dbname="postgres", autocommit=True
    ) as server:
        version = server.execute("SHOW server_version").fetchone()
        make = sql.SQL("CREATE ROLE rooftree LOGIN CREATEDB PASSWORD {}").format(sql.Literal(secret))
        server.execute(make)
        server.execute("CREATE DATABASE rooftree OWNER rooftree")
    print(f"An outside PostgreSQL {version[0] if version else ''} is ready.", flush=True)
    return f"postgresql://rooftree:{secret}@127.0.0.1:{port}/rooftree"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def main() -> int:
    """The command's own exit code."""
    programs = postgres_programs()
    if programs is None:
        print("No PostgreSQL 15 or later in the system's packages. Mend: apt-get install postgresql")
        return 1
    with cluster(programs) as url:
        return subprocess.run(sys.argv[1:], check=False, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
