"""What people are to look at: the queue after `publish`, and the week's links to be checked after `check`."""

import datetime
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.records.matching.review.actions.gathering import gather
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.actions.drawing import Sizes, draw

log = logging.getLogger("rooftree.nightly")


def queue_tonight(*, now: datetime.datetime, today: datetime.date) -> None:
    """The queue as of tonight. Where it fails the queue stays as it was, and what is published stays."""
    try:
        gather(now=now, today=today)
    except Exception:
        log.exception("The queue of pairs to decide stays as it was")


def links_tonight(stamp: Stamp, *, tell: Callable[[str], None]) -> str:
    """Draws on the first run of a week; what is published and checked by now stays whatever comes of it."""
    tell("links to be checked by people")
    try:
        with transaction.atomic():
            drawn = draw(sizes(), run_id=stamp.run_id, today=stamp.today, now=stamp.now)
    except Exception as failure:
        log.exception("The links to be checked could not be drawn in run %s", stamp.run_id)
        return f" The links to be checked could not be drawn: {type(failure).__name__}."
    return f" Matching: {drawn:,} links drawn to be checked." if drawn else ""


def sizes() -> Sizes:
    """How many links are drawn each week, as the settings say."""
    of = {
        EntityType.PERSON: settings.ROOFTREE_CHECK_PEOPLE,
        EntityType.HOME: settings.ROOFTREE_CHECK_HOMES,
    }
    return Sizes(of, settings.ROOFTREE_CHECK_TWICE)
