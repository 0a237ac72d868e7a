"""`rooftree doctor`: whether this deployment is well, and how to mend what is not."""

from collections.abc import Iterator
from pathlib import Path

import typer
from rich.console import Console

from rooftree.cli.checks import data, machine
from rooftree.cli.checks.finding import Finding
from rooftree.cli.ready import now, ready

console = Console(highlight=False, soft_wrap=True)


def doctor() -> None:
    """Look this deployment over and say what is wrong and how to mend it. Exit 1 when something is wrong."""
    ready()
    wrong = 0
    for finding in findings():
        state = "well " if finding.is_well else "WRONG"
        console.print(f"{state}  {finding.name}: {' '.join(finding.says.split())}", markup=False)
        if not finding.is_well:
            wrong += 1
            console.print(f"       mend: {finding.mend}", markup=False)
    if wrong:
        console.print(f"{wrong} to mend.")
        raise typer.Exit(1)
    console.print("All is well.")


def findings() -> Iterator[Finding]:
    """Everything that is looked at, in the order in which one thing needs another."""
    from django.conf import settings

    from rooftree.nightly.place import business_moment

    home: Path = settings.ROOFTREE_HOME
    secrets = home / "secrets"
    yield machine.python()
    yield machine.room(home)
    yield machine.privacy("Home folder", home, barred=machine.WRITING)
    yield machine.privacy("Landing area", settings.LANDING, barred=machine.READING_OR_WRITING)
    yield machine.secret("ROOFTREE_SECRET_KEY", settings.SECRET_KEY, secrets / "django-key")
    yield machine.secret("ROOFTREE_NINO_KEY", settings.NINO_KEY, secrets / "nino-key")
    database = data.postgres()
    yield from database
    answers = all(finding.is_well for finding in database)
    tables = [data.tables()] if answers else []
    yield from tables
    _, today = business_moment(now(), settings.ROOFTREE_TODAY)
    well = answers and all(finding.is_well for finding in tables)
    yield data.mappings(settings.ROOFTREE_MAPPINGS, today=today if well else None)
    if well:
        yield data.last_run(now())
