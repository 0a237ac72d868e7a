"""The end of the step `check`: what contractors and partners sent, held to what they agreed."""

import logging
from collections.abc import Callable

from django.db import transaction

from rooftree.oversight.agreements.actions.scoring import score_agreements
from rooftree.oversight.quality.actions.merging import Stamp

log = logging.getLogger("rooftree.nightly")


def score_tonight(stamp: Stamp, *, tell: Callable[[str], None]) -> str:
    """Scores every agreement; what is published and checked by now stays whatever comes of it."""
    try:
        with transaction.atomic():
            done = score_agreements(run_id=stamp.run_id, now=stamp.now, today=stamp.today, say=tell)
    except Exception as failure:
        log.exception("The agreements of run %s could not be scored", stamp.run_id)
        return f" The agreements could not be scored: {type(failure).__name__}."
    return f" Agreements: {done.says}" if done.agreements else ""
