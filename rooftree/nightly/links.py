"""The queue after `publish`; after `check` the week's links to be checked, the figures of matching, and
households that are not right."""

import datetime
import logging
from collections.abc import Callable, Mapping
from functools import partial

from django.conf import settings
from django.db import transaction

from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.records.households.actions import gather_faults
from rooftree.records.matching.quality.actions.counting import count_matching
from rooftree.records.matching.review.actions.gathering import gather
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.actions.drawing import Sizes, draw

log = logging.getLogger("rooftree.nightly")
Changes = Mapping[str, Mapping[str, int]]
"""By table how many records are new, changed, ended."""


def queue_tonight(*, now: datetime.datetime, today: datetime.date) -> None:
    """The queue as of tonight. Where it fails the queue stays as it was, and what is published stays."""
    try:
        gather(now=now, today=today)
    except Exception:
        log.exception("The queue of pairs to decide stays as it was")


def links_tonight(stamp: Stamp, changes: Changes, *, tell: Callable[[str], None]) -> str:
    """Draws on the first run of a week, and counts every night; what is published and checked by now stays
    whatever comes of it. `changes` is what was published."""
    tell("links to be checked by people, and how good matching is")
    try:
        with transaction.atomic():
            drawn = draw(sizes(), run_id=stamp.run_id, today=stamp.today, now=stamp.now)
            count_matching(run_id=stamp.run_id, now=stamp.now, changes=changes)
    except Exception as failure:
        log.exception("Links could not be drawn and counted in run %s", stamp.run_id)
        return f" Links could not be drawn and counted: {type(failure).__name__}."
    return f" Matching: {drawn:,} links drawn to be checked." if drawn else ""


def households_tonight(*, today: datetime.date, count: Callable[[str, int, int], None]) -> str:
    """Works out what is not right about households on the day of the run, so that homes can be listed by it.
    Where it fails the list stays as it was, and what is published and checked stays."""
    try:
        many = gather_faults(today=today, count=partial(count, "homes: who lives there"))
    except Exception as failure:
        log.exception("The list of households that are not right stays as it was")
        return f" Households could not be gone through: {type(failure).__name__}."
    return f" Households: {many:,} things not right."


def sizes() -> Sizes:
    """How many links are drawn each week, as the settings say."""
    of = {
        EntityType.PERSON: settings.ROOFTREE_CHECK_PEOPLE,
        EntityType.HOME: settings.ROOFTREE_CHECK_HOMES,
    }
    return Sizes(of, settings.ROOFTREE_CHECK_TWICE)
