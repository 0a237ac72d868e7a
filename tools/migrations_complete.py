"""Fails when a model has changed and no migration says so. Needs no database."""

import os
import sys

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OURS = ("reference", "sources", "records", "services", "oversight")


def missing() -> dict[str, list[str]]:
    """What each stage's migrations do not say yet, in words."""
    loader = MigrationLoader(None)
    now = ProjectState.from_apps(apps)
    found = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    return {
        stage: [operation.describe() for migration in migrations for operation in migration.operations]
        for stage, migrations in found.items()
        if stage in OURS
    }


def main() -> int:
    """0 when every model is as its migrations say."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rooftree.config.settings")
    django.setup()
    found = missing()
    for stage, wanted in found.items():
        print(f"{stage}: the migrations do not say yet: " + "; ".join(wanted))
    if found:
        print("Mend: python manage.py makemigrations --name what_it_is_for")
        return 1
    print("Migrations complete.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
