"""After the step `check`: what each system holds of each key requirement, from what was received tonight."""

import logging
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from rooftree.engine.tables import Engine
from rooftree.nightly.checking import Told, Tonight
from rooftree.oversight.capability.actions.measuring import Received, measure
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.sources.connectors.registry import load

log = logging.getLogger("rooftree.nightly")


def measure_tonight(
    engine: Engine,
    tonight: Tonight,
    mappings: Path,
    told: Told,
    *,
    stamp: Stamp,
    tell: Callable[[str], None],
) -> str:
    """Counts every key requirement; what is published and checked by now stays whatever comes of it."""
    try:
        received = Received(
            engine, tonight.tables.files, tonight.lost, load(mappings), told.checked is not None
        )
        with transaction.atomic():
            done = measure(received, run_id=stamp.run_id, today=stamp.today, say=tell)
    except Exception as failure:
        log.exception("What systems hold could not be counted in run %s", stamp.run_id)
        return f" What systems hold could not be counted: {type(failure).__name__}."
    return f" Capability: {done.says}"
