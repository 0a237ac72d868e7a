"""The data: PostgreSQL, its tables, the landlord's mappings, the last run."""

import datetime
from pathlib import Path

from rooftree.cli.checks.finding import Finding

OLDEST = 15
OLDEST_RUN = datetime.timedelta(hours=36)
AGAIN = "rooftree run --extracts DIR"
EXTENSIONS = {"pg_trgm", "btree_gist", "unaccent"}
UNREACHABLE = (
    "Check DATABASE_URL and that its server runs; unset it to use the embedded one. "
    "The embedded one's log is in the home folder under postgres."
)


def postgres() -> list[Finding]:
    """Whether PostgreSQL answers, is new enough, and has what the tables need."""
    from django.db import connection
    from django.db.utils import OperationalError

    from rooftree.engine.postgres import PostgresError

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_available_extensions UNION SELECT extname FROM pg_extension")
            offered = {name for (name,) in cursor.fetchall()}
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0]) // 10_000
    except PostgresError as no:
        return [Finding("PostgreSQL", no.what, no.mend)]
    except OperationalError as no:
        return [Finding("PostgreSQL", f"does not answer: {str(no).strip()}", UNREACHABLE)]
    old = "" if version >= OLDEST else f"Move to PostgreSQL {OLDEST} or later."
    missing = ", ".join(sorted(EXTENSIONS - offered))
    wanted = f"Install its contrib package: it has no {missing}." if missing else ""
    return [
        Finding("PostgreSQL", f"version {version} answers", old),
        Finding("Extensions", "not all there" if missing else ", ".join(sorted(EXTENSIONS)), wanted),
    ]


def tables() -> Finding:
    """Whether the tables are as this version of Rooftree wants them."""
    from rooftree.cli.database import unapplied

    waiting = unapplied()
    if not waiting:
        return Finding("Tables", "up to date")
    return Finding("Tables", f"{len(waiting)} changes wait ({waiting[0]} …)", "rooftree migrate")


def mappings(folder: Path, *, today: datetime.date | None = None) -> Finding:
    """Whether the landlord's own mappings can be read and fit the code lists in force on a day.

    Without a day, where no database can say which are in force: those that ship.
    """
    from rooftree.reference.standard.quality import in_force
    from rooftree.sources.connectors import registry

    own = sorted(file.name for file in folder.glob("*.toml")) if folder.is_dir() else []
    strangers = [name for name in own if Path(name).stem not in registry.SYSTEMS]
    lists = in_force.code_lists() if today else {}
    try:
        systems = registry.load(folder, lists=lists)
    except registry.BadMappingError as no:
        return Finding("Mappings", str(no), "Mend the file named, then run doctor again.")
    if strangers:
        known = ", ".join(f"{name}.toml" for name in registry.SYSTEMS)
        return Finding("Mappings", f"{strangers[0]} is of no known system", f"Name it one of {known}.")
    if today and (ended := registry.writing_ended(systems, lists, today)):
        return Finding("Mappings", " ".join(ended), "Say in the file of that system which code it is now.")
    return Finding("Mappings", ", ".join(own) + " laid over ours" if own else "ours, nothing laid over")


def last_run(now: datetime.datetime) -> Finding:
    """Whether the last run ended well, and the one that was published is from last night."""
    from rooftree.reference.accounts.rules import SYSTEM
    from rooftree.sources.extracts.queries import runs

    last = next(iter(runs.runs(viewer=SYSTEM, limit=1)), None)
    published = runs.latest_published_run(viewer=SYSTEM)
    if last is None:
        return Finding("Last run", "there has been none yet")
    if last.is_going:
        return Finding("Last run", f"run {last.id} is going, started by {last.started_by}")
    if published is None or published.id != last.id:
        return Finding("Last run", f"run {last.id} ended {last.outcome}: {last.says}", f"{AGAIN} mends it.")
    age = now - last.started_at
    says = f"run {last.id} was published, started {age.total_seconds() / 3600:,.0f} hours ago"
    return Finding("Last run", says, "" if age <= OLDEST_RUN else f"See why no run came since; {AGAIN}.")
