"""`rooftree demo`: from nothing to signed-in pages, for somebody who wants to look."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rooftree.cli import accounts, serve, synthesise
from rooftree.cli.database import bring_up_to_date
from rooftree.cli.ready import ready

console = Console(stderr=True, highlight=False, soft_wrap=True)
SEED = 1
PEOPLE = (
    ("officer", "Olwen Marsh"),
    ("planner", "Petra Quill"),
    ("data_steward", "Sefton Bray"),
    ("administrator", "Ada Pennant"),
)


def demo(
    *,
    homes: Annotated[int, typer.Option(min=1, help="How many homes the invented landlord has.")] = 2000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve when all is made.")] = True,
) -> None:
    """Make an invented landlord, run the nightly run on it, print the sign-ins of four roles, and serve."""
    ready()
    from django.conf import settings

    bring_up_to_date()
    _run(_extracts(settings.ROOFTREE_HOME / "demo", homes=homes))
    _sign_ins(f"http://localhost:{port}")
    if serving:
        serve.stop_with_parent()  # nothing of a demonstration outlives the `make` that started it
        serve.start(host=host, port=port)


def _extracts(folder: Path, *, homes: int) -> Path:
    """The extracts of a landlord of this size; kept, because the same size gives the same again."""
    out = folder / f"{homes}-homes"
    made = folder / f"{homes}-homes.made"
    if not made.exists():
        console.print(f"Inventing a landlord of {homes:,} homes …")
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        synthesise.write(homes=homes, seed=SEED, out=out)
        made.touch()
    return out


def _run(extracts: Path) -> None:
    command = [sys.executable, "-m", "rooftree.cli.main", "run", "--extracts", str(extracts)]
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise typer.Exit(1)


def _sign_ins(address: str) -> None:
    """A one-time link for one person of each role, the people made when they are new."""
    from rooftree.reference.accounts.queries import viewer_by_email

    console.print("\nSign in with one of these links; each works once, for two days:\n")
    for role, name in PEOPLE:
        email = f"{role.replace('_', '-')}@example.org"
        if not viewer_by_email(email).is_signed_in:
            accounts.make(email=email, role=role, name=name)
        link = accounts.sign_in_link(email=email, address=address)
        console.print(f"  {role.replace('_', ' '):<14} {link}", markup=False)
    console.print("\nMore links: .venv/bin/rooftree user link officer@example.org\n")
