"""Sees to it that PostgreSQL and Chromium are on this machine for the tests: installs them, or says how."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OLDEST_POSTGRES = 15


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server that the system's packages brought, 15 or later."""
    homes = [home for home in Path("/usr/lib/postgresql").glob("*/bin") if (home / "initdb").exists()]
    fit = [home for home in homes if home.parent.name.isdigit() and int(home.parent.name) >= OLDEST_POSTGRES]
    return max(fit, key=lambda home: int(home.parent.name), default=None)


def browser() -> str | None:
    """The Chromium of this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def wanting() -> list[str]:
    """The Debian packages that are not there yet."""
    return [
        name for name, there in (("postgresql", postgres_programs()), ("chromium", browser())) if not there
    ]


def install(packages: list[str]) -> None:
    """Ask apt for them, without anybody to answer its questions."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], check=True, env=quiet)
    # Its own cluster is not wanted: the tests make a throw-away one.
    Path("/etc/postgresql-common").mkdir(exist_ok=True)
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if not settings.exists():
        settings.write_text("create_main_cluster = false\n")
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages],
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """0 when the tests have what they need."""
    if packages := wanting():
        if os.geteuid() == 0 and shutil.which("apt-get"):
            print("Installing for the tests: " + ", ".join(packages) + " …", flush=True)
            install(packages)
        if left := wanting():
            names = " ".join(left)
            print(f"The tests need, from this system's packages: {names}.")
            print(f"On Debian or Ubuntu: sudo apt-get install {names}. Then run `make test` again.")
            return 1
    print(f"PostgreSQL in {postgres_programs()}; browser {browser()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
