"""All background tasks: they are deferred by name, with ids only, and every one may be run twice."""

import dataclasses
import logging
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import App
from procrastinate.contrib.django import app as _app

from rooftree.engine import kept
from rooftree.nightly.place import business_moment, place
from rooftree.nightly.run import run
from rooftree.oversight.agreements.actions.placing import forget_old
from rooftree.reference.accounts.rules import SYSTEM

app: App = _app
log = logging.getLogger("rooftree.nightly")
STALLED_AFTER = 120
"""Seconds without a sign of life after which a worker's job is given to another worker."""


@app.periodic(cron=settings.ROOFTREE_RUN_AT)
@app.task(name="nightly_run", lock="nightly_run", queueing_lock="nightly_run")
def nightly_run(timestamp: int) -> None:
    """The run on the folder of ROOFTREE_EXTRACTS; nothing when none is set."""
    del timestamp
    if not settings.ROOFTREE_EXTRACTS:
        return
    now, today = business_moment(timezone.now(), settings.ROOFTREE_TODAY)
    report = run(
        extracts=Path(settings.ROOFTREE_EXTRACTS),
        by=dataclasses.replace(SYSTEM, name="the nightly schedule"),
        now=now,
        today=today,
        place=place(),
        tell=_tell,
    )
    log.info("Run %s took %.0f s", report.run_id, report.seconds)


def _tell(step: str, done: int, of: int, words: str) -> None:
    log.debug("%s %s/%s %s", step, done, of, words)


@app.periodic(cron="*/5 * * * *")
@app.task(name="rescue_stalled", queueing_lock="rescue_stalled", pass_context=False)
async def rescue_stalled(timestamp: int) -> None:
    """Jobs of workers that were killed go back to the queue."""
    del timestamp
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await app.job_manager.retry_job(job)


@app.periodic(cron="15 * * * *")
@app.task(name="tidy", queueing_lock="tidy")
def tidy(timestamp: int) -> None:
    """Sessions that are over are removed, and what was kept of files for a time that is over."""
    del timestamp
    call_command("clearsessions")
    kept.forget_old(settings.KEPT_FILES, now=timezone.now())
    forget_old(now=timezone.now())


@app.task(name="make_file")
def make_file(file: str) -> None:
    """A long file that somebody waits for; the settings name who makes it, for pages know what it holds."""
    import_string(settings.FILES_MADE_BY)(file)
