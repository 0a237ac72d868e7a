"""`rooftree migrate`: the tables as this version of Rooftree wants them."""

from rich.console import Console

from rooftree.cli.ready import ready

console = Console(stderr=True, highlight=False)


def migrate() -> None:
    """Bring the database's tables up to date. Safe to run twice."""
    ready()
    made = bring_up_to_date()
    console.print(f"{made} changes made." if made else "The tables were up to date already.")


def bring_up_to_date() -> int:
    """Applies what is missing; how many migrations that were."""
    from django.core.management import call_command

    missing = unapplied()
    if missing:
        console.print("Bringing the tables up to date …")
        call_command("migrate", verbosity=0, interactive=False)
    return len(missing)


def unapplied() -> list[str]:
    """The migrations that the database has not had yet, by name."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
