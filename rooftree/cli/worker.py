"""`rooftree worker`: background work."""

from rooftree.cli.ready import ready


def worker() -> None:
    """Do the background work and the scheduled runs until told to stop (Ctrl-C)."""
    ready()
    from django.core.management import call_command

    from rooftree.cli.database import bring_up_to_date

    bring_up_to_date()
    # Two at once, so that nobody waits for a file until the night's run is over.
    call_command("procrastinate", "worker", concurrency=2)
